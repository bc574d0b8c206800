"""The terms that are still open: from now to the spring of the last grade."""

from dataclasses import dataclass
from typing import NamedTuple

from waypost.engine.catalog import Term
from waypost.engine.load import Half

_PLACES = {Term.FALL: 0, Term.YEAR: 0, Term.SPRING: 1, Term.SUMMER: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The first open term, the student's grade then, the last grade, and the periods of a day.

    ``least_periods`` must be filled in every term (0: none). ``summer_periods`` = 0 means no summer school;
    ``summer_after`` opens the summer after the last grade too. ``least_load`` and ``most_load`` bound the weight of
    every fall and spring.
    """

    school_year: int
    grade_level: int
    first: Term = Term.FALL
    last_grade: int = 12
    periods: int = 7
    summer_periods: int = 2
    summer_after: bool = False
    least_periods: int = 0
    least_load: int = 0
    most_load: int | None = None

    def spans(self) -> tuple["Span", ...]:
        """The open halves in the order of time; a summer after the last grade only where the calendar says so."""
        found: list[Span] = []
        for grade in range(self.grade_level, self.last_grade + 1):
            year = self.school_year + grade - self.grade_level
            first = _PLACES[self.first] if grade == self.grade_level else 0
            found.extend(Span(Half(year, place), grade, self._room(place, grade)) for place in range(first, 3))
        return tuple(span for span in found if span.periods)

    def _room(self, place: int, grade: int) -> int:
        if place < 2:
            return self.periods
        return self.summer_periods if grade < self.last_grade or self.summer_after else 0


class Span(NamedTuple):
    """One open half, the grade level then, and its periods."""

    half: Half
    grade: int
    periods: int

    @property
    def is_summer(self) -> bool:
        """Whether it is a summer."""
        return self.half.place == 2
