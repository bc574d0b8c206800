"""When needs can be filled together, said without saying what goes where.

A pool's needs can all be filled exactly when every set of them has enough matching units (Gale's condition, the
max-flow = min-cut of the audit). Only *closed, connected* sets matter: a set that shares no course with the rest
adds up from its parts, and a need whose courses all match the set already belongs to it.
"""

from collections.abc import Sequence


def tight_sets(neighbors: Sequence[int], *, most: int) -> list[int] | None:
    """The sets of needs to look at, as masks; ``neighbors[need]`` are its kinds of courses. None: too many."""
    found: set[int] = set()
    queue: list[int] = []
    for own in neighbors:
        _add(_closed(own, neighbors), found=found, queue=queue)
    for at in queue:
        kinds = _kinds(at, neighbors)
        for need, own in enumerate(neighbors):
            if not at >> need & 1 and own & kinds:
                _add(_closed(kinds | own, neighbors), found=found, queue=queue)
        if len(found) > most:
            return None
    return sorted(found)


def _add(needs: int, *, found: set[int], queue: list[int]) -> None:
    if needs not in found:
        found.add(needs)
        queue.append(needs)


def _closed(kinds: int, neighbors: Sequence[int]) -> int:
    """All needs that draw only on these kinds; one that nothing matches stands with its like alone."""
    return sum(1 << need for need, own in enumerate(neighbors) if own & ~kinds == 0 and (own or not kinds))


def _kinds(needs: int, neighbors: Sequence[int]) -> int:
    kinds = 0
    for need, own in enumerate(neighbors):
        if needs >> need & 1:
            kinds |= own
    return kinds
