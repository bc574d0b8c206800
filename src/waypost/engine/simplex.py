"""The largest value of a sum under upper bounds on other sums, exactly, in whole numbers.

Rows say: the sum of coefficient x value is at most a bound. The simplex method walks from corner to corner, each no
worse than the one before (Dantzig 1951); ties go to the lowest number, and Bland's rule ends walks that do not climb.
One more row is added to a best corner by the dual method (Lemke 1954): a few turns instead of a new walk. Every row is
kept as whole numbers over one denominator, so nothing is rounded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from waypost.engine.budget import Budget

#: So many steps on one level are taken before the rule that never runs in a circle takes over.
_LEVEL_STEPS = 30

Row = dict[int, int]


@dataclass(slots=True)
class Simplex:
    """A program in the making: maximise ``gains`` (by column) under ``rows`` with their ``bounds``.

    Columns from ``slack`` on are what rows have left. Row k says: ``scale[k]`` x the column ``basic[k]`` + the rest of
    the row = ``bounds[k]``; the columns that are basic in no row are zero.
    """

    rows: list[Row]
    bounds: list[int]
    gains: Row
    slack: int
    basic: list[int]
    scale: list[int]
    budget: Budget

    def climb(self) -> None:
        """Go to a best corner, or as far as the budget goes."""
        level = 0
        while not self.budget.is_spent and (column := self._entering(is_level=level > _LEVEL_STEPS)) is not None:
            row = self._leaving(column)
            level = 0 if self.bounds[row] else level + 1
            self._turn(row, column)

    def with_row(self, row: Row, bound: int) -> "Simplex | None":
        """The best corner when one more row holds; None where nothing keeps it, or the budget ends before."""
        copy = Simplex(
            rows=[dict(own) for own in self.rows],
            bounds=list(self.bounds),
            gains=dict(self.gains),
            slack=self.slack,
            basic=list(self.basic),
            scale=list(self.scale),
            budget=self.budget,
        )
        copy._add(dict(row), bound)
        return copy if copy._descend() else None

    def values(self) -> dict[int, Fraction]:
        """The values of the columns that are not zero."""
        own = zip(self.basic, self.bounds, self.scale, strict=True)
        return {column: Fraction(bound, scale) for column, bound, scale in own if bound and column < self.slack}

    def _add(self, row: Row, bound: int) -> None:
        """Append a row, written in the columns that are basic nowhere."""
        scale = 1
        for at, basic in enumerate(self.basic):
            times = row.pop(basic, 0)
            if times:
                bound = bound * self.scale[at] - self.bounds[at] * times
                scale *= self.scale[at]
                _take(row, self.rows[at].items(), share=self.scale[at], times=times)
        self.basic.append(self.slack + len(self.rows))
        self.rows.append(row)
        self.bounds.append(bound)
        self.scale.append(scale)
        self._shorten(len(self.rows) - 1)

    def _descend(self) -> bool:
        """Turn until every row holds again; False where none does, or the budget is spent."""
        while any(bound < 0 for bound in self.bounds):
            at = min((at for at, bound in enumerate(self.bounds) if bound < 0), key=self.basic.__getitem__)
            column = self._least_lost(self.rows[at])
            if column is None or self.budget.is_spent:
                return False
            self.rows[at] = {other: -value for other, value in self.rows[at].items()}
            self.bounds[at], self.scale[at] = -self.bounds[at], -self.scale[at]
            self._turn(at, column)
        return True

    def _least_lost(self, row: Row) -> int | None:
        """The column that mends a row at the least loss."""
        found = None
        for column, share in sorted(row.items()):
            if share < 0 and (
                found is None or self.gains.get(column, 0) * row[found] < self.gains.get(found, 0) * share
            ):
                found = column
        return found

    def _entering(self, *, is_level: bool) -> int | None:
        """The column that gains most; after many level steps the first that gains."""
        if is_level:
            return min((column for column, gain in self.gains.items() if gain > 0), default=None)
        found, most = None, 0
        for column, gain in self.gains.items():
            if gain > most or (gain == most and found is not None and column < found):
                found, most = column, gain
        return found

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
                if here < there or (here == there and self.basic[at] < self.basic[found]):
                    found = at
        if found < 0:
            raise AssertionError("a column has no bound")
        return found

    def _turn(self, at: int, column: int) -> None:
        """Exchange the row's basic column for another, whose share in the row is above zero."""
        own = self.rows[at]
        share = own.pop(column)
        own[self.basic[at]] = self.scale[at]
        self.basic[at], self.scale[at] = column, share
        changed = 1
        for other, row in enumerate(self.rows):
            times = row.pop(column, 0) if other != at else 0
            if times:
                changed += 1
                self.bounds[other] = self.bounds[other] * share - self.bounds[at] * times
                self.scale[other] *= share
                _take(row, own.items(), share=share, times=times)
                if share != 1:
                    self._shorten(other)
        _take(self.gains, own.items(), share=share, times=self.gains.pop(column, 0))
        self.budget.spend(changed)

    def _shorten(self, at: int) -> None:
        row = self.rows[at]
        common = gcd(self.scale[at], self.bounds[at], *row.values())
        if common > 1:
            self.scale[at] //= common
            self.bounds[at] //= common
            for column in row:
                row[column] //= common


def simplex_of(rows: list[Row], *, bounds: list[int], gains: Row, budget: Budget) -> Simplex:
    """The program where all columns are zero; no bound is below zero."""
    slack = 1 + max(gains, default=0)
    return Simplex(
        rows=rows,
        bounds=bounds,
        gains=gains,
        slack=slack,
        basic=list(range(slack, slack + len(rows))),
        scale=[1] * len(rows),
        budget=budget,
    )


def _take(row: Row, own: Iterable[tuple[int, int]], *, share: int, times: int) -> None:
    """``row`` times ``share`` without ``own`` times ``times``."""
    if share != 1:
        for column in row:
            row[column] *= share
    if times:
        known = row.get
        for column, value in own:
            left = known(column, 0) - value * times
            if left:
                row[column] = left
            else:
                del row[column]
