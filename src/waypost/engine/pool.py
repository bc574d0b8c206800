"""The best allocation inside one pool of competing slots, over its own small choices.

Same-language leaves (which language?) and limits (which courses use up the allowance?) leave a few variants;
each is solved exactly and the best is kept. Mostly there is just one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from waypost.engine.allocate import Filled, fill
from waypost.engine.budget import Budget, fill_within
from waypost.engine.groups import Group
from waypost.engine.limits import Kind, allowances, kinds_with
from waypost.engine.pins import Pinned, Reserved, reserve
from waypost.engine.plan import Cap, Plan, Slot, same_values

Opens = tuple[int, int, int]


@dataclass(slots=True)
class Solved:
    """A pool's allocation: units open by stage, and everything needed to tell claims and reasons.

    ``masks`` are the groups' masks as this variant narrows them; ``cap`` is the limit that was kept as a budget.
    """

    opens: Opens
    slots: tuple[Slot, ...]
    masks: list[int]
    kinds: list[Kind]
    reserved: Reserved
    filled: Filled
    cap: Cap | None

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
        yield _limited(slots, caps=caps, groups=groups, masks=masks, pinned=pinned)


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
) -> Solved:
    """The best allocation that keeps the limits; each is enforced only once it is seen to be broken.

    One limit is a budget and solved exactly at once; for further ones every way to spend them is tried,
    until one is as good as without them.
    """
    reserved = reserve(slots, caps=caps, groups=groups, masks=masks, pinned=pinned)
    kinds = kinds_with(masks, units=reserved.left)
    best = _solved(slots, masks=masks, kinds=kinds, reserved=reserved, cap=None)
    enforced: list[Cap] = []
    while over := [cap for cap in caps if cap not in enforced and is_over(cap, best)]:
        enforced.extend(over)
        hoped, found = best.opens, None
        for split in allowances(enforced[:-1], kinds=kinds, reserved=reserved):
            solved = _solved(slots, masks=masks, kinds=split, reserved=reserved, cap=enforced[-1])
            if found is None or solved.opens[::-1] < found.opens[::-1]:
                found = solved
            if found.opens == hoped:
                break
        best = found or best
    return best


def is_over(cap: Cap, solved: Solved) -> bool:
    """Whether an allocation breaks a limit at any stage."""
    places = [place for place, slot in enumerate(solved.slots) if cap.slots >> slot.bit & 1]
    limited = [at for at, kind in enumerate(solved.kinds) if kind.mask >> cap.bit & 1]
    return any(
        sum(flow[at].get(place, 0) for at in limited for place in places) > solved.reserved.allowed[cap.bit]
        for flow in solved.filled.flows
    )


def _solved(
    slots: tuple[Slot, ...], *, masks: list[int], kinds: list[Kind], reserved: Reserved, cap: Cap | None
) -> Solved:
    """The allocation of some kinds, within one limit if there is one."""
    types = [kind.mask for kind in kinds]
    supplies = [[kind.units[stage] for kind in kinds] for stage in range(3)]
    bits = [slot.bit for slot in slots]
    needs = _needs(slots, reserved=reserved)
    if cap is None:
        filled = fill(types=types, supplies=supplies, slots=bits, needs=needs)
    else:
        budget = Budget(
            kinds=frozenset(at for at, kind in enumerate(types) if kind >> cap.bit & 1),
            places=frozenset(place for place, bit in enumerate(bits) if cap.slots >> bit & 1),
            units=reserved.allowed[cap.bit],
        )
        filled = fill_within(types=types, supplies=supplies, slots=bits, needs=needs, budget=budget)
    done, now, planned = filled.opens
    return Solved((done, now, planned), slots, masks, kinds, reserved, filled, cap)


def _needs(slots: tuple[Slot, ...], *, reserved: Reserved) -> list[list[int]]:
    """What pins leave to fill of each slot, by stage."""
    if not reserved.given:
        return [[slot.units for slot in slots]] * 3
    return [[slot.units - fills.get(slot.bit, 0) for slot in slots] for fills in reserved.fills]
