"""Where in the years ahead a student can plan a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.web.schools.models import Student

FALL_STARTS_IN: Final = 7  # the month; a term that began cannot be planned any more


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Place:
    """A grade level and term; `str()` is how forms name it: 11-year."""

    grade_level: int
    term: str

    def __str__(self) -> str:
        return f"{self.grade_level}-{self.term}"


def places_ahead(student: Student, *, on: date, last: int) -> list[Place]:
    """Every grade level and term that has not begun, from the first grade that the district plans to the last."""
    first = max(student.grade_level, student.district.first_grade_planned)
    return [
        Place(grade_level=grade, term=term)
        for grade in range(first, last + 1)
        for term in (terms_left(on) if grade == student.grade_level else ["fall", "spring", "year", "summer"])
    ]


def terms_left(on: date) -> list[str]:
    """The terms of the running school year that have not begun."""
    return ["spring", "summer"] if on.month >= FALL_STARTS_IN else ["summer"]
