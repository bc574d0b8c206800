"""Where in the years ahead a student can plan a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waypost.engine.calendar import SchoolCalendar, Term
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import Student


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Place:
    """A grade level and term; `str()` is how forms name it: 11-year."""

    grade_level: int
    term: str

    def __str__(self) -> str:
        return f"{self.grade_level}-{self.term}"


def places_ahead(student: Student, *, on: date, last: int) -> list[Place]:
    """Every grade level and term that has not begun, from the first grade that the district plans to the last."""
    calendar, now = calendar_of(student.district), student.grade_level
    first = max(now, student.district.first_grade_planned)
    left = terms_left(calendar, on=on)
    return [
        Place(grade_level=grade, term=str(term))
        for grade in range(first, last + 1)
        for term in (left if grade == now else calendar.terms)
    ]


def terms_left(calendar: SchoolCalendar, *, on: date) -> list[Term]:
    """The terms of the running school year that have not begun; one that began cannot be planned any more."""
    year = calendar.school_year(on)
    return [term for term in calendar.terms if not calendar.begun(term, school_year=year, on=on)]
