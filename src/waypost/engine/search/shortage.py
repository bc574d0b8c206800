"""Whether a rulebook asks for more than its courses or the open periods can bring: counted before any search.

What is counted is never too little, so a shortage is certain; that there is none says nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from waypost.engine.load import Half
from waypost.engine.search.demands import Demands, Need
from waypost.engine.search.placement import Placement
from waypost.engine.search.possible import Reading
from waypost.engine.search.room_rows import cuts_of, standing_periods
from waypost.engine.search.supplies import Masks
from waypost.engine.supply import sources_of
from waypost.engine.validating import with_validations

Rooms = Mapping[Half, int]


@dataclass(frozen=True, slots=True)
class _Offer:
    """What one course can bring: the needs that it fills, its units at most, and its units for each period of a half.

    ``rate`` is None for a course outside the school day.
    """

    mask: int
    units: int
    rate: int | None


def is_short(reading: Reading) -> bool:
    """Whether some rulebook cannot be completed, whatever goes where."""
    rooms = rooms_of(reading)
    books = len(reading.question.rulebooks)
    return any(_is_book_short(reading, number, rooms=rooms) for number in range(books))


def rooms_of(reading: Reading) -> dict[Half, int]:
    """The periods that are free in each open half, after what stands there and what wishes take away."""
    question = reading.question
    found = {}
    for span in reading.spans:
        taken = sum(fewer for _, fewer in cuts_of(question.wishes, span))
        found[span.half] = max(0, span.periods - standing_periods(reading.standing.fixed, span.half) - taken)
    return found


def _is_book_short(reading: Reading, number: int, *, rooms: Rooms) -> bool:
    demands, masks = reading.demands[number]
    offers = list(_offers(reading.distinct(), masks, rooms=rooms))
    standing = _standing(reading, number)
    return any(
        sum(demands.needs[at].units for at in asked) > _supply(_mask(asked), standing, offers, rooms=rooms)
        for asked in _asked(demands)
    )


def _asked(demands: Demands) -> Iterator[list[int]]:
    """Needs that must be filled together: each by itself, and all of a pool; what is one of a choice is left out."""
    pools: dict[str, list[int]] = {}
    for at, need in enumerate(demands.needs):
        if _is_certain(need, demands):
            pools.setdefault(need.pool, []).append(at)
            yield [at]
    yield from pools.values()


def _is_certain(need: Need, demands: Demands) -> bool:
    return not demands.switches[need.switch].free


def _mask(asked: Sequence[int]) -> int:
    return sum(1 << at for at in asked)


def _standing(reading: Reading, number: int) -> list[tuple[int, int]]:
    """Mask and units of what stands on the record."""
    question = reading.question
    plan, _ = question.rulebooks[number].plan_for(question.record, on=question.as_of)
    _, masks = reading.demands[number]
    record = replace(question.record, entries=tuple(reading.standing.fixed))
    record, _ = with_validations(record, question.rulebooks[number].rulebook.validations)
    sources = sources_of(record, plan=plan, on=question.as_of)
    return [(masks.mask_of(source.entry), source.units[2]) for source in sources]


def _offers(placements: Sequence[Placement], masks: Masks, *, rooms: Rooms) -> Iterator[_Offer]:
    """Each course by what it could bring at best where there is room for it; one that may be repeated, each time."""
    found: dict[str, _Offer] = {}
    for placement in placements:
        course, periods = placement.entry.course, placement.offering.periods_taken
        if any(rooms[half] < periods for half in placement.halves):
            continue
        key = placement.entry.id if course.repeatable else placement.key
        units = max(placement.entry.units, course.units)
        rate = -(-units // (periods * len(placement.halves))) if periods else None
        mask = masks.mask_of(placement.entry)
        before = found.get(key)
        found[key] = _Offer(mask, units, rate) if before is None else _either(before, mask, units, rate)
    yield from found.values()


def _either(before: _Offer, mask: int, units: int, rate: int | None) -> _Offer:
    fastest = None if rate is None or before.rate is None else max(rate, before.rate)
    return _Offer(before.mask | mask, max(before.units, units), fastest)


def _supply(asked: int, standing: Sequence[tuple[int, int]], offers: Sequence[_Offer], *, rooms: Rooms) -> int:
    """The most units for some needs: of each course what it brings, but in all no more than the periods allow."""
    own = [offer for offer in offers if offer.mask & asked]
    inside = [offer for offer in own if offer.rate is not None]
    by_course = sum(offer.units for offer in inside)
    by_room = sum(rooms.values()) * max((offer.rate or 0 for offer in inside), default=0)
    outside = sum(offer.units for offer in own if offer.rate is None)
    return sum(units for mask, units in standing if mask & asked) + outside + min(by_course, by_room)
