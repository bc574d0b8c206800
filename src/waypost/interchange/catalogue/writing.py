"""Write a catalogue in our own layout, so that reading it gives the same rows."""

from collections.abc import Iterable

from waypost.interchange.catalogue.layouts import CATALOGUE_COLUMNS
from waypost.interchange.catalogue.rows import CatalogueCourse
from waypost.interchange.cells import school_year_text
from waypost.interchange.credits import credits_from_units
from waypost.interchange.writing import csv_bytes


def write_catalogue(courses: Iterable[CatalogueCourse], *, scale: int = 1) -> bytes:
    """The bytes of catalogue.csv; the same rows always give the same bytes."""
    return csv_bytes(CATALOGUE_COLUMNS, (_cells(course, scale) for course in courses))


def _cells(course: CatalogueCourse, scale: int) -> tuple[str, ...]:
    return (
        course.code,
        course.title,
        course.subject,
        credits_from_units(course.units, scale=scale),
        course.length.value,
        ";".join(course.terms),
        ";".join(map(str, course.grades)),
        course.level.value,
        ";".join(course.tags),
        course.prerequisite,
        course.corequisite,
        str(course.periods),
        course.description,
        _repeatable(course),
        _credits(course.repeat_units, scale=scale),
        ";".join(course.same_as),
        course.level_of,
        ";".join(course.excludes),
        _credits(course.most_units, scale=scale),
        course.program,
        "" if course.program_step is None else str(course.program_step),
        ";".join(course.schools),
        "" if course.from_year is None else school_year_text(course.from_year),
    )


def _repeatable(course: CatalogueCourse) -> str:
    if not course.repeatable:
        return ""
    return "yes" if course.repeat_times is None else str(course.repeat_times)


def _credits(units: int | None, *, scale: int) -> str:
    return "" if units is None else credits_from_units(units, scale=scale)
