"""A catalog file against a district's courses, by code. A catalog adds and changes, and turns no course off."""

from __future__ import annotations

from typing import Any

from waypost.interchange.catalogue import Catalogue, CatalogueCourse
from waypost.interchange.problems import Problem, Severity
from waypost.rulebooks.tagging import suggest_tags
from waypost.web.schools.models import District

from .change_set import ChangeSet, FileSummary
from .compare import Wanted, compare, stored_rows
from .tables import CATALOG


def catalog_changes(catalogue: Catalogue, *, district: District) -> ChangeSet:
    """What the catalog would change."""
    found: list[Problem] = [*catalogue.problems]
    wanted = {(row.code,): Wanted(_course(row), row.location) for row in catalogue.courses}
    courses = compare(CATALOG, wanted=wanted, stored=stored_rows(CATALOG, district_id=district.pk), problems=found)
    held = {problem.location.line for problem in found if problem.severity is Severity.HELD}
    name = catalogue.courses[0].location.file if catalogue.courses else CatalogueCourse.file
    summary = FileSummary(name=name, rows=len(catalogue.courses) + len(held), held=len(held))
    return ChangeSet(tables=(courses,), problems=tuple(found), files=(summary,), refused=not catalogue.courses)


def _course(row: CatalogueCourse) -> dict[str, Any]:
    return {
        "title": row.title,
        "description": row.description,
        "subject": row.subject,
        "units": row.units,
        "level": row.level.value,
        "grades": list(row.grades),
        "terms": [str(term) for term in row.terms],
        "tags": _tags(row),
        "periods": row.periods,
        "prerequisite": row.prerequisite,
        "corequisite": row.corequisite,
        "is_active": True,
    }


def _tags(row: CatalogueCourse) -> list[str]:
    """The file's own tags, then those that the title suggests."""
    suggested = suggest_tags(row.title, code=row.code, known=row.tags)
    return [*row.tags, *sorted(suggested.difference(row.tags))]
