"""The best allocation inside one pool of competing slots, over its own small choices.

Same-language leaves (which language?) and limits (which courses use up the allowance?) leave a few variants;
each is solved exactly and the best is kept. Mostly there is just one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from waypost.engine.allocate import Filled, fill
from waypost.engine.groups import Group
from waypost.engine.limits import Kind, allowances, is_over, kinds_with
from waypost.engine.pins import Pinned, Reserved, reserve
from waypost.engine.plan import Cap, Plan, Slot, same_values

Opens = tuple[int, int, int]


@dataclass(slots=True)
class Solved:
    """A pool's allocation: units open by stage, and everything needed to tell claims and reasons.

    ``masks`` are the groups' masks as this variant narrows them.
    """

    opens: Opens
    slots: tuple[Slot, ...]
    masks: list[int]
    kinds: list[Kind]
    reserved: Reserved
    filled: Filled

    def fills(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Each slot's bit with its units at the three stages."""
        for place, slot in enumerate(self.slots):
            opens = [need[place] for need in self.filled.needs]
            yield slot.bit, tuple(slot.units - left for left in opens)


def solve_pool(plan: Plan, *, active: int, groups: list[Group], pinned: tuple[Pinned, ...]) -> Solved:
    """The best allocation of the active slots: least open with the plan, then with now, then with done."""
    best: Solved | None = None
    for solved in _variants(plan, active=active, groups=groups, pinned=pinned):
        if best is None or solved.opens[::-1] < best.opens[::-1]:
            best = solved
        if best.opens == (0, 0, 0):
            break
    if best is None:
        raise AssertionError("a pool has at least its plain variant")
    return best


def _variants(plan: Plan, *, active: int, groups: list[Group], pinned: tuple[Pinned, ...]) -> Iterator[Solved]:
    slots = tuple(slot for slot in plan.slots if active >> slot.bit & 1)
    caps = tuple(cap for cap in plan.caps if cap.slots & active)
    asked = active | sum(1 << cap.bit for cap in caps)
    for masks in _same_variants(slots, groups=groups, masks=[group.mask & asked for group in groups]):
        yield from _limited(slots, caps=caps, groups=groups, masks=masks, pinned=pinned)


def _same_variants(slots: tuple[Slot, ...], *, groups: list[Group], masks: list[int]) -> Iterator[list[int]]:
    """The masks for each choice of the one value (language, subject) of each same-value slot."""
    choices = [(slot, _values(slot, groups=groups, masks=masks)) for slot in slots if slot.same]
    choices = [(slot, values) for slot, values in choices if len(values) > 1]
    if not choices:
        yield masks
        return
    for picked in product(*(values for _, values in choices)):
        narrowed = list(masks)
        for (slot, _), value in zip(choices, picked, strict=True):
            _narrow(narrowed, slot=slot, value=value, groups=groups)
        yield narrowed


def _values(slot: Slot, *, groups: list[Group], masks: list[int]) -> list[str]:
    found: set[str] = set()
    for group, mask in zip(groups, masks, strict=True):
        if mask >> slot.bit & 1:
            found.update(same_values(slot.same or "", group.course))
    return sorted(found)


def _narrow(masks: list[int], *, slot: Slot, value: str, groups: list[Group]) -> None:
    for at, group in enumerate(groups):
        if masks[at] >> slot.bit & 1 and value not in same_values(slot.same or "", group.course):
            masks[at] &= ~(1 << slot.bit)


def _limited(
    slots: tuple[Slot, ...],
    *,
    caps: tuple[Cap, ...],
    groups: list[Group],
    masks: list[int],
    pinned: tuple[Pinned, ...],
) -> Iterator[Solved]:
    """Without regard to limits if that keeps them; else with every way to spend the allowances."""
    reserved = reserve(slots, caps=caps, groups=groups, masks=masks, pinned=pinned)
    kinds = kinds_with(masks, units=reserved.left)
    plain = _solved(slots, masks=masks, kinds=kinds, reserved=reserved)
    if not is_over(caps, slots=slots, kinds=kinds, filled=plain.filled, reserved=reserved):
        yield plain
        return
    for split in allowances(caps, kinds=kinds, reserved=reserved):
        yield _solved(slots, masks=masks, kinds=split, reserved=reserved)


def _solved(slots: tuple[Slot, ...], *, masks: list[int], kinds: list[Kind], reserved: Reserved) -> Solved:
    needs = _needs(slots, reserved=reserved)
    filled = fill(
        types=[kind.mask for kind in kinds],
        supplies=[[kind.units[stage] for kind in kinds] for stage in range(3)],
        slots=[slot.bit for slot in slots],
        needs=needs,
    )
    done, now, planned = filled.opens
    return Solved((done, now, planned), slots, masks, kinds, reserved, filled)


def _needs(slots: tuple[Slot, ...], *, reserved: Reserved) -> list[list[int]]:
    """What pins leave to fill of each slot, by stage."""
    if not reserved.given:
        return [[slot.units for slot in slots]] * 3
    return [[slot.units - fills.get(slot.bit, 0) for slot in slots] for fills in reserved.fills]
