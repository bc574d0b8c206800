"""A file of offerings against a district's own: a provider that the file names is all there, the others stay."""

from __future__ import annotations

from typing import Any

from waypost.interchange.offerings import CourseOffering, Offerings
from waypost.interchange.problems import Location, Problem, Severity
from waypost.web.schools.models import District

from .change_set import ChangeSet, FileSummary, Key
from .codes import DistrictCode
from .compare import Wanted, compare, stored_rows
from .tables import CATALOG, OFFERINGS


def offering_changes(offerings: Offerings, *, district: District) -> ChangeSet:
    """What the offerings would change; an offering is gone where its provider is in the file without it."""
    found: list[Problem] = [*offerings.problems]
    courses = {key[0] for key in stored_rows(CATALOG, district_id=district.pk)}
    wanted = _wanted(offerings, courses, found)
    providers = {(row.modality.value, row.provider) for row in offerings.rows}

    def is_gone(key: Key) -> bool:
        """A row that waits says nothing of its course, and one that cannot be read nothing at all."""
        return key[1:] in providers and not offerings.held & {"", key[0]}

    stored = stored_rows(OFFERINGS, district_id=district.pk)
    table = compare(OFFERINGS, wanted=wanted, stored=stored, problems=found, is_gone=is_gone)
    held = {problem.location.line for problem in found if problem.severity is Severity.HELD}
    name = offerings.rows[0].location.file if offerings.rows else CourseOffering.file
    rows = len({row.location.line for row in offerings.rows} | held)
    summary = FileSummary(name=name, rows=rows, held=len(held))
    return ChangeSet(tables=(table,), problems=tuple(found), files=(summary,), refused=not offerings.rows)


def _wanted(offerings: Offerings, courses: set[str], found: list[Problem]) -> dict[Key, Wanted]:
    wanted: dict[Key, Wanted] = {}
    for row in offerings.rows:
        if row.course_code in courses:
            wanted[row.course_code, row.modality.value, row.provider] = Wanted(_values(row), row.location)
        else:
            place = Location(row.location.file, row.location.line, "course")
            code = DistrictCode.NOT_IN_CATALOG
            found.append(Problem(code, Severity.HELD, place, row.course_code, detail=row.course_code))
    return wanted


def _values(row: CourseOffering) -> dict[str, Any]:
    return {
        "terms": list(row.terms),
        "cost_cents": row.cost_cents,
        "units": row.units,
        "approval": row.approval,
        "periods": row.periods,
        "is_active": True,
    }
