"""Pins: the student's wish that an entry count for one requirement, kept before anything else is filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub

from waypost.engine.families import NO_UNITS, Source
from waypost.engine.groups import Steps, Stock
from waypost.engine.plan import Cap, Plan, Slot
from waypost.engine.record import Pin, Record


@dataclass(frozen=True, slots=True)
class Pinned:
    """A pin that fits: the source at this place is to fill one of these slots."""

    pin: Pin
    source: int
    slots: tuple[int, ...]


@dataclass(slots=True)
class Reserved:
    """What pins took: ``fills[step]`` by slot, and the units ``left`` of each group and under each ceiling.

    ``allowed`` is what limits still allow by stage, ``given`` are (place of the pinned source, bit of the slot, units),
    ``kept`` the pins that got some.
    """

    fills: tuple[dict[int, int], ...]
    left: list[Steps]
    ceilings: list[Steps]
    given: list[tuple[int, int, int]]
    allowed: tuple[dict[int, int], ...]
    kept: list[Pinned]


def pinned_of(record: Record, *, rulebook_id: str, plan: Plan, sources: list[Source]) -> tuple[Pinned, ...]:
    """The pins of this rulebook that name an entry and a leaf that fit each other."""
    if not record.pins:
        return ()
    places = {source.entry.id: at for at, source in enumerate(sources)}
    found = []
    for pin in pins_for(record, rulebook_id=rulebook_id):
        at = places.get(pin.entry_id)
        slots = plan.slots_of.get(pin.path, ())
        fitting = tuple(slot for slot in slots if at is not None and sources[at].mask >> slot & 1)
        if at is not None and fitting and sources[at].units != NO_UNITS:
            found.append(Pinned(pin, at, fitting))
    return tuple(found)


def pins_for(record: Record, *, rulebook_id: str) -> list[Pin]:
    """The pins that speak of a rulebook, in an order that does not depend on the record's."""
    own = {(pin.path, pin.entry_id): pin for pin in record.pins if pin.rulebook_id == rulebook_id}
    return [own[key] for key in sorted(own)]


#: Nothing is filled, nothing is limited; never changed.
_NOTHING: tuple[dict[int, int], ...] = ({},)


def reserve(
    slots: Sequence[Slot],
    *,
    caps: Sequence[Cap],
    stock: Stock,
    masks: list[int],
    pinned: tuple[Pinned, ...],
) -> Reserved:
    """Take the pinned units out of the supply, as far as the slots, limits and ceilings have room."""
    groups = stock.groups
    left = [group.steps for group in groups]
    if not pinned and not caps:
        return Reserved(_NOTHING * (stock.stages[2] + 1), left, list(stock.ceilings), [], _NOTHING * 3, [])
    reserved = Reserved(
        fills=tuple({} for _ in range(stock.stages[2] + 1)),
        left=left,
        ceilings=list(stock.ceilings),
        given=[],
        allowed=tuple({cap.bit: cap.units for cap in caps} for _ in range(3)),
        kept=[],
    )
    if not pinned:
        return reserved
    by_bit = {slot.bit: slot for slot in slots}
    alone = {group.members[0][0]: at for at, group in enumerate(groups) if group.members}
    for pin in pinned:
        at = alone[pin.source]
        for bit in pin.slots:
            if bit in by_bit and masks[at] >> bit & 1:
                touched = [cap.bit for cap in caps if masks[at] >> cap.bit & 1 and cap.slots >> bit & 1]
                units = _take(reserved, slot=by_bit[bit], group=at, limits=touched, stock=stock)
                reserved.given.append((pin.source, bit, units))
                if units and pin not in reserved.kept:
                    reserved.kept.append(pin)
    return reserved


def _take(reserved: Reserved, *, slot: Slot, group: int, limits: Sequence[int], stock: Stock) -> int:
    """Reserve what fits of a group for a slot under some limits; the units taken at the end."""
    room = min([slot.units - reserved.fills[-1].get(slot.bit, 0), *(reserved.allowed[2][bit] for bit in limits)])
    taken = tuple(min(units, room) for units in reserved.left[group])
    ceiling = stock.groups[group].ceiling
    if ceiling >= 0:
        taken = tuple(map(min, taken, reserved.ceilings[ceiling]))
        reserved.ceilings[ceiling] = tuple(map(sub, reserved.ceilings[ceiling], taken))
    for step, units in enumerate(taken):
        reserved.fills[step][slot.bit] = reserved.fills[step].get(slot.bit, 0) + units
    reserved.left[group] = tuple(map(sub, reserved.left[group], taken))
    for allowed, step in zip(reserved.allowed, stock.stages, strict=True):
        for bit in limits:
            allowed[bit] -= taken[step]
    return taken[-1]
