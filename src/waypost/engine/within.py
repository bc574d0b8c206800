"""The ways in which leaves within one leaf share its units.

Of 3 credits of science 2 with a lab and 1 in grade 12: no credit, or one, serves both. With two leaves there is one way
for each number of units that serve both; with three or more, one for each numbers of units that serve some two, some
three of them, and so on.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from math import gcd

from waypost.engine.units import UNITS_PER_CREDIT

#: Units are divided in quarters of a credit, or finer where a leaf asks for a finer share.
QUARTER = UNITS_PER_CREDIT // 4

#: A record in finer shares has them tried too, as long as there are no more ways than this for one leaf.
MOST_FINER_WAYS = 128

#: After so many looks for each way that is allowed, there are too many.
LOOKS_FOR_A_WAY = 16

#: Units by the leaves that they serve: bit k of a key is the leaf in place k, 0 are those that serve none.
Shares = dict[int, int]


class TooManyLooks(Exception):
    """The ways were not all found within the looks allowed."""


def usual_step(host: int, inner: Sequence[int]) -> int:
    """The step in which any record may divide a leaf's units."""
    return gcd(QUARTER, host, *inner)


def step_for(host: int, inner: Sequence[int], *, grain: int) -> int:
    """The grain of a situation, or the usual step where finer shares make too many ways to try."""
    usual = usual_step(host, inner)
    if grain % usual == 0 or len(inner) < 2:
        return grain
    return grain if count_ways(host, inner, step=grain, most=MOST_FINER_WAYS) <= MOST_FINER_WAYS else usual


def ways_within(host: int, inner: Sequence[int], *, step: int) -> Iterator[Shares]:
    """Every way to divide a leaf's units among those within it, in steps of so many units, the least shared first."""
    return _ways(host, inner, step=step, looks=count())


def _ways(host: int, inner: Sequence[int], *, step: int, looks: Iterator[int]) -> Iterator[Shares]:
    if not inner:
        yield {0: host}
        return
    masks = sorted(range(1 << len(inner)), key=lambda mask: (-mask.bit_count(), mask))
    shared = [mask for mask in masks if mask.bit_count() > 1]
    for units in _shared(shared, left=list(inner), room=host, step=step, looks=looks):
        alone = list(inner)
        for mask, own in units.items():
            for place in _places(mask):
                alone[place] -= own
        rest = host - sum(alone) - sum(units.values())
        found = {**units, **{1 << place: own for place, own in enumerate(alone)}, 0: rest}
        yield {mask: found[mask] for mask in masks}


def count_ways(host: int, inner: Sequence[int], *, step: int, most: int) -> int:
    """How many ways there are, or a number past ``most`` where there are more, or too many to look for them."""
    found = 0
    try:
        for _ in _ways(host, inner, step=step, looks=iter(range(most * LOOKS_FOR_A_WAY))):
            found += 1
            if found > most:
                break
    except TooManyLooks:
        return most + 1
    return found


def _shared(masks: Sequence[int], *, left: list[int], room: int, step: int, looks: Iterator[int]) -> Iterator[Shares]:
    """Units for each set of two or more leaves, so that what each still asks for has room."""
    if next(looks, None) is None:
        raise TooManyLooks
    serves = masks[0].bit_count() if masks else 1
    if room < max(*left, -(-sum(left) // serves)):
        return
    if not masks:
        yield {}
        return
    mask, *others = masks
    for units in range(0, min(left[place] for place in _places(mask)) + 1, step):
        after = [own - units if mask >> place & 1 else own for place, own in enumerate(left)]
        for found in _shared(others, left=after, room=room - units, step=step, looks=looks):
            yield {mask: units, **found}


def _places(mask: int) -> list[int]:
    return [place for place in range(mask.bit_length()) if mask >> place & 1]
