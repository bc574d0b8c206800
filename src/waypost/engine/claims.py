"""From an allocation to claims: which units of which entry count where, and why a slot stays open."""

from collections.abc import Sequence

from waypost.engine.allocate import closure
from waypost.engine.limits import Kind
from waypost.engine.pool import Solved
from waypost.engine.result import Certificate
from waypost.engine.supply import Source

#: (place of the source, bit of the slot, units)
Given = tuple[int, int, int]


def given_units(solved: Solved) -> list[Given]:
    """The units that each source gives to each slot: earlier entries go to slots of higher priority."""
    given = list(solved.reserved.given)
    left = [units[2] for units in solved.reserved.left]
    wanted = _wanted(solved)
    for at, mask in enumerate(solved.masks):
        slots = wanted.get(mask)
        if not slots or not left[at]:
            continue
        for slot in sorted(slots):
            units = min(slots[slot], left[at])
            if units:
                given.append((at, slot, units))
                slots[slot] -= units
                left[at] -= units
    return given


def _wanted(solved: Solved) -> dict[int, dict[int, int]]:
    """Per mask of sources the units that the final flow takes for each slot."""
    wanted: dict[int, dict[int, int]] = {}
    for kind, flow in zip(solved.kinds, solved.filled.flows[2], strict=True):
        slots = wanted.setdefault(kind.origin, {})
        for place, units in flow.items():
            bit = solved.slots[place].bit
            slots[bit] = slots.get(bit, 0) + units
    return wanted


def certificate(solved: Solved, *, slot: int, sources: Sequence[Source]) -> Certificate:
    """The minimal cut that keeps a slot open, in paths and entries."""
    bits = [own.bit for own in solved.slots]
    adjacent = [[at for at, kind in enumerate(solved.kinds) if kind.mask >> bit & 1] for bit in bits]
    places, kinds = closure(solved.filled.flows[2], place=bits.index(slot), adjacent=adjacent)
    cut = sum(1 << bits[place] for place in places)
    masks = {solved.kinds[at].origin for at in kinds}
    pinned = {source for source, bit, units in solved.reserved.given if cut >> bit & 1 and units}
    named = [
        source.entry.id
        for at, source in enumerate(sources)
        if at in pinned or (solved.masks[at] in masks and solved.reserved.left[at][2])
    ]
    reserved = sum(units for _, bit, units in solved.reserved.given if cut >> bit & 1)
    return Certificate(
        paths=tuple(dict.fromkeys(solved.slots[place].paths[-1] for place in places)),
        needed_units=sum(solved.slots[place].units for place in places),
        entry_ids=tuple(named),
        supply_units=reserved + sum(solved.kinds[at].units[2] for at in kinds),
        limited=any(_is_held_back(kind, cut=cut) for kind in solved.kinds),
    )


def _is_held_back(kind: Kind, *, cut: int) -> bool:
    return kind.mask != kind.origin and bool(kind.origin & cut) and not kind.mask & cut
