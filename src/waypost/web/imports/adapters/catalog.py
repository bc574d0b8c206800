"""A catalog file against a district's courses, by code. A catalog adds and changes, and turns no course off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from waypost.interchange.catalogue import Catalogue, CatalogueCourse
from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity
from waypost.rulebooks.tagging import suggest_tags
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import District, School

from .change_set import ChangeSet, FileSummary, Key
from .codes import DistrictCode
from .compare import Stored, Wanted, compare, stored_rows
from .editions import edition_changes, in_editions
from .tables import CATALOG

#: What each column of the file sets; a file without the column leaves it as it is.
KIN: Final[Mapping[str, tuple[str, ...]]] = {
    "repeatable": ("repeatable", "repeat_times"),
    "repeat_credits": ("repeat_units",),
    "same_as": ("same_as",),
    "level_of": ("level_of",),
    "excludes": ("excludes",),
    "credits_max": ("most_units",),
    "program": ("program",),
    "program_step": ("program_step",),
    "schools": ("schools",),
}


def catalog_changes(catalogue: Catalogue, *, district: District, today: date) -> ChangeSet:
    """What the catalog would change; a row without a year holds from the school year of today."""
    stored = stored_rows(CATALOG, district_id=district.pk)
    found = [problem for problem in catalogue.problems if not _is_known(problem, stored)]
    schools = _schools_by_name(district)
    found.extend(problem for row in catalogue.courses for problem in _unknown_schools(row, schools))
    wanted = {
        (row.code,): Wanted(_course(_at_schools(row, schools), catalogue.columns), row.location)
        for row in catalogue.courses
    }
    this_year = calendar_of(district).school_year(today)
    years = {(row.code,): row.from_year or this_year for row in catalogue.courses}
    courses = in_editions(compare(CATALOG, wanted=wanted, stored=stored, problems=found), stored=stored, years=years)
    editions = edition_changes(courses, stored=stored, district=district, problems=found)
    held = {problem.location.line for problem in found if problem.severity is Severity.HELD}
    name = catalogue.courses[0].location.file if catalogue.courses else CatalogueCourse.file
    summary = FileSummary(name=name, rows=len(catalogue.courses) + len(held), held=len(held))
    tables = (courses, editions) if editions.new or editions.changed else (courses,)
    return ChangeSet(tables=tables, problems=tuple(found), files=(summary,), refused=not catalogue.courses)


def _is_known(problem: Problem, stored: Mapping[Key, Stored]) -> bool:
    """Whether the district already has what the file lacks: a catalog may come in parts."""
    return problem.code == Code.NOT_IN_CATALOGUE and (problem.detail,) in stored


def _schools_by_name(district: District) -> dict[str, str]:
    """The source id of each school, by the id itself and by the name."""
    schools = School.objects.filter(district=district).values_list("source_id", "name")
    return {word.casefold(): source_id for source_id, name in schools for word in (name, source_id)}


def _unknown_schools(row: CatalogueCourse, schools: Mapping[str, str]) -> Iterator[Problem]:
    for word in row.schools:
        if word.casefold() not in schools:
            place = Location(row.location.file, row.location.line, "schools")
            yield Problem(DistrictCode.NO_SUCH_SCHOOL, Severity.WARNING, place, row.code, detail=word)


def _at_schools(row: CatalogueCourse, schools: Mapping[str, str]) -> CatalogueCourse:
    """The row with the source ids of its schools; one that nobody knows stays as it is written."""
    return replace(row, schools=tuple(schools.get(word.casefold(), word) for word in row.schools))


def _course(row: CatalogueCourse, columns: Collection[str]) -> dict[str, Any]:
    names = [name for column, own in KIN.items() if column in columns for name in own]
    values = {name: getattr(row, name) for name in names}
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
        **{name: list(value) if isinstance(value, tuple) else value for name, value in values.items()},
        "is_active": True,
    }


def _tags(row: CatalogueCourse) -> list[str]:
    """The file's own tags, then those that the title suggests."""
    suggested = suggest_tags(row.title, code=row.code, known=row.tags)
    return [*row.tags, *sorted(suggested.difference(row.tags))]
