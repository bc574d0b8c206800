"""Exact allocation: how many units of which entries fill which slots.

Entries with the same set of matching slots are one *type*; a type is an integer whose bit j says that it
matches slot j. Slots are filled in priority order by augmenting paths, which gives slot k exactly
f({1..k}) - f({1..k-1}) of the max-flow function f and never lowers the total: a filled slot stays filled
while its units move. A later stage only adds supply and so continues from the flow before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import lt

from waypost.engine.ceilings import Ceilings, Flow, Network


@dataclass(slots=True)
class Filled:
    """Per stage what each place still needs, and the flow (per type: units by place) that leaves it so.

    A *place* is the position of a slot among those filled; ``adjacent`` are the types that match it.
    ``network`` is the last flow where types share ceilings.
    """

    adjacent: list[list[int]]
    needs: list[list[int]]
    flows: list[Flow]
    network: Network | None = None

    @property
    def opens(self) -> list[int]:
        """The units that stay open, by stage."""
        return [sum(need) for need in self.needs]


def fill(
    *,
    types: Sequence[int],
    supplies: Sequence[Sequence[int]],
    slots: Sequence[int],
    needs: Sequence[Sequence[int]],
    ceilings: Ceilings | None = None,
    stages: tuple[int, ...] = (0, 1, 2),
    keeps_flows: bool = True,
) -> Filled:
    """Fill the slots (in this order) step by step; ``supplies[step][type]``, ``needs[step][place]`` in units.

    ``stages`` are the steps that are kept; without ``keeps_flows`` only their needs, and the last flow. Where a later
    step has less of something (a pin claimed room) it starts from nothing.
    """
    adjacent = [[at for at, kind in enumerate(types) if kind >> slot & 1] for slot in slots]
    if ceilings is not None:
        return _fill_under(ceilings, adjacent=adjacent, supplies=supplies, needs=needs, stages=stages)
    filled = Filled(adjacent=adjacent, needs=[], flows=[])
    flow: Flow = [{} for _ in types]
    free, need = list(supplies[0]), list(needs[0])
    for stage, supply in enumerate(supplies):
        if stage:
            before = supplies[stage - 1]
            if supply == before and needs[stage] == needs[stage - 1]:
                filled.needs.append(filled.needs[-1])
                filled.flows.append(filled.flows[-1])
                continue
            flow = [dict(used) for used in flow] if keeps_flows else flow
            flow, free, need = _next_stage(
                flow, free, need, supply=supply, before=before, needs=needs[stage], needs_before=needs[stage - 1]
            )
        _fill_in_order(flow, free, need, adjacent=adjacent)
        filled.needs.append(need)
        filled.flows.append(flow)
    return filled


def _fill_under(
    ceilings: Ceilings,
    *,
    adjacent: list[list[int]],
    supplies: Sequence[Sequence[int]],
    needs: Sequence[Sequence[int]],
    stages: tuple[int, ...],
) -> Filled:
    """The same where types share ceilings: what is filled at one step stays filled at the next."""
    filled = Filled(adjacent=adjacent, needs=[], flows=[])
    network = None
    for step, supply in enumerate(supplies):
        room = ceilings.units[step]
        if network is None or needs[step] != needs[step - 1] or _falls(supply, supplies[step - 1]):
            own = replace(ceilings, units=[room])
            network = Network(adjacent=adjacent, ceilings=own, free=list(supply), need=list(needs[step]))
        else:
            before, room_before = supplies[step - 1], ceilings.units[step - 1]
            network.add(supply=_minus(supply, before), room=_minus(room, room_before))
        network.fill_in_order()
        if step in stages:
            filled.needs.append(list(network.need))
            filled.flows.append([dict(used) for used in network.flow])
    filled.network = network
    return filled


def _falls(now: Sequence[int], then: Sequence[int]) -> bool:
    return any(map(lt, now, then))


def _minus(now: Sequence[int], then: Sequence[int]) -> list[int]:
    return [units - before for units, before in zip(now, then, strict=True)]


def _next_stage(
    flow: Flow,
    free: list[int],
    need: list[int],
    *,
    supply: Sequence[int],
    before: Sequence[int],
    needs: Sequence[int],
    needs_before: Sequence[int],
) -> tuple[Flow, list[int], list[int]]:
    """The flow so far with the new supply, or an empty one where something shrank."""
    if needs != needs_before or _falls(supply, before):
        return [{} for _ in supply], list(supply), list(needs)
    need = list(need)
    more = [left + now - then for left, now, then in zip(free, supply, before, strict=True)]
    return flow, more, need


def _fill_in_order(flow: Flow, free: list[int], need: list[int], *, adjacent: list[list[int]]) -> None:
    for place, kinds in enumerate(adjacent):
        missing = need[place]
        if not missing:
            continue
        for kind in kinds:
            units = free[kind]
            if units:
                units = min(units, missing)
                free[kind] -= units
                missing -= units
                used = flow[kind]
                used[place] = used.get(place, 0) + units
                if not missing:
                    break
        need[place] = missing
        while need[place] and any(free):
            if not _augment(flow, free, need, place=place, adjacent=adjacent):
                break


def _augment(flow: Flow, free: list[int], need: list[int], *, place: int, adjacent: list[list[int]]) -> bool:
    """Move units along one shortest path from a type with free units to the place; False if there is none."""
    came_by: dict[int, tuple[int, int]] = {place: (-1, -1)}
    queue = [place]
    tried: set[int] = set()
    for at in queue:
        for kind in adjacent[at]:
            if kind in tried:
                continue
            tried.add(kind)
            if free[kind]:
                _move(flow, free, need, kind=kind, end=at, came_by=came_by, place=place)
                return True
            for other, units in flow[kind].items():
                if units and other not in came_by:
                    came_by[other] = (at, kind)
                    queue.append(other)
    return False


def _move(
    flow: Flow,
    free: list[int],
    need: list[int],
    *,
    kind: int,
    end: int,
    came_by: dict[int, tuple[int, int]],
    place: int,
) -> None:
    """Give ``end`` units of ``kind``; what ``end`` had goes to the place before it, up to ``place``."""
    steps = []
    at = end
    while at != place:
        before, mover = came_by[at]
        steps.append((mover, at, before))
        at = before
    units = min([free[kind], need[place], *(flow[mover][source] for mover, source, _ in steps)])
    free[kind] -= units
    need[place] -= units
    flow[kind][end] = flow[kind].get(end, 0) + units
    for mover, source, target in steps:
        flow[mover][source] -= units
        flow[mover][target] = flow[mover].get(target, 0) + units


def closure(filled: Filled, *, place: int) -> tuple[list[int], list[int]]:
    """The places and types that an open place could draw from at the end: the minimal cut that keeps it open.

    All units of these types already go to these places, so the places together need more than there is.
    """
    if filled.network is not None:
        return filled.network.reach(place)
    flow = filled.flows[-1]
    places = [place]
    kinds: set[int] = set()
    for at in places:
        for kind in filled.adjacent[at]:
            if kind not in kinds:
                kinds.add(kind)
                places.extend(other for other, units in flow[kind].items() if units and other not in places)
    return sorted(places), sorted(kinds)
