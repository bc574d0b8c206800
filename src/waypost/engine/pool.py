"""The best allocation inside one pool of competing slots, over its own small choices.

Same-language leaves (which language?) leave a few variants; each is solved exactly and the best is kept. Mostly
there is just one. Limits (which courses use up the allowance?) are enforced once the allocation breaks one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from operator import add
from typing import NamedTuple

from waypost.engine.allocate import Filled, fill
from waypost.engine.budget import Budget
from waypost.engine.course_limits import Narrowed, narrowings
from waypost.engine.groups import Group, Steps, Stock
from waypost.engine.limits import Limits, fill_within
from waypost.engine.pins import Pinned, Reserved, reserve
from waypost.engine.plan import Cap, CourseCap, Plan, Slot, same_values
from waypost.engine.whole_units import ArcLimit

Opens = tuple[int, int, int]


class Kind(NamedTuple):
    """All entries with one mask and one ceiling (-1: none), and their units by step."""

    mask: int
    ceiling: int
    units: Steps


@dataclass(slots=True)
class Solved:
    """A pool's allocation: units open by stage, and everything needed to tell claims and reasons.

    ``masks`` are the groups' masks as this variant narrows them; ``limits`` were enforced at the last stage.
    ``kept_from`` are slots from which a limit on the number of courses keeps some. ``is_best`` is False where there
    were too many ways to check.
    """

    opens: Opens
    slots: tuple[Slot, ...]
    masks: list[int]
    kinds: list[Kind]
    reserved: Reserved
    filled: Filled
    limits: Limits = ()
    kept_from: int = 0
    is_best: bool = True

    @property
    def kept(self) -> int:
        """How many pins are kept."""
        return len(self.reserved.kept)

    @property
    def rank(self) -> tuple[Opens, int]:
        """Least is best: open with the plan, then with now, then with done; of equals the one that keeps more pins."""
        done, now, planned = self.opens
        return (planned, now, done), -self.kept

    def fills(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Each slot's bit with its units at the three stages."""
        for place, slot in enumerate(self.slots):
            opens = [need[place] for need in self.filled.needs]
            yield slot.bit, tuple(slot.units - left for left in opens)


@dataclass(slots=True)
class _Asked:
    """The active slots of a pool with the limits over them, and all that may fill them, in multiples of ``grain``."""

    slots: tuple[Slot, ...]
    caps: tuple[Cap, ...]
    stock: Stock
    pinned: tuple[Pinned, ...]
    budget: Budget
    grain: int
    must: Pinned | None


def solve_pool(
    plan: Plan,
    *,
    active: int,
    stock: Stock,
    pinned: tuple[Pinned, ...],
    budget: Budget,
    must: Pinned | None = None,
) -> Solved | None:
    """The best allocation of the active slots: least open with the plan, then with now, then with done; most pins.

    None where no allocation keeps the pin that it ``must``.
    """
    slots = tuple(slot for slot in plan.slots if active >> slot.bit & 1)
    caps = tuple(cap for cap in plan.caps if cap.slots & active)
    asked = _Asked(slots, caps, stock, pinned, budget, plan.grain, must)
    most_kept = sum(any(active >> bit & 1 for bit in pin.slots) for pin in pinned) if pinned else 0
    wanted = active | sum(1 << cap.bit for cap in caps)
    best: Solved | None = None
    variants = _same_variants(plan, slots, groups=stock.groups, masks=[group.mask & wanted for group in stock.groups])
    limits = tuple(cap for cap in plan.course_caps if cap.slots & active)
    for masks in variants:
        best = _best_within(asked, Narrowed(masks), limits=limits, plan=plan, than=best)
        if best is not None and ((best.opens == (0, 0, 0) and best.kept == most_kept) or budget.is_spent):
            break
    if best is not None:
        best.is_best = best.opens == (0, 0, 0) or not budget.is_spent
    return best


def _best_within(
    asked: _Asked, own: Narrowed, *, limits: Sequence[CourseCap], plan: Plan, than: Solved | None
) -> Solved | None:
    """The better of what was found and the best of a variant within the limits on the number of courses."""
    solved = _better(asked, masks=own.masks, than=than)
    if solved is None:
        return than
    for at, cap in enumerate(limits):
        best, bites = than, False
        pinned = {pin.source for pin in asked.pinned}
        for narrowed in narrowings(own, cap=cap, plan=plan, groups=asked.stock.groups, pinned=pinned):
            bites = True
            best = _best_within(asked, narrowed, limits=limits[at + 1 :], plan=plan, than=best)
            if best is not None and (best.rank == solved.rank or asked.budget.is_spent):
                break
        if bites:
            return best
    return replace(solved, kept_from=own.kept_from) if own.kept_from else solved


def _same_variants(
    plan: Plan, slots: tuple[Slot, ...], *, groups: list[Group], masks: list[int]
) -> Iterator[list[int]]:
    """The masks for each choice of the one value (language, subject) of each leaf whose slots carry one together."""
    by_leaf: dict[str, list[Slot]] = {}
    for slot in slots:
        if slot.same:
            by_leaf.setdefault(slot.same_of, []).append(slot)
    values = {path: _values(own, groups=groups, masks=masks) for path, own in by_leaf.items()}
    apart = [own for paths in plan.different if len(own := paths & by_leaf.keys()) > 1]
    choices = _choices(values, apart=apart)
    if not choices:
        yield masks
        return
    for picked in product(*choices.values()):
        chosen = dict(zip(choices, picked, strict=True))
        if not all(_differ([chosen[path] for path in paths]) for paths in apart):
            continue
        narrowed = list(masks)
        for path, value in chosen.items():
            for slot in by_leaf[path]:
                _narrow(narrowed, slot=slot, value=value, groups=groups)
        yield narrowed


def _choices(values: Mapping[str, list[str]], *, apart: list[frozenset[str]]) -> dict[str, list[str | None]]:
    """The values that each leaf could take; None, where another leaf may need the only one."""
    tied = frozenset().union(*apart)
    return {
        path: [*own, None] if path in tied else list(own)
        for path, own in values.items()
        if path in tied or len(own) > 1
    }


def _differ(values: list[str | None]) -> bool:
    stated = [value for value in values if value is not None]
    return len(set(stated)) == len(stated)


def _values(slots: list[Slot], *, groups: list[Group], masks: list[int]) -> list[str]:
    bits = sum(1 << slot.bit for slot in slots)
    same = slots[0].same or ""
    matching = (
        group
        for group, mask in zip(groups, masks, strict=True)
        if mask & bits and group.course.code not in slots[0].any_value
    )
    return sorted({value for group in matching for value in same_values(same, group.course)})


def _narrow(masks: list[int], *, slot: Slot, value: str | None, groups: list[Group]) -> None:
    for at, group in enumerate(groups):
        if masks[at] >> slot.bit & 1 and (value is None or not slot.carries(group.course, value)):
            masks[at] &= ~(1 << slot.bit)


def _better(asked: _Asked, *, masks: list[int], than: Solved | None) -> Solved | None:
    """The best allocation of a variant if it is better than another one."""
    reserved = reserve(asked.slots, caps=asked.caps, stock=asked.stock, masks=masks, pinned=asked.pinned)
    if asked.must is not None and asked.must not in reserved.kept:
        return None
    stages = asked.stock.stages
    caps = [cap for cap in asked.caps if _could_bite(cap, masks=masks, reserved=reserved, stages=stages)]
    if asked.caps:
        masks = _without(masks, caps=[cap for cap in asked.caps if cap not in caps])
    kinds = _kinds_with(asked.stock.groups, masks=masks, units=reserved.left)
    supplies = list(zip(*(kind.units for kind in kinds), strict=True)) or [()] * (stages[2] + 1)
    needs = _needs(asked.slots, reserved=reserved)
    bits = [slot.bit for slot in asked.slots]
    types = [kind.mask for kind in kinds]
    over = None
    if reserved.ceilings:
        over = asked.stock.ceilings_over([kind.ceiling for kind in kinds], units=reserved.ceilings)
    filled = fill(
        types=types,
        supplies=supplies,
        slots=bits,
        needs=needs,
        ceilings=over,
        stages=stages,
        keeps_flows=bool(caps),
    )
    asked.budget.spend(len(kinds))
    done, now, planned = filled.opens
    solved = Solved((done, now, planned), asked.slots, masks, kinds, reserved, filled)
    if not caps or (than is not None and solved.rank >= than.rank):
        return solved if than is None or solved.rank < than.rank else None
    limits = [_limits(caps, kinds=kinds, bits=bits, allowed=allowed) for allowed in reserved.allowed]
    filled = fill_within(
        filled,
        supplies=[supplies[step] for step in stages],
        needs=[needs[step] for step in stages],
        limits=limits,
        ceilings=over and over.at_steps(stages),
        grain=asked.grain,
        budget=asked.budget,
    )
    done, now, planned = filled.opens
    solved = replace(solved, opens=(done, now, planned), filled=filled, limits=limits[2])
    return solved if than is None or solved.rank < than.rank else None


def _could_bite(cap: Cap, *, masks: list[int], reserved: Reserved, stages: tuple[int, int, int]) -> bool:
    """Whether there is more of what a limit touches than it allows, at some stage."""
    own_units = zip(masks, reserved.left, strict=True)
    touched = [units for mask, units in own_units if mask >> cap.bit & 1 and mask & cap.slots]
    totals = [sum(units[step] for units in touched) for step in stages]
    return any(units > own[cap.bit] for units, own in zip(totals, reserved.allowed, strict=True))


def _without(masks: list[int], *, caps: Sequence[Cap]) -> list[int]:
    """The masks without the bits of some limits."""
    gone = ~sum(1 << cap.bit for cap in caps)
    return [mask & gone for mask in masks]


def _kinds_with(groups: Sequence[Group], *, masks: Sequence[int], units: Sequence[Steps]) -> list[Kind]:
    """The kinds that have units, those with the fewest uses first."""
    totals: dict[tuple[int, int], Steps] = {}
    for group, mask, own in zip(groups, masks, units, strict=True):
        if mask and own[-1]:
            key = mask, group.ceiling
            before = totals.get(key)
            totals[key] = own if before is None else tuple(map(add, before, own))
    return [Kind(*key, totals[key]) for key in sorted(totals, key=_fewest_uses)]


def _fewest_uses(key: tuple[int, int]) -> tuple[int, int, int]:
    mask, ceiling = key
    return mask.bit_count(), mask, ceiling


def _limits(caps: Sequence[Cap], *, kinds: list[Kind], bits: list[int], allowed: dict[int, int]) -> Limits:
    """The limits over arcs from kinds to places, with the units that pins leave of them."""
    return tuple(
        ArcLimit(
            frozenset(
                at * len(bits) + place
                for at, kind in enumerate(kinds)
                if kind.mask >> cap.bit & 1
                for place, bit in enumerate(bits)
                if cap.slots >> bit & 1 and kind.mask >> bit & 1
            ),
            allowed[cap.bit],
        )
        for cap in caps
    )


def _needs(slots: tuple[Slot, ...], *, reserved: Reserved) -> list[list[int]]:
    """What pins leave to fill of each slot, by step."""
    if not reserved.given:
        return [[slot.units for slot in slots]] * len(reserved.fills)
    return [[slot.units - fills.get(slot.bit, 0) for slot in slots] for fills in reserved.fills]
