"""The best allocation inside one pool of competing slots, over its own small choices.

Same-language leaves (which language?) and limits (which courses use up the allowance?) leave a few variants;
each is solved exactly and the best is kept. Mostly there is just one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from waypost.engine.allocate import Filled, fill
from waypost.engine.limits import Kind, allowances, is_over, kinds_with
from waypost.engine.pins import Pinned, Reserved, reserve
from waypost.engine.plan import Cap, Plan, Slot, same_values
from waypost.engine.supply import Source

Opens = tuple[int, int, int]


@dataclass(slots=True)
class Solved:
    """A pool's allocation: units open by stage, and everything needed to tell claims and reasons."""

    opens: Opens
    slots: tuple[Slot, ...]
    masks: list[int]
    kinds: list[Kind]
    reserved: Reserved
    filled: Filled

    def fill_of(self, slot: int, stage: int) -> int:
        """The units that a slot has at a stage."""
        return self.filled.fills[stage][slot] + self.reserved.fills[stage].get(slot, 0)


def solve_pool(plan: Plan, *, active: int, sources: list[Source], pinned: tuple[Pinned, ...]) -> Solved:
    """The best allocation of the active slots: least open with the plan, then with now, then with done."""
    best: Solved | None = None
    for solved in _variants(plan, active=active, sources=sources, pinned=pinned):
        if best is None or solved.opens[::-1] < best.opens[::-1]:
            best = solved
        if best.opens == (0, 0, 0):
            break
    if best is None:
        raise AssertionError("a pool has at least its plain variant")
    return best


def _variants(plan: Plan, *, active: int, sources: list[Source], pinned: tuple[Pinned, ...]) -> Iterator[Solved]:
    slots = tuple(slot for slot in plan.slots if active >> slot.bit & 1)
    caps = tuple(cap for cap in plan.caps if cap.slots & active)
    asked = active | sum(1 << cap.bit for cap in caps)
    for masks in _same_variants(slots, sources=sources, masks=[source.mask & asked for source in sources]):
        yield from _limited(slots, caps=caps, sources=sources, masks=masks, pinned=pinned)


def _same_variants(slots: tuple[Slot, ...], *, sources: list[Source], masks: list[int]) -> Iterator[list[int]]:
    """The masks for each choice of the one value (language, subject) of each same-value slot."""
    choices = [(slot, _values(slot, sources=sources, masks=masks)) for slot in slots if slot.same]
    choices = [(slot, values) for slot, values in choices if len(values) > 1]
    if not choices:
        yield masks
        return
    for picked in product(*(values for _, values in choices)):
        narrowed = list(masks)
        for (slot, _), value in zip(choices, picked, strict=True):
            _narrow(narrowed, slot=slot, value=value, sources=sources)
        yield narrowed


def _values(slot: Slot, *, sources: list[Source], masks: list[int]) -> list[str]:
    found: set[str] = set()
    for source, mask in zip(sources, masks, strict=True):
        if mask >> slot.bit & 1 and source.units[2]:
            found.update(same_values(slot.same or "", source.entry.course))
    return sorted(found)


def _narrow(masks: list[int], *, slot: Slot, value: str, sources: list[Source]) -> None:
    for at, source in enumerate(sources):
        if masks[at] >> slot.bit & 1 and value not in same_values(slot.same or "", source.entry.course):
            masks[at] &= ~(1 << slot.bit)


def _limited(
    slots: tuple[Slot, ...],
    *,
    caps: tuple[Cap, ...],
    sources: list[Source],
    masks: list[int],
    pinned: tuple[Pinned, ...],
) -> Iterator[Solved]:
    """Without regard to limits if that keeps them; else with every way to spend the allowances."""
    reserved = reserve(slots, caps=caps, sources=sources, masks=masks, pinned=pinned)
    kinds = kinds_with(masks, units=reserved.left)
    plain = _solved(slots, masks=masks, kinds=kinds, reserved=reserved)
    if not is_over(caps, slots=slots, kinds=kinds, filled=plain.filled, reserved=reserved):
        yield plain
        return
    for split in allowances(caps, kinds=kinds, reserved=reserved):
        yield _solved(slots, masks=masks, kinds=split, reserved=reserved)


def _solved(slots: tuple[Slot, ...], *, masks: list[int], kinds: list[Kind], reserved: Reserved) -> Solved:
    needs = [[slot.units - reserved.fills[stage].get(slot.bit, 0) for slot in slots] for stage in range(3)]
    filled = fill(
        types=[kind.mask for kind in kinds],
        supplies=[[kind.units[stage] for kind in kinds] for stage in range(3)],
        slots=[slot.bit for slot in slots],
        needs=needs,
    )
    done, now, planned = (sum(needs[stage]) - sum(filled.fills[stage].values()) for stage in range(3))
    return Solved((done, now, planned), slots, masks, kinds, reserved, filled)
