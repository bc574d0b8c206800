"""Allocation under limits across a group: at most so many units of some courses under one node.

Limits may overlap (at most 1 credit of PE, at most 1 credit online, and a course that is both), so no flow can say
them. As rows of a linear program they stand beside supply and need: see `whole_units`.
"""

from collections.abc import Sequence

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

    A stage that keeps its limits anyway stays as it is. Where the budget is spent, the filling keeps all limits and
    a better one may exist.
    """
    filled = Filled(adjacent=relaxed.adjacent, needs=[], flows=[])
    for stage, supply in enumerate(supplies):
        if _keeps(relaxed.flows[stage], limits[stage], places=len(relaxed.adjacent)):
            filled.needs.append(relaxed.needs[stage])
            filled.flows.append(relaxed.flows[stage])
            continue
        question = Question(relaxed.adjacent, supply, needs[stage], grain)
        rows = limits[stage] + _roofs(ceilings, stage=stage, adjacent=relaxed.adjacent)
        units = best_allocation(question, limits=rows, budget=budget)
        filled.flows.append(_flow(units, kinds=len(supply), places=len(relaxed.adjacent)))
        filled.needs.append(_left(needs[stage], flow=filled.flows[-1]))
    return filled


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


def _flow(units: dict[int, int], *, kinds: int, places: int) -> Flow:
    flow: Flow = [{} for _ in range(kinds)]
    for arc, own in units.items():
        flow[arc // places][arc % places] = own
    return flow


def _left(needs: Sequence[int], *, flow: Flow) -> list[int]:
    left = list(needs)
    for used in flow:
        for place, units in used.items():
            left[place] -= units
    return left
