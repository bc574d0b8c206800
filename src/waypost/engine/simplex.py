"""The largest value of a sum under upper bounds on other sums, exactly, in whole numbers.

Rows say: the sum of coefficient x value is at most a bound that is not negative. The simplex method walks from
corner to corner, each no worse than the one before (Dantzig 1951); ties go to the lowest number, and Bland's rule
ends walks that do not climb. Every row is kept as whole numbers over one denominator, so nothing is rounded.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd

from waypost.engine.budget import Budget

#: So many steps on one level are taken before the rule that never runs in a circle takes over.
_LEVEL_STEPS = 30

Row = dict[int, int]


@dataclass(slots=True)
class Simplex:
    """A program in the making: maximise ``gains`` (by column) under ``rows`` with their ``bounds``."""

    rows: list[Row]
    bounds: list[int]
    gains: Row
    budget: Budget
    _basic: list[int] = field(init=False)
    _scale: list[int] = field(init=False)
    _slack: int = field(init=False)
    _level: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._slack = 1 + max(self.gains, default=0)
        self._basic = list(range(self._slack, self._slack + len(self.rows)))
        self._scale = [1] * len(self.rows)

    def solve(self) -> dict[int, Fraction]:
        """The values of the columns that are not zero, at a best corner; or at the last one when steps ran out."""
        while not self.budget.is_spent and (column := self._entering()) is not None:
            row = self._leaving(column)
            self._level = 0 if self.bounds[row] else self._level + 1
            self._turn(row, column)
        own = zip(self._basic, self.bounds, self._scale, strict=True)
        return {column: Fraction(bound, scale) for column, bound, scale in own if bound and column < self._slack}

    def _entering(self) -> int | None:
        """The column that gains most; after many level steps the first that gains."""
        gaining = [column for column, gain in self.gains.items() if gain > 0]
        if not gaining:
            return None
        if self._level > _LEVEL_STEPS:
            return min(gaining)
        return max(gaining, key=lambda column: (self.gains[column], -column))

    def _leaving(self, column: int) -> int:
        """The row that first stops the column; every column of an allocation is stopped by some row."""
        found = -1
        for at, row in enumerate(self.rows):
            share = row.get(column, 0)
            if share > 0:
                if found < 0:
                    found = at
                    continue
                here, there = self.bounds[at] * self.rows[found][column], self.bounds[found] * share
                if here < there or (here == there and self._basic[at] < self._basic[found]):
                    found = at
        if found < 0:
            raise AssertionError("a column has no bound")
        return found

    def _turn(self, at: int, column: int) -> None:
        """Exchange the row's basic column for another."""
        own = self.rows[at]
        share = own.pop(column)
        own[self._basic[at]] = self._scale[at]
        self._basic[at], self._scale[at] = column, share
        changed = 1
        for other, row in enumerate(self.rows):
            times = row.pop(column, 0) if other != at else 0
            if times:
                changed += 1
                self.bounds[other] = self.bounds[other] * share - self.bounds[at] * times
                self._scale[other] *= share
                _take(row, own, share=share, times=times)
                if share != 1:
                    self._shorten(other)
        _take(self.gains, own, share=share, times=self.gains.pop(column))
        self.budget.spend(changed)

    def _shorten(self, at: int) -> None:
        row = self.rows[at]
        common = gcd(self._scale[at], self.bounds[at], *row.values())
        if common > 1:
            self._scale[at] //= common
            self.bounds[at] //= common
            for column in row:
                row[column] //= common


def _take(row: Row, own: Row, *, share: int, times: int) -> None:
    """``row`` times ``share`` without ``own`` times ``times``."""
    if share != 1:
        for column in row:
            row[column] *= share
    for column, value in own.items():
        left = row.get(column, 0) - value * times
        if left:
            row[column] = left
        else:
            row.pop(column, None)
