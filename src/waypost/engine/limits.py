"""Allocation under limits across a group: at most so many units of some courses under one node.

Limits may overlap (at most 1 credit of PE, at most 1 credit online, and a course that is both), so no flow can say
them. As rows of a linear program they stand beside supply and need: see `whole_units`.

Nor does such a program go on from stage to stage. So that a plan empties no part without need, each place is parted
in two: what the stage before had filled comes first, in the order of the places, then the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import gt, sub

from waypost.engine.allocate import Filled
from waypost.engine.budget import Budget
from waypost.engine.ceilings import Ceilings, Flow
from waypost.engine.whole_units import ArcLimit, Question, best_allocation

Limits = tuple[ArcLimit, ...]


def fill_within(
    relaxed: Filled,
    *,
    supplies: Sequence[Sequence[int]],
    needs: Sequence[Sequence[int]],
    limits: Sequence[Limits],
    ceilings: Ceilings | None = None,
    grain: int,
    budget: Budget,
) -> Filled:
    """Fill the places within the limits of each stage; ``relaxed`` is what `allocate.fill` does without them.

    Of the fillings with the most units, one that keeps what the stage before had filled, then the most in the earlier
    places. A stage that keeps its limits anyway stays as it is. Where the budget is spent, the filling keeps all
    limits and a better one may exist.
    """
    rows = [own + _roofs(ceilings, stage=stage, adjacent=relaxed.adjacent) for stage, own in enumerate(limits)]
    limited = _Limited(relaxed.adjacent, supplies, needs, rows, grain, budget)
    filled = Filled(adjacent=relaxed.adjacent, needs=[], flows=[])
    bites = False
    for stage, own in enumerate(limits):
        before = filled.needs[-1] if stage else needs[0]
        keeps = _keeps(relaxed.flows[stage], own, places=len(relaxed.adjacent))
        if keeps and not (bites and _empties(relaxed.needs[stage], before)):
            filled.needs.append(relaxed.needs[stage])
            filled.flows.append(relaxed.flows[stage])
        else:
            bites = True
            limited.fill(filled, stage=stage, wanted=needs[stage], before=before)
    return limited.within_the_end(filled) if bites else filled


@dataclass(frozen=True, slots=True)
class _Limited:
    """What there is and what is needed at each stage, with the rows of all limits and ceilings."""

    adjacent: list[list[int]]
    supplies: Sequence[Sequence[int]]
    needs: Sequence[Sequence[int]]
    rows: Sequence[Limits]
    grain: int
    budget: Budget

    def fill(self, filled: Filled, *, stage: int, wanted: Sequence[int], before: Sequence[int]) -> None:
        """Add the best flow of a stage to what is ``wanted``; ``before`` is what the stage before left open."""
        kept = [max(0, need - left) for need, left in zip(self.needs[stage], before, strict=True)]
        places = _places(self.adjacent, wanted=wanted, kept=kept)
        flow = places.fill(self.supplies[stage], rows=self.rows[stage], grain=self.grain, budget=self.budget)
        filled.flows.append(flow)
        filled.needs.append(_left(self.needs[stage], flow=flow))

    def within_the_end(self, filled: Filled) -> Filled:
        """The same end, and of the stages before it the most that lies within what the end fills.

        Where a plan takes a part's units for more credit in all, what is done may still fill another part.
        """
        *others, end = filled.needs
        found = Filled(adjacent=filled.adjacent, needs=[], flows=[])
        for stage, left in enumerate(others):
            if self.budget.is_spent or not _empties(end, left):
                found.needs.append(left)
                found.flows.append(filled.flows[stage])
                continue
            wanted = [max(0, need - own) for need, own in zip(self.needs[stage], end, strict=True)]
            self.fill(found, stage=stage, wanted=wanted, before=found.needs[-1] if stage else left)
        return replace(found, needs=[*found.needs, end], flows=[*found.flows, filled.flows[-1]])


@dataclass(frozen=True, slots=True)
class _Places:
    """Places in the order in which they are to be filled, some in two parts; ``of`` names the place of each part."""

    adjacent: Sequence[Sequence[int]]
    of: list[int]
    needs: list[int]

    def fill(self, supply: Sequence[int], *, rows: Limits, grain: int, budget: Budget) -> Flow:
        """The best flow to the whole places, within rows over the whole places."""
        width = len(self.of)
        question = Question([self.adjacent[place] for place in self.of], supply, self.needs, grain)
        units = best_allocation(question, limits=self._parted(rows), budget=budget)
        flow: Flow = [{} for _ in supply]
        for arc, own in units.items():
            used, place = flow[arc // width], self.of[arc % width]
            used[place] = used.get(place, 0) + own
        return flow

    def _parted(self, rows: Limits) -> Limits:
        """The rows over the parts of their places."""
        whole, width = len(self.adjacent), len(self.of)
        parts: list[list[int]] = [[] for _ in self.adjacent]
        for part, place in enumerate(self.of):
            parts[place].append(part)
        arcs = ([arc // whole * width + part for arc in row.arcs for part in parts[arc % whole]] for row in rows)
        return tuple(ArcLimit(frozenset(own), row.units) for own, row in zip(arcs, rows, strict=True))


def _places(adjacent: Sequence[Sequence[int]], *, wanted: Sequence[int], kept: Sequence[int]) -> _Places:
    """The places that want units: first as far as they keep what they had, then the rest."""
    first = list(map(min, wanted, kept))
    rest = list(map(sub, wanted, first))
    parts = [(place, units) for own in (first, rest) for place, units in enumerate(own) if units > 0]
    return _Places(adjacent, [place for place, _ in parts], [units for _, units in parts])


def _empties(left: Sequence[int], before: Sequence[int]) -> bool:
    """Whether a place is left with more to fill than before."""
    return any(map(gt, left, before))


def _keeps(flow: Flow, limits: Limits, *, places: int) -> bool:
    """Whether a flow keeps all limits."""
    return all(used_of(limit, flow, places=places) <= limit.units for limit in limits)


def used_of(limit: ArcLimit, flow: Flow, *, places: int) -> int:
    """The units that go over the arcs of a limit."""
    return sum(flow[arc // places].get(arc % places, 0) for arc in limit.arcs)


def _roofs(ceilings: Ceilings | None, *, stage: int, adjacent: Sequence[Sequence[int]]) -> Limits:
    """The ceilings above the kinds, as limits over all arcs of the kinds below."""
    if ceilings is None:
        return ()
    below: list[set[int]] = [set() for _ in ceilings.parents]
    for kind, above in enumerate(ceilings.above):
        roof = above
        while roof >= 0:
            below[roof].add(kind)
            roof = ceilings.parents[roof]
    arcs = [(kind, kind * len(adjacent) + place) for place, kinds in enumerate(adjacent) for kind in kinds]
    return tuple(
        ArcLimit(frozenset(arc for kind, arc in arcs if kind in kinds), units)
        for kinds, units in zip(below, ceilings.units[stage], strict=True)
    )


def _left(needs: Sequence[int], *, flow: Flow) -> list[int]:
    left = list(needs)
    for used in flow:
        for place, units in used.items():
            left[place] -= units
    return left
