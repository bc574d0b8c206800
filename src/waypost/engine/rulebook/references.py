"""Paths that one node of a rulebook uses to speak of another, and the number of its options."""

from collections.abc import Iterator
from math import comb

from waypost.engine.requirement import AllOf, ChooseOf, Credits, Requirement, When
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.table import Problems

#: More options than this in one rulebook would make an audit slow; such a rulebook is split.
MOST_OPTIONS = 4096

#: A leaf may have this many others that must come from its claimed units.
MOST_WITHIN = 2


def walk(node: Requirement) -> Iterator[Requirement]:
    """The node and all below it, in the order of the rulebook."""
    yield node
    match node:
        case AllOf() | ChooseOf():
            for part in node.parts:
                yield from walk(part)
        case When():
            yield from walk(node.then)
            if node.otherwise is not None:
                yield from walk(node.otherwise)
        case _:
            pass


def check_references(root: Requirement, *, problems: Problems) -> None:
    """Report ``within`` that names no leaf, runs in a circle, or is used too often."""
    leaves = {node.about.path: node for node in walk(root) if isinstance(node, Credits)}
    used: dict[str, int] = {}
    for path, leaf in leaves.items():
        if leaf.within is None:
            continue
        used[leaf.within] = used.get(leaf.within, 0) + 1
        if leaf.within not in leaves:
            _report(problems, ProblemKind.UNKNOWN_PATH, path, f"'within' names no credit leaf: '{leaf.within}'")
        elif leaf.within == path or leaves[leaf.within].within is not None:
            kind = ProblemKind.CYCLE if _circles(path, leaves=leaves) else ProblemKind.WRONG_VALUE
            _report(problems, kind, path, "'within' must name a leaf that stands by itself")
        elif leaf.within.rpartition("/")[0] != path.rpartition("/")[0]:
            _report(problems, ProblemKind.WRONG_VALUE, path, "'within' must name a leaf of the same group")
        elif leaf.same or leaves[leaf.within].same:
            _report(problems, ProblemKind.WRONG_VALUE, path, "'within' and 'same' do not go together")
        elif leaf.units > leaves[leaf.within].units:
            _report(problems, ProblemKind.SUM, path, f"asks for more than '{leaf.within}' itself")
    for path, count in used.items():
        if count > MOST_WITHIN:
            _report(problems, ProblemKind.WRONG_VALUE, path, f"has more than {MOST_WITHIN} leaves within it")


def _report(problems: Problems, kind: ProblemKind, path: str, detail: str) -> None:
    problems.add(kind, (), f"{path}: {detail}")


def _circles(path: str, *, leaves: dict[str, Credits]) -> bool:
    seen = set()
    at: str | None = path
    while at is not None and at in leaves:
        if at in seen:
            return True
        seen.add(at)
        at = leaves[at].within
    return False


def option_count(node: Requirement) -> int:
    """In how many ways the options of a node can be taken."""
    match node:
        case AllOf():
            product = 1
            for part in node.parts:
                product *= option_count(part)
            return product
        case ChooseOf():
            ways = [option_count(part) for part in node.parts]
            return comb(len(ways), node.count) * int(max(ways, default=1) ** node.count)
        case When():
            return max(option_count(node.then), option_count(node.otherwise) if node.otherwise else 1)
        case _:
            return 1
