"""The terms that are still open: from now to the spring of the last grade."""

from dataclasses import dataclass
from typing import NamedTuple

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.engine.load import Half


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The first open one of the ``terms``, the student's grade then, the last grade, and the periods of a day.

    ``least_periods`` must be filled in every term (0: none). ``summer_periods`` = 0 means no summer school;
    ``summer_after`` opens the summer after the last grade too. ``least_load`` and ``most_load`` bound the weight of
    every term but summer.
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
    terms: SchoolCalendar = DEFAULT_CALENDAR

    def spans(self) -> tuple["Span", ...]:
        """The open parts of school years in order; a summer after the last grade only where the calendar says so."""
        found: list[Span] = []
        for grade in range(self.grade_level, self.last_grade + 1):
            year = self.school_year + grade - self.grade_level
            first = self.first.place if grade == self.grade_level else 0
            for part in self.terms.parts[first:]:
                found.append(Span(Half(year, part.place, part), grade, self._room(part, grade)))
        return tuple(span for span in found if span.periods)

    def _room(self, part: Term, grade: int) -> int:
        if not part.is_summer:
            return self.periods
        is_after = part.place > self.terms.days[-1].place
        return self.summer_periods if grade < self.last_grade or self.summer_after or not is_after else 0


class Span(NamedTuple):
    """One open part of a school year, the grade level then, and its periods."""

    half: Half
    grade: int
    periods: int

    @property
    def is_summer(self) -> bool:
        """Whether it is a summer."""
        return self.half.term.is_summer
