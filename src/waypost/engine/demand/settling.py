"""A spread made better by moving one thing at a time, also where a move first makes it worse (tabu search)."""

from collections.abc import Mapping, Sequence

#: Moves without a gain before it gives up, and in all.
PATIENCE, MOST = 1_500, 8_000


def settle(start: Mapping[int, int], around: Sequence[Mapping[int, int]], *, places: int) -> dict[int, int]:
    """The best spread that was met; a thing stays away from a place that it has just left. Always the same answer."""
    found = dict(start)
    costs = {one: _costs(one, found, around, places=places) for one in found}
    lost = sum(costs[one][place] for one, place in found.items()) // 2
    best, least, since = dict(found), lost, 0
    barred: dict[tuple[int, int], int] = {}
    for step in range(MOST):
        restless = [one for one, place in found.items() if costs[one][place]]
        if not restless or places == 1 or since > PATIENCE:
            break
        moves = (
            (costs[one][place] - costs[one][found[one]], one, place)
            for one in restless
            for place in range(places)
            if place != found[one]
        )
        gain, one, place = min(
            moves,
            key=lambda move: (barred.get(move[1:], 0) > step and lost + move[0] >= least, *move),
        )
        barred[one, found[one]] = step + 7 + step % 10 + len(restless) // 2
        _move(one, place, found, costs, around)
        lost += gain
        since += 1
        if lost < least:
            best, least, since = dict(found), lost, 0
    return best


def _costs(one: int, found: Mapping[int, int], around: Sequence[Mapping[int, int]], *, places: int) -> list[int]:
    """What the thing would lose in each place."""
    costs = [0] * places
    for other, weight in around[one].items():
        if other in found:
            costs[found[other]] += weight
    return costs


def _move(
    one: int, place: int, found: dict[int, int], costs: Mapping[int, list[int]], around: Sequence[Mapping[int, int]]
) -> None:
    """Put the thing there, and tell its neighbors."""
    for other, weight in around[one].items():
        if other in costs:
            costs[other][found[one]] -= weight
            costs[other][place] += weight
    found[one] = place
