"""Paths that one node of a rulebook uses to speak of another, and the number of its options."""

from collections.abc import Mapping
from math import comb, prod

from waypost.engine.options import competes
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Requirement, When
from waypost.engine.rulebook.lines import Place
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.rulebook.table import Problems
from waypost.engine.rulebook.walking import walk
from waypost.engine.rulebook.whens import NamedParts
from waypost.engine.within import count_ways, usual_step

#: More options than this in one rulebook would make an audit slow; such a rulebook is split.
MOST_OPTIONS = 4096

#: A leaf may have this many others that must come from its claimed units.
MOST_WITHIN = 4


def check_named_parts(root: Requirement, *, named: NamedParts) -> None:
    """Report a condition on a part that is not there, that holds the condition itself, or that comes back to it."""
    nodes = {node.about.path: node for node in walk(root)}
    asks: dict[str, set[str]] = {}
    for _, path, part in named.found:
        inside = walk(nodes[part]) if part in nodes else ()
        asks.setdefault(path, set()).update(node.about.path for node in inside if isinstance(node, When))
    for table, path, part in named.found:
        node = nodes.get(part)
        if node is None:
            table.wrong("part", f"no part has the path '{part}'", ProblemKind.UNKNOWN_PATH)
        elif path in _reached(path, asks=asks):
            table.wrong("part", f"'{part}' depends on this condition itself", ProblemKind.CYCLE)
        elif isinstance(node, Credits) and node.within is not None:
            table.wrong("part", f"'{part}' takes its credits out of '{node.within}'; name that one")


def _reached(path: str, *, asks: dict[str, set[str]]) -> set[str]:
    """All conditions that the outcome of one depends on."""
    found: set[str] = set()
    left = list(asks.get(path, ()))
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(asks.get(one, ()))
    return found


def check_references(root: Requirement, *, problems: Problems, places: Mapping[str, Place]) -> None:
    """Report ``within`` that names no leaf, runs in a circle, or is used too often."""
    leaves = {node.about.path: node for node in walk(root) if isinstance(node, Credits)}
    used: dict[str, int] = {}
    for path, leaf in leaves.items():
        if leaf.within is None:
            continue
        used[leaf.within] = used.get(leaf.within, 0) + 1
        if leaf.within not in leaves:
            problems.add(ProblemKind.UNKNOWN_PATH, _at(places, path), f"'within' names no credit leaf: '{leaf.within}'")
        elif leaf.within == path or leaves[leaf.within].within is not None:
            kind = ProblemKind.CYCLE if _circles(path, leaves=leaves) else ProblemKind.WRONG_VALUE
            problems.add(kind, _at(places, path), "'within' must name a leaf that stands by itself")
        elif leaf.within.rpartition("/")[0] != path.rpartition("/")[0]:
            problems.add(ProblemKind.WRONG_VALUE, _at(places, path), "'within' must name a leaf of the same group")
        elif leaf.units > leaves[leaf.within].units:
            problems.add(ProblemKind.SUM, _at(places, path), f"asks for more than '{leaf.within}' itself")
    for path, count in used.items():
        family = [leaves[path], *(leaf for leaf in leaves.values() if leaf.within == path)] if path in leaves else []
        saying = [leaf.about.path for leaf in family if leaf.same]
        if len(saying) > 1:
            problems.add(ProblemKind.WRONG_VALUE, (*places[saying[1]], "same"), f"only one of {' and '.join(saying)}")
        if count > MOST_WITHIN:
            detail = f"more than {MOST_WITHIN} leaves are within '{path}'"
            problems.add(ProblemKind.TOO_MANY_OPTIONS, _at(places, family[-1].about.path if family else path), detail)


def _at(places: Mapping[str, Place], path: str) -> Place:
    return (*places.get(path, ()), "within")


def _circles(path: str, *, leaves: dict[str, Credits]) -> bool:
    seen = set()
    at: str | None = path
    while at is not None and at in leaves:
        if at in seen:
            return True
        seen.add(at)
        at = leaves[at].within
    return False


def option_count(root: Requirement) -> int:
    """In how many ways a rulebook's options can be taken; one that competes for nothing has just its best one."""
    inner: dict[str, list[int]] = {}
    for leaf in walk(root):
        if isinstance(leaf, Credits) and leaf.within is not None:
            inner.setdefault(leaf.within, []).append(leaf.units)
    return _option_count(root, inner=inner)


def _option_count(node: Requirement, *, inner: Mapping[str, list[int]]) -> int:
    match node:
        case ChooseOf() if not competes(node):
            return 1
        case AllOf():
            return prod(_option_count(part, inner=inner) for part in node.parts)
        case ChooseOf():
            ways = [_option_count(part, inner=inner) for part in node.parts]
            return comb(len(ways), node.count) * int(max(ways, default=1) ** node.count)
        case When():
            sides = [node.then, *([node.otherwise] if node.otherwise else [])]
            return max(_option_count(side, inner=inner) for side in sides)
        case Credits() if node.about.path in inner:
            asked = inner[node.about.path]
            return count_ways(node.units, asked, step=usual_step(node.units, asked), most=MOST_OPTIONS)
        case _:
            return 1
