"""Limits across a group: at most so many units of some courses under one node."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from waypost.engine.pins import Reserved
from waypost.engine.plan import Cap
from waypost.engine.supply import Units


class Kind(NamedTuple):
    """All entries with one mask; ``origin`` is that mask where a limit has narrowed ``mask`` for a part of them."""

    mask: int
    origin: int
    units: Units


def kinds_with(masks: Sequence[int], *, units: Sequence[Units]) -> list[Kind]:
    """The kinds that have units, those with the fewest uses first."""
    totals: dict[int, Units] = {}
    for mask, own in zip(masks, units, strict=True):
        if mask and own != (0, 0, 0):
            before = totals.get(mask)
            totals[mask] = own if before is None else _plus(before, own)
    return [Kind(mask, mask, totals[mask]) for mask in sorted(totals, key=_fewest_uses)]


def allowances(caps: Sequence[Cap], *, kinds: list[Kind], reserved: Reserved) -> Iterator[list[Kind]]:
    """Every way to spend the limits' units on the kinds that they touch."""
    if not caps:
        yield kinds
        return
    cap, rest = caps[0], caps[1:]
    limited = [kind for kind in kinds if kind.mask >> cap.bit & 1 and kind.mask & cap.slots]
    free = [kind for kind in kinds if kind not in limited]
    for spent in _spendings([kind.units[2] for kind in limited], units=reserved.allowed[cap.bit]):
        split = [part for kind, units in zip(limited, spent, strict=True) for part in _split(kind, cap, units)]
        yield from allowances(rest, kinds=[*free, *split], reserved=reserved)


def _spendings(most: list[int], *, units: int) -> Iterator[tuple[int, ...]]:
    """All ways to spread the units over the kinds; nothing is kept back that could be spent."""
    if not most:
        yield ()
        return
    here_at_most = min(most[0], units)
    here_at_least = min(here_at_most, max(0, units - sum(most[1:])))
    for here in range(here_at_most, here_at_least - 1, -1):
        for others in _spendings(most[1:], units=units - here):
            yield (here, *others)


def _split(kind: Kind, cap: Cap, units: int) -> list[Kind]:
    inside = _at_most(kind.units, units)
    outside = _minus(kind.units, inside)
    parts = [Kind(kind.mask, kind.origin, inside), Kind(kind.mask & ~cap.slots, kind.origin, outside)]
    return [part for part in parts if part.units != (0, 0, 0)]


def _fewest_uses(mask: int) -> tuple[int, int]:
    return mask.bit_count(), mask


def _plus(one: Units, other: Units) -> Units:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _minus(one: Units, other: Units) -> Units:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _at_most(units: Units, most: int) -> Units:
    return min(units[0], most), min(units[1], most), min(units[2], most)
