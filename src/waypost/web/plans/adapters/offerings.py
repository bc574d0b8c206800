"""The catalog as ways to take courses, and the school years that are still open, for the plan search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.engine.catalog import Catalog, Course, Level
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.search import Calendar, Modality, Offering, school_offerings
from waypost.web.catalog import models
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import Student

from .horizon import LAST_GRADE, school_year_of

VIRTUAL: Final = "virtual"  # the tag of a course that is taken online


def to_offerings(catalog: Catalog, *, codes: Iterable[str], rows: Iterable[models.Offering]) -> tuple[Offering, ...]:
    """The courses of these codes in the ways that the district names; of other modalities, as the course says."""
    offered = set(codes)
    named = [
        to_offering(row, course=catalog.courses[row.course.code], calendar=catalog.calendar)
        for row in rows
        if row.course.code in offered
    ]
    covered = {(one.course.code, one.modality) for one in named}
    courses = [course for code, course in catalog.courses.items() if code in offered]
    return (*(one for one in own_ways(courses) if (one.course.code, one.modality) not in covered), *named)


def own_ways(courses: Iterable[Course]) -> Iterator[Offering]:
    """What terms, level and tags of the courses say of how they are taken."""
    return (_as_taken(offering) for offering in school_offerings(courses))


def to_offering(row: models.Offering, *, course: Course, calendar: SchoolCalendar = DEFAULT_CALENDAR) -> Offering:
    """One way to take the course, as the engine reads it."""
    return Offering(
        course=course,
        modality=Modality(row.modality),
        provider=row.provider,
        terms=frozenset(calendar.term(term) for term in row.terms),
        cost_cents=row.cost_cents,
        units=row.units,
        approval=row.approval or None,
        periods=row.periods,
    )


def to_search_record(record: Record) -> Record:
    """The record without running courses that give no credit, such as a study hall: their periods can be used."""
    return replace(record, entries=tuple(entry for entry in record.entries if not gives_way(entry)))


def gives_way(entry: Entry) -> bool:
    """Whether a running course can be given up for one that gives credit."""
    return entry.stage is Stage.NOW and entry.course.units == 0


def to_calendar(student: Student, *, on: date) -> Calendar:
    """The open terms from a day on, or from the first grade level that the district plans."""
    terms = calendar_of(student.district)
    running = terms.school_year(on)
    ahead = [part for part in terms.parts if not terms.begun(part, school_year=running, on=on)]
    first = max(student.grade_level, student.district.first_grade_planned)
    is_later = first > student.grade_level
    grade = first if is_later or ahead else first + 1  # nothing of the running year is left to plan
    return Calendar(
        school_year=school_year_of(student, grade_level=grade, on=on),
        grade_level=grade,
        first=terms.parts[0] if grade > student.grade_level else ahead[0],
        last_grade=max(LAST_GRADE, first),
        periods=student.district.periods,
        terms=terms,
    )


def as_offered(way: Offering, *, calendar: SchoolCalendar) -> Course:
    """The course with the terms and periods of a provider, which is how checks of a plan see it."""
    return replace(way.course, terms=way.runs_in(calendar), periods=way.periods_taken) if way.provider else way.course


def to_way(
    row: models.Offering | None, *, course: Course, term: Term, calendar: SchoolCalendar = DEFAULT_CALENDAR
) -> Offering:
    """The way in which a planned course is taken: what a row says of it, or else the course itself for that term."""
    if row is not None:
        return to_offering(row, course=course, calendar=calendar)
    return Offering(course=course, modality=Modality.SUMMER) if term.is_summer else own_way(course)


def own_way(course: Course) -> Offering:
    """What level and tags of a course say of how it is taken in the school year."""
    return _as_taken(Offering(course=course, terms=frozenset(term for term in course.terms if not term.is_summer)))


def _as_taken(offering: Offering) -> Offering:
    if offering.modality is not Modality.SCHOOL:
        return offering
    if VIRTUAL in offering.course.tags:
        return replace(offering, modality=Modality.VIRTUAL, periods=0)
    is_dual = offering.course.level is Level.DUAL
    return replace(offering, modality=Modality.DUAL_ENROLLMENT) if is_dual else offering
