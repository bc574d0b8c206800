"""Allocation under one limit: the most units with no more than a budget of limited ones.

An arc from a limited type to a slot under the limit costs 1, all others nothing. Adding the cheapest augmenting
path again and again gives the least cost for each total (successive shortest paths), and that cost is convex in
the total, so the total reached when the budget ends is the most that the limit allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from waypost.engine.allocate import Filled, Flow


@dataclass(frozen=True, slots=True)
class Budget:
    """At most ``units`` from the types in ``kinds`` to the places in ``places``."""

    kinds: frozenset[int]
    places: frozenset[int]
    units: int


@dataclass(slots=True)
class _Network:
    """A flow in the making, with what is free, needed, and left of the budget."""

    adjacent: list[list[int]]
    budget: Budget
    flow: Flow
    free: list[int]
    need: list[int]
    left: int

    def cost(self, kind: int, place: int) -> int:
        return int(kind in self.budget.kinds and place in self.budget.places)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """The cheapest way to bring one more unit to a place: of ``kind``, taken from ``source`` (-1: it is free)."""

    cost: int
    kind: int
    source: int


def fill_within(
    *,
    types: Sequence[int],
    supplies: Sequence[Sequence[int]],
    slots: Sequence[int],
    needs: Sequence[Sequence[int]],
    budget: Budget,
) -> Filled:
    """Fill the slots stage by stage as `allocate.fill` does, within the budget; each stage by itself."""
    adjacent = [[at for at, kind in enumerate(types) if kind >> slot & 1] for slot in slots]
    filled = Filled(adjacent=adjacent, needs=[], flows=[])
    for supply, need in zip(supplies, needs, strict=True):
        network = _Network(adjacent, budget, [{} for _ in types], list(supply), list(need), budget.units)
        while _augment(network):
            pass
        filled.needs.append(network.need)
        filled.flows.append(network.flow)
    return filled


def _augment(network: _Network) -> bool:
    """Add units along the cheapest path to a place in need; False when none is left that can be paid."""
    arrivals = _cheapest(network)
    wanting = [(arrival.cost, place) for place, arrival in arrivals.items() if network.need[place]]
    if not wanting:
        return False
    cost, place = min(wanting)
    if cost > network.left:
        return False
    _move(network, place=place, cost=cost, arrivals=arrivals)
    return True


def _cheapest(network: _Network) -> dict[int, _Arrival]:
    """The cheapest arrival at every place that can be reached (Bellman-Ford: moving units may save cost)."""
    arrivals: dict[int, _Arrival] = {}
    changed = True
    while changed:
        changed = False
        for place, kinds in enumerate(network.adjacent):
            for kind in kinds:
                for arrival in _offers(network, arrivals, kind=kind, place=place):
                    known = arrivals.get(place)
                    if known is None or arrival.cost < known.cost:
                        arrivals[place] = arrival
                        changed = True
    return arrivals


def _offers(network: _Network, arrivals: dict[int, _Arrival], *, kind: int, place: int) -> list[_Arrival]:
    """Free units of a kind, or units that it has at places which can be served anew."""
    own = network.cost(kind, place)
    if network.free[kind]:
        return [_Arrival(own, kind, -1)]
    return [
        _Arrival(arrivals[source].cost - network.cost(kind, source) + own, kind, source)
        for source, units in network.flow[kind].items()
        if units and source != place and source in arrivals
    ]


def _move(network: _Network, *, place: int, cost: int, arrivals: dict[int, _Arrival]) -> None:
    steps = []
    at = place
    while at >= 0:
        arrival = arrivals[at]
        steps.append((arrival.kind, arrival.source, at))
        at = arrival.source
    room = [network.flow[kind][source] if source >= 0 else network.free[kind] for kind, source, _ in steps]
    units = min([network.need[place], *room, *([network.left // cost] if cost else [])])
    network.need[place] -= units
    network.left -= units * cost
    for kind, source, target in steps:
        flow = network.flow[kind]
        flow[target] = flow.get(target, 0) + units
        if source >= 0:
            flow[source] -= units
        else:
            network.free[kind] -= units
