"""Where in the years ahead a student can plan a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waypost.engine.calendar import SchoolCalendar, Term
from waypost.web.plans.adapters.horizon import school_year_of
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
    calendar = calendar_of(student.district)
    first = max(student.grade_level, student.district.first_grade_planned)
    years = {grade: school_year_of(student, grade_level=grade, on=on) for grade in range(first, last + 1)}
    return [
        Place(grade_level=grade, term=str(term))
        for grade, year in years.items()
        for term in calendar.terms
        if not calendar.begun(term, school_year=year, on=on)
    ]


def terms_left(calendar: SchoolCalendar, *, on: date) -> list[Term]:
    """The terms of the running school year that have not begun; one that began cannot be planned any more."""
    year = calendar.school_year(on)
    return [term for term in calendar.terms if not calendar.begun(term, school_year=year, on=on)]
