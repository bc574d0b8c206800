"""When a fact counts: between two days, or in some grade levels."""

from dataclasses import dataclass
from datetime import date

from waypost.engine.record import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days from ``first`` to ``last``, both included (None: no end), and the grade levels (empty: all)."""

    first: date | None = None
    last: date | None = None
    grades: frozenset[int] = frozenset()

    def holds(self, fact: Fact) -> bool | None:
        """Whether the fact lies inside; None where its day or grade is not known and the rest does not settle it."""
        answers = {self._by_day(fact), self._by_grade(fact)}
        return False if False in answers else None if None in answers else True

    def _by_day(self, fact: Fact) -> bool | None:
        if self.first is None and self.last is None:
            return True
        if fact.on is None:
            return None
        return (self.first is None or self.first <= fact.on) and (self.last is None or fact.on <= self.last)

    def _by_grade(self, fact: Fact) -> bool | None:
        if not self.grades:
            return True
        return None if fact.grade_level is None else fact.grade_level in self.grades
