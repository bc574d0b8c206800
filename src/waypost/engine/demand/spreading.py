"""Spreading things over few places so that what they lose together is the least there can be, with the proof.

This is graph coloring with weights: a thing is a vertex, an edge is lost where both its ends are in one place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from math import ceil
from typing import Any

from waypost.engine.demand.packing import packed
from waypost.engine.demand.settling import settle

Edges = Mapping[tuple[int, int], int]
SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The place of each thing, what is lost, and the least that any spread loses as far as it is proven."""

    places: tuple[int, ...]
    lost: int
    least: int


def spread(*, count: int, edges: Edges, places: int, work: float, seconds: float | None) -> Spread:
    """The best spread of things 0 to `count` - 1; the same question gets the same answer.

    A thing with fewer neighbors than there are places always finds a free one, so it waits until the others have
    theirs. What is left is spread greedily and made better; unless nothing is lost then, the solver looks for the
    proof or for a better one. `work` is its deterministic time.
    """
    around = neighbors(count=count, edges=edges)
    waiting = _easy_ones(around, places=places)
    hard = sorted(set(range(count)) - set(waiting))
    start = settle(spread_greedily(around, order=None, among=hard, places=places), around, places=places)
    within = {pair: lost for pair, lost in edges.items() if pair[0] in start and pair[1] in start}
    found, least = _solved(start, within, places=places, work=work, seconds=seconds)
    for one in reversed(waiting):
        found[one] = _cheapest(one, found, around, places=places)
    return Spread(places=tuple(found[one] for one in range(count)), lost=lost_by(found, edges), least=least)


def neighbors(*, count: int, edges: Edges) -> list[dict[int, int]]:
    """For each thing, what it loses with each other one."""
    around: list[dict[int, int]] = [{} for _ in range(count)]
    for (one, other), lost in sorted(edges.items()):
        around[one][other] = around[other][one] = lost
    return around


def lost_by(places: Mapping[int, int], edges: Edges) -> int:
    """What a spread loses."""
    return sum(lost for (one, other), lost in edges.items() if places[one] == places[other])


def spread_greedily(
    around: Sequence[Mapping[int, int]], *, order: Sequence[int] | None, among: Sequence[int], places: int
) -> dict[int, int]:
    """Each thing where it loses least: in the given order, or the one with the fewest free places first."""
    found: dict[int, int] = {}
    left = list(among) if order is None else list(order)
    while left:
        one = left[0] if order is not None else max(left, key=lambda at: (*_urgency(at, found, around), -at))
        left.remove(one)
        found[one] = _cheapest(one, found, around, places=places)
    return found


def _urgency(one: int, found: Mapping[int, int], around: Sequence[Mapping[int, int]]) -> tuple[int, int]:
    return len({found[other] for other in around[one] if other in found}), sum(around[one].values())


def _cheapest(one: int, found: Mapping[int, int], around: Sequence[Mapping[int, int]], *, places: int) -> int:
    """The place where the thing loses least; of those the one with the fewest things."""
    lost, filled = [0] * places, [0] * places
    for place in found.values():
        filled[place] += 1
    for other, weight in around[one].items():
        if other in found:
            lost[found[other]] += weight
    return min(range(places), key=lambda place: (lost[place], filled[place], place))


def _easy_ones(around: Sequence[Mapping[int, int]], *, places: int) -> list[int]:
    """The things that are taken away, one after the other, with fewer neighbors left than there are places."""
    degree = [len(others) for others in around]
    taken = [at for at in range(len(around)) if degree[at] < places]
    gone = set(taken)
    for one in taken:
        for other in around[one]:
            degree[other] -= 1
            if other not in gone and degree[other] < places:
                gone.add(other)
                taken.append(other)
    return taken


def _solved(
    start: dict[int, int], edges: Edges, *, places: int, work: float, seconds: float | None
) -> tuple[dict[int, int], int]:
    """The solver's spread and the least that it proved; the given one where it has no better."""
    at_start = lost_by(start, edges)
    least = packed(edges, places=places)
    if at_start == least:
        return start, least
    cp = import_module("ortools.sat.python.cp_model_helper")  # only here: it takes a third of a second
    proto, numbers = _program(cp, start, edges, places=places)
    wrapper = cp.SolveWrapper()
    wrapper.set_parameters(_parameters(cp, work=work, seconds=seconds))
    answer = wrapper.solve(proto)
    least = min(at_start, max(least, ceil(answer.best_objective_bound - 1e-6)))
    if answer.status.name not in {"OPTIMAL", "FEASIBLE"}:
        return start, least
    values = list(answer.solution)
    found = {one: next(at for at, number in enumerate(row) if values[number]) for one, row in numbers.items()}
    return (found if lost_by(found, edges) < at_start else start), least


def _program(cp: Any, start: Mapping[int, int], edges: Edges, *, places: int) -> tuple[Any, dict[int, list[int]]]:
    """One place for each thing; an edge is lost where both ends share a place."""
    proto = cp.CpModelProto()
    numbers = {
        one: [_variable(proto, hint=place == at) for at in range(places)] for one, place in sorted(start.items())
    }
    for row in numbers.values():
        proto.constraints.add().exactly_one.literals.extend(row)
    for (one, other), weight in sorted(edges.items()):
        lost = _variable(proto, hint=start[one] == start[other])
        proto.objective.vars.append(lost)
        proto.objective.coeffs.append(weight)
        for here, there in zip(numbers[one], numbers[other], strict=True):
            proto.constraints.add().bool_or.literals.extend([-here - 1, -there - 1, lost])
    return proto, numbers


def _variable(proto: Any, *, hint: bool) -> int:
    """A new yes-or-no variable, with its value in the spread to start from."""
    number = len(proto.variables)
    proto.variables.add().domain.extend([0, 1])
    proto.solution_hint.vars.append(number)
    proto.solution_hint.values.append(int(hint))
    return number


def _parameters(cp: Any, *, work: float, seconds: float | None) -> Any:
    own = cp.SatParameters()
    own.num_workers = 1
    own.random_seed = SEED
    own.linearization_level = 2  # clauses alone find no bound where many wishes collide
    own.max_deterministic_time = work
    if seconds is not None:
        own.max_time_in_seconds = seconds
    return own
