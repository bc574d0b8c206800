"""What any spread loses, by counting: of more things than there are places, all of them at odds, two must meet."""

from collections.abc import Mapping
from itertools import combinations

Weights = dict[int, dict[int, int]]


def packed(edges: Mapping[tuple[int, int], int], *, places: int) -> int:
    """A proven least: cliques of one thing more than there are places, each losing its lightest edge.

    What a clique is counted for is taken from its edges, so that nothing is counted twice.
    """
    left: Weights = {}
    for (one, other), weight in sorted(edges.items()):
        left.setdefault(one, {})[other] = left.setdefault(other, {})[one] = weight
    least = 0
    for one, other in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        while clique := _clique(one, other, left, places=places):
            lightest = min(left[here][there] for here, there in combinations(clique, 2))
            least += lightest
            for here, there in combinations(clique, 2):
                _lighten(here, there, left, by=lightest)
    return least


def _clique(one: int, other: int, left: Weights, *, places: int) -> list[int]:
    """One of the size that matters around an edge, grown by whoever leaves most to choose from; or none."""
    if other not in left[one]:
        return []
    clique, fitting = [one, other], left[one].keys() & left[other].keys()
    while fitting and len(clique) <= places:
        taken = max(sorted(fitting), key=lambda at: len(fitting & left[at].keys()))
        clique.append(taken)
        fitting &= left[taken].keys()
    return clique if len(clique) > places else []


def _lighten(one: int, other: int, left: Weights, *, by: int) -> None:
    rest = left[one][other] - by
    if rest:
        left[one][other] = left[other][one] = rest
    else:
        del left[one][other], left[other][one]
