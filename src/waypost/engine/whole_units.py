"""The best allocation in whole grains where rows of any kind hold: most units in all, then most in earlier places.

An *arc* is a kind at a place, ``kind * places + place``. Every rule is a row: over its arcs together go at most so
many units (what a kind has, what a place needs, what a limit allows). The best corner of this linear program nearly
always has whole grains. Where an arc has a part of a grain, say 1.5 grains in a row that is full at 4, the question
is split in two that are each narrower and together as wide: the arc has at most 1, or the rest of the row at most 2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from math import ceil, floor
from typing import NamedTuple

from waypost.engine.budget import Budget
from waypost.engine.simplex import Simplex, simplex_of

Values = dict[int, Fraction]


class ArcLimit(NamedTuple):
    """At most ``units`` over all ``arcs`` together."""

    arcs: frozenset[int]
    units: int


Rows = tuple[ArcLimit, ...]


@dataclass(slots=True)
class Question:
    """Kinds with their supply, places with their needs, and which kinds serve each place.

    ``gains`` are the worth of a grain on each arc: one more in all is worth more than any change among the places.
    """

    adjacent: Sequence[Sequence[int]]
    supply: Sequence[int]
    needs: Sequence[int]
    grain: int
    gains: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        width, worth = len(self.needs), self._worth_by_place()
        self.gains = {
            kind * width + place: worth[-1] + worth[place]
            for place, kinds in enumerate(self.adjacent)
            for kind in kinds
            if self.supply[kind] and self.needs[place]
        }

    def _worth_by_place(self) -> list[int]:
        """What a grain is worth at each place: more than all of the places after it; last, what one more in all is."""
        worth = [1]
        for need in reversed(self.needs):
            worth.append(worth[-1] * (1 + need // self.grain))
        return [*reversed(worth[:-1]), worth[-1]]

    def rows(self) -> Rows:
        """What each kind has and each place needs, in grains."""
        kinds, places = self._arcs_by()
        return (
            *(ArcLimit(arcs, self.supply[kind] // self.grain) for kind, arcs in kinds.items()),
            *(ArcLimit(arcs, self.needs[place] // self.grain) for place, arcs in places.items()),
        )

    def parts(self) -> Iterator[frozenset[int]]:
        """Sets of arcs that have whole grains in every whole allocation: places, kinds, single arcs."""
        kinds, places = self._arcs_by()
        yield from (places[place] for place in sorted(places))
        yield from (kinds[kind] for kind in sorted(kinds))
        yield from (frozenset({arc}) for arc in sorted(self.gains))

    def _arcs_by(self) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]]:
        """The arcs of each kind, and those of each place."""
        width = len(self.needs)
        kinds: dict[int, set[int]] = {}
        places: dict[int, set[int]] = {}
        for arc in self.gains:
            kinds.setdefault(arc // width, set()).add(arc)
            places.setdefault(arc % width, set()).add(arc)
        return _frozen(kinds), _frozen(places)


def _frozen(arcs: dict[int, set[int]]) -> dict[int, frozenset[int]]:
    return {number: frozenset(own) for number, own in arcs.items()}


@dataclass(frozen=True, slots=True)
class _Corner:
    """The best corner under some rows: grains by arc, and their worth."""

    rows: Rows
    simplex: Simplex
    grains: Values
    worth: Fraction | int


def best_allocation(question: Question, *, limits: Rows, budget: Budget) -> dict[int, int]:
    """The units by arc; when the budget is spent, an allocation that keeps all limits and may not be the best."""
    limits = tuple(ArcLimit(row.arcs & question.gains.keys(), row.units // question.grain) for row in limits)
    corner = _first_corner(question, (*question.rows(), *(row for row in limits if row.arcs)), budget=budget)
    best = _whole(corner.grains)
    number, waiting = 0, [(-corner.worth, 0, corner)]
    while waiting and not budget.is_spent:
        promise, _, corner = heappop(waiting)
        if floor(-promise) <= _worth(question, best):
            break
        for row in _sides(question, corner):
            narrower = _narrower(question, corner, row)
            if narrower is None:
                continue
            best = max(best, _whole(narrower.grains), key=lambda grains: _worth(question, grains))
            if floor(narrower.worth) > _worth(question, best):
                number -= 1
                heappush(waiting, (-narrower.worth, number, narrower))
    return {arc: int(own) * question.grain for arc, own in best.items() if own}


def _first_corner(question: Question, rows: Rows, *, budget: Budget) -> _Corner:
    simplex = simplex_of(
        [dict.fromkeys(sorted(row.arcs), 1) for row in rows],
        bounds=[row.units for row in rows],
        gains=dict(question.gains),
        budget=budget,
    )
    simplex.climb()
    grains = simplex.values()
    return _Corner(rows, simplex, grains, _worth(question, grains))


def _narrower(question: Question, corner: _Corner, row: ArcLimit) -> _Corner | None:
    """The best corner that keeps one more row."""
    simplex = corner.simplex.with_row(dict.fromkeys(sorted(row.arcs), 1), row.units)
    if simplex is None:
        return None
    grains = simplex.values()
    return _Corner((*corner.rows, row), simplex, grains, _worth(question, grains))


def _whole(grains: Values) -> Values:
    """The whole grains of each arc: fewer units keep every row."""
    return {arc: Fraction(floor(own)) for arc, own in grains.items()}


def _worth(question: Question, grains: Values) -> Fraction | int:
    return sum(question.gains[arc] * own for arc, own in grains.items())


def _sides(question: Question, corner: _Corner) -> Iterator[ArcLimit]:
    """Rows without the corner that together leave all its whole allocations."""
    everything = frozenset(question.gains)
    total = _sum(corner.grains, everything)
    if total.denominator > 1:
        yield ArcLimit(everything, floor(total))
        return
    rows = (ArcLimit(everything, int(total)), *corner.rows)
    part = next(part for part in question.parts() if _sum(corner.grains, part).denominator > 1)
    own = _sum(corner.grains, part)
    full = next(row for row in rows if part < row.arcs and _sum(corner.grains, row.arcs) == row.units)
    yield ArcLimit(part, floor(own))
    yield ArcLimit(full.arcs - part, full.units - ceil(own))


def _sum(grains: Values, arcs: frozenset[int]) -> Fraction:
    return sum((grains[arc] for arc in arcs & grains.keys()), start=Fraction(0))
