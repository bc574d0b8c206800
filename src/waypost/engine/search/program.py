"""Whole-number linear rows over bounded whole-number variables: the model without any solver in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from waypost.engine.search.reasons import Reason

#: Beyond every sum that occurs.
FAR = 1_000_000_000

Sum = dict[int, int]


class Row(NamedTuple):
    """``least`` <= sum of factor x variable <= ``most``."""

    variables: tuple[int, ...]
    factors: tuple[int, ...]
    least: int
    most: int


@dataclass(slots=True)
class Program:
    """Variables by number, rows, and the variables that stand for reasons (1: it holds)."""

    lows: list[int] = field(default_factory=list)
    highs: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    reasons: dict[int, Reason] = field(default_factory=dict)
    _known: dict[Reason, int] = field(default_factory=dict)
    _floors: list[int] = field(default_factory=list)

    def variable(self, low: int = 0, high: int = 1) -> int:
        """A new variable."""
        self.lows.append(low)
        self.highs.append(high)
        self._floors.append(low)
        return len(self.lows) - 1

    def reason(self, reason: Reason) -> int:
        """The variable of a reason, which holds unless an explanation lets go of it."""
        known = self._known.get(reason)
        if known is None:
            known = self._known[reason] = self.variable(1, 1)
            self.reasons[known] = reason
            self._floors[known] = 0
        return known

    def at_least(self, total: Mapping[int, int], least: int) -> None:
        """A row with a lower bound; one that can never fail is left out."""
        if self._extreme(total, self._floors, self.highs) < least:
            self._row(total, least, FAR)

    def at_most(self, total: Mapping[int, int], most: int) -> None:
        """A row with an upper bound; one that can never fail is left out."""
        if self.most_of(total) > most:
            self._row(total, -FAR, most)

    def most_of(self, total: Mapping[int, int]) -> int:
        """The largest value that a sum can take."""
        return self._extreme(total, self.highs, self._floors)

    def _extreme(self, total: Mapping[int, int], plus: Sequence[int], minus: Sequence[int]) -> int:
        """The sum with one bound of what is added and the other of what is taken; any reason may be let go of."""
        value = 0
        for at, factor in total.items():
            value += factor * (plus[at] if factor > 0 else minus[at])
        return value

    def _row(self, total: Mapping[int, int], least: int, most: int) -> None:
        own = total if all(total.values()) else {at: factor for at, factor in total.items() if factor}
        self.rows.append(Row(tuple(own), tuple(own.values()), least, most))


def added(*sums: Mapping[int, int]) -> Sum:
    """The sum of sums."""
    total: Sum = {}
    for one in sums:
        if total.keys().isdisjoint(one):
            total.update(one)
            continue
        for at, factor in one.items():
            total[at] = total.get(at, 0) + factor
    return total


def times(factor: int, variables: Iterable[int]) -> Sum:
    """A factor times each variable."""
    return dict.fromkeys(variables, factor)
