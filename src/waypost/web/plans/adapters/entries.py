"""The planned courses of a branch as entries of the engine's record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from waypost.engine.catalog import Catalog, Term
from waypost.engine.record import Entry, Pin, Record, Stage
from waypost.engine.search.offering import METHODS
from waypost.web.catalog.adapters import to_course
from waypost.web.plans.models import PlannedCourse
from waypost.web.schools.models import Student

from .horizon import school_year_on
from .offerings import as_offered, to_way


def entry_id(planned: PlannedCourse) -> str:
    """How the engine and the page name a planned course; a move keeps it."""
    return f"planned-{planned.pk}"


def still_planned(planned: Iterable[PlannedCourse], *, student: Student, record: Record) -> list[PlannedCourse]:
    """The planned courses that lie ahead: without those of years that are over, and those that run already.

    A summer class is another one than that of the school year, and one after a failed one is another try.
    """
    running = {
        (entry.course.code, entry.grade_level, entry.term.is_summer)
        for entry in record.entries
        if entry.units or entry.stage is not Stage.DONE
    }
    return [
        row
        for row in planned
        if row.grade_level >= student.grade_level
        and (row.course.code, row.grade_level, row.term == Term.SUMMER) not in running
    ]


def to_branch_entries(
    planned: Iterable[PlannedCourse], *, student: Student, catalog: Catalog, on: date
) -> tuple[Entry, ...]:
    """Each planned course as an entry."""
    return tuple(to_branch_entry(row, student=student, catalog=catalog, on=on) for row in planned)


def to_branch_entry(row: PlannedCourse, *, student: Student, catalog: Catalog, on: date) -> Entry:
    """One planned course as an entry of the school year in which the student will be in that grade."""
    course, term = catalog.find(row.course.code) or to_course(row.course), Term(row.term)
    way = to_way(row.offering, course=course, term=term)
    return Entry(
        id=entry_id(row),
        course=as_offered(way),
        stage=Stage.PLANNED,
        units=way.credited_units,
        grade_level=row.grade_level,
        school_year=school_year_of(student, grade_level=row.grade_level, on=on),
        term=term,
        method=METHODS[way.modality],
        offering=way.name,
    )


def to_branch_pins(planned: Iterable[PlannedCourse]) -> tuple[Pin, ...]:
    """Where the student wants planned courses to count."""
    return tuple(
        Pin(entry_id=entry_id(row), rulebook_id=key, path=path)
        for row in planned
        for key, path in sorted(row.pins.items())
    )


def school_year_of(student: Student, *, grade_level: int, on: date) -> int:
    """The school year in which the student is in that grade, named by the year in which it starts."""
    return school_year_on(on) + grade_level - student.grade_level
