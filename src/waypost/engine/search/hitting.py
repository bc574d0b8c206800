"""The cheapest set that takes something out of every one of several sets."""

from collections.abc import Mapping, Sequence


def cheapest_hitting(
    cores: Sequence[Sequence[int]], *, costs: Mapping[int, int], names: Mapping[int, str]
) -> frozenset[int]:
    """The cheapest set that meets every core; of equals the smaller one, then the first by name."""
    best: list[tuple[tuple[int, int, tuple[str, ...]], frozenset[int]]] = []
    ordered = sorted(cores, key=len)

    def look(at: int, picked: frozenset[int], cost: int) -> None:
        if best and cost > best[0][0][0]:
            return
        while at < len(ordered) and not picked.isdisjoint(ordered[at]):
            at += 1
        if at == len(ordered):
            rank = (cost, len(picked), tuple(sorted(names[one] for one in picked)))
            if not best or rank < best[0][0]:
                best[:] = [(rank, picked)]
            return
        for one in sorted(ordered[at], key=lambda one: (costs[one], names[one])):
            look(at + 1, picked | {one}, cost + costs[one])

    look(0, frozenset(), 0)
    return best[0][1] if best else frozenset()
