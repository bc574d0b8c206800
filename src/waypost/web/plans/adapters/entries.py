"""The planned courses of a branch as entries of the engine's record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from waypost.engine.catalog import Catalog
from waypost.engine.past import is_over
from waypost.engine.record import Entry, Pin, Record, Stage
from waypost.engine.search.offering import METHODS
from waypost.web.catalog.adapters import to_course
from waypost.web.plans.models import PlannedCourse
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import Student

from .horizon import grade_in_year, school_year_of
from .offerings import as_offered, to_way


def entry_id(planned: PlannedCourse) -> str:
    """How the engine and the page name a planned course; a move keeps it."""
    return f"planned-{planned.pk}"


def year_planned(row: PlannedCourse, *, student: Student, on: date) -> int:
    """The school year for which a course is planned."""
    if row.school_year is not None:
        return row.school_year
    return school_year_of(student, grade_level=row.grade_level, on=on)


def place_rows(planned: Iterable[PlannedCourse], *, student: Student, on: date) -> None:
    """Give the rows in hand the grade level of their school year: another one where a grade was repeated or skipped."""
    for row in planned:
        if row.school_year is not None:
            row.grade_level = grade_in_year(student, school_year=row.school_year, on=on)


def still_planned(
    planned: Iterable[PlannedCourse], *, student: Student, record: Record, on: date
) -> list[PlannedCourse]:
    """The planned courses that lie ahead: without those of terms that are over, and those that run already.

    A summer class is another one than that of the school year, and one after a failed one is another try.
    """
    running = {_taken(entry) for entry in record.entries if entry.units or entry.stage is not Stage.DONE}
    return [
        row
        for row in planned
        if not is_past(row, student=student, on=on) and _wanted(row, student=student, on=on) not in running
    ]


def asked_about(planned: Iterable[PlannedCourse], *, student: Student, record: Record, on: date) -> list[PlannedCourse]:
    """The planned courses of terms that are over and that are not on the record, with any mark: were they taken?"""
    told = {_taken(entry) for entry in record.entries}
    return [
        row
        for row in planned
        if is_past(row, student=student, on=on) and _wanted(row, student=student, on=on) not in told
    ]


def is_past(row: PlannedCourse, *, student: Student, on: date) -> bool:
    """Whether the term of a planned course is over."""
    term = calendar_of(student.district).term(row.term)
    return is_over(school_year=year_planned(row, student=student, on=on), term=term, on=on)


def _taken(entry: Entry) -> tuple[str, int, bool]:
    return entry.course.code, entry.school_year, entry.term.is_summer


def _wanted(row: PlannedCourse, *, student: Student, on: date) -> tuple[str, int, bool]:
    term = calendar_of(student.district).term(row.term)
    return row.course.code, year_planned(row, student=student, on=on), term.is_summer


def to_branch_entries(
    planned: Iterable[PlannedCourse], *, student: Student, catalog: Catalog, on: date
) -> tuple[Entry, ...]:
    """Each planned course as an entry."""
    return tuple(to_branch_entry(row, student=student, catalog=catalog, on=on) for row in planned)


def to_branch_entry(row: PlannedCourse, *, student: Student, catalog: Catalog, on: date) -> Entry:
    """One planned course as an entry of the school year in which the student will be in that grade."""
    year, calendar = year_planned(row, student=student, on=on), catalog.calendar
    course = catalog.find(row.course.code, year=year) or to_course(row.course, calendar=calendar)
    term = calendar.term(row.term)
    way = to_way(row.offering, course=course, term=term, calendar=calendar)
    return Entry(
        id=entry_id(row),
        course=as_offered(way, calendar=calendar),
        stage=Stage.PLANNED,
        units=way.credited_units if row.own_units is None else row.own_units,
        grade_level=row.grade_level,
        school_year=year,
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
