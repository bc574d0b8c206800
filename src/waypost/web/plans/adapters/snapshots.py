"""The classes of a plan's version: as values, and as entries of the engine's record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from waypost.engine.catalog import Catalog, Course
from waypost.engine.past import is_over
from waypost.engine.record import Entry, Pin, Record, Stage
from waypost.engine.search.offering import METHODS, Modality
from waypost.web.schools.models import Student

from .horizon import school_year_of
from .offerings import to_way


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One planned course as a version keeps it; units are 120ths of a credit, as the offering credits them.

    `offering` and `periods` say how it is taken, where the course itself does not.
    """

    code: str
    title: str
    subject: str
    units: int
    grade_level: int
    term: str
    pins: tuple[tuple[str, str], ...] = ()
    offering: str = ""
    periods: int | None = None

    @property
    def entry_id(self) -> str:
        """How the engine names it within the record."""
        return f"planned-{self.grade_level}-{self.term}-{self.code}"


def to_choices(snapshot: Iterable[dict[str, Any]]) -> tuple[Choice, ...]:
    """The classes of a version, in its order."""
    return tuple(Choice(**{**row, "pins": tuple(sorted(row.get("pins", {}).items()))}) for row in snapshot)


def still_ahead(choices: Iterable[Choice], *, student: Student, record: Record, on: date) -> tuple[Choice, ...]:
    """The choices that lie ahead: without those of terms that are over, and those that run already."""
    choices = tuple(choices)
    running = {(entry.course.code, entry.school_year) for entry in record.entries}
    grades = {choice.grade_level for choice in choices}
    year = {grade: school_year_of(student, grade_level=grade, on=on) for grade in grades}
    return tuple(
        choice
        for choice in choices
        if not is_over(school_year=year[choice.grade_level], term=record.calendar.term(choice.term), on=on)
        and (choice.code, year[choice.grade_level]) not in running
    )


def to_planned_entries(choices: Iterable[Choice], *, student: Student, catalog: Catalog, on: date) -> tuple[Entry, ...]:
    """The choices as planned entries; a course that left the catalog stands with what the version says of it."""
    return tuple(
        _entry(choice, school_year=school_year_of(student, grade_level=choice.grade_level, on=on), catalog=catalog)
        for choice in choices
    )


def to_pins(choices: Iterable[Choice]) -> tuple[Pin, ...]:
    """Where the student wants courses to count."""
    return tuple(
        Pin(entry_id=choice.entry_id, rulebook_id=key, path=path) for choice in choices for key, path in choice.pins
    )


def _entry(choice: Choice, *, school_year: int, catalog: Catalog) -> Entry:
    course = catalog.find(choice.code, year=school_year) or _former_course(choice)
    modality, is_named, _provider = choice.offering.partition("/")
    term = catalog.calendar.term(choice.term)
    own = to_way(None, course=course, term=term, calendar=catalog.calendar)
    return Entry(
        id=choice.entry_id,
        course=replace(course, terms=frozenset(), periods=_periods(choice, course)) if is_named else course,
        stage=Stage.PLANNED,
        units=choice.units,
        grade_level=choice.grade_level,
        school_year=school_year,
        term=term,
        method=METHODS[Modality(modality) if is_named else own.modality],
        offering=choice.offering,
    )


def _periods(choice: Choice, course: Course) -> int:
    return course.periods if choice.periods is None else choice.periods


def _former_course(choice: Choice) -> Course:
    return Course(code=choice.code, title=choice.title, subject=choice.subject, units=choice.units)
