"""From an allocation to claims: which units of which entry count where, and why a slot stays open."""

from collections.abc import Sequence

from waypost.engine.allocate import closure
from waypost.engine.families import Source
from waypost.engine.groups import Group
from waypost.engine.limits import used_of
from waypost.engine.pool import Solved
from waypost.engine.result import Certificate

#: (place of the source, bit of the slot, units)
Given = tuple[int, int, int]


def given_units(solved: Solved, *, groups: Sequence[Group]) -> list[Given]:
    """The units that each source gives to each slot: earlier entries go to slots of higher priority."""
    given = list(solved.reserved.given)
    pinned = {source: units for source, _, units in given}
    members = _members(solved, groups=groups)
    for key, slots in _wanted(solved).items():
        left = [list(own) for own in members[key]]
        for own in left if pinned else ():
            own[1] -= pinned.get(own[0], 0)
        for slot in sorted(slots):
            given.extend(_drawn(left, slot=slot, units=slots[slot]))
    return given


#: The mask of sources and the ceiling above them.
Origin = tuple[int, int]


def _members(solved: Solved, *, groups: Sequence[Group]) -> dict[Origin, list[tuple[int, int]]]:
    """The sources behind each origin in their own order, with the units that they can give."""
    members: dict[Origin, list[tuple[int, int]]] = {}
    for group, mask in zip(groups, solved.masks, strict=True):
        if mask:
            before = members.get((mask, group.ceiling))
            members[mask, group.ceiling] = group.members if before is None else sorted(before + group.members)
    return members


def _wanted(solved: Solved) -> dict[Origin, dict[int, int]]:
    """Per origin the units that the final flow takes for each slot."""
    wanted: dict[Origin, dict[int, int]] = {}
    for kind, flow in zip(solved.kinds, solved.filled.flows[2], strict=True):
        slots = wanted.setdefault((kind.mask, kind.ceiling), {})
        for place, units in flow.items():
            if units:
                bit = solved.slots[place].bit
                slots[bit] = slots.get(bit, 0) + units
    return wanted


def _drawn(left: list[list[int]], *, slot: int, units: int) -> list[Given]:
    """Take units from the front of the sources with something left."""
    drawn = []
    while units:
        at, own = left[0]
        taken = min(own, units)
        if taken:
            drawn.append((at, slot, taken))
        units -= taken
        left[0][1] -= taken
        if not left[0][1]:
            left.pop(0)
    return drawn


def certificate(solved: Solved, *, slot: int, groups: Sequence[Group], sources: Sequence[Source]) -> Certificate:
    """The minimal cut that keeps a slot open, in paths and entries."""
    bits = [own.bit for own in solved.slots]
    places, kinds = closure(solved.filled, place=bits.index(slot))
    cut = sum(1 << bits[place] for place in places)
    named = {source for source, bit, units in solved.reserved.given if cut >> bit & 1 and units}
    origins = {(solved.kinds[at].mask, solved.kinds[at].ceiling) for at in kinds}
    for group, mask in zip(groups, solved.masks, strict=True):
        if (mask, group.ceiling) in origins:
            named.update(at for at, _ in group.members)
    needed = sum(solved.slots[place].units for place in places)
    return Certificate(
        paths=tuple(dict.fromkeys(solved.slots[place].paths[-1] for place in places)),
        needed_units=needed,
        entry_ids=tuple(sources[at].entry.id for at in sorted(named)),
        supply_units=needed - sum(solved.filled.needs[2][place] for place in places),
        limited=bool(solved.kept_from & cut) or _is_limited(solved, places=places),
    )


def _is_limited(solved: Solved, *, places: Sequence[int]) -> bool:
    """Whether a limit that is full keeps units of a kind from some places."""
    width, flow = len(solved.slots), solved.filled.flows[2]
    for limit in solved.limits:
        if used_of(limit, flow, places=width) < limit.units:
            continue
        for kind in {arc // width for arc in limit.arcs if arc % width in places}:
            inside = sum(units for place, units in flow[kind].items() if kind * width + place in limit.arcs)
            if inside < solved.kinds[kind].units[-1]:
                return True
    return False
