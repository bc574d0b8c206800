"""The ways in which a requirement tree can be taken, as masks of slots and conditions."""

from collections.abc import Container
from dataclasses import dataclass
from itertools import combinations, product

from waypost.engine.requirement import AllOf, ChooseOf, Credits, FactTest, Requirement, When


@dataclass(frozen=True, slots=True)
class Option:
    """One way: bits of the slots and conditions that it asks for, and the paths of the parts it chose."""

    slots: int
    conditions: int
    chosen: tuple[str, ...] = ()

    def __add__(self, other: "Option") -> "Option":
        return Option(self.slots | other.slots, self.conditions | other.conditions, self.chosen + other.chosen)


NOTHING = Option(0, 0)


def competes(node: Requirement, *, met: Container[str] = ()) -> bool:
    """Whether something at or below a node wants units or facts that others want too; nodes in ``met`` want nothing."""
    if node.about.path in met:
        return False
    match node:
        case Credits():
            return True
        case FactTest():
            return node.once
        case AllOf() | ChooseOf():
            return any(competes(part, met=met) for part in node.parts)
        case When():
            return any(competes(side, met=met) for side in (node.then, node.otherwise) if side is not None)
        case _:
            return False


def options_of(node: Requirement, *, leaves: dict[str, tuple[Option, ...]]) -> tuple[Option, ...]:
    """All ways to take a node; ``leaves`` has those of the nodes that ask for something themselves.

    A path that is missing from ``leaves`` asks for nothing (it is waived, or part of another leaf).
    """
    if node.about.path in leaves:
        return leaves[node.about.path]
    match node:
        case AllOf():
            return _together([options_of(part, leaves=leaves) for part in node.parts])
        case ChooseOf():
            return _chosen(node, leaves=leaves)
        case When():
            return options_of(node.then, leaves=leaves)
        case _:
            return (NOTHING,)


def _together(ways: list[tuple[Option, ...]]) -> tuple[Option, ...]:
    return tuple(sum(parts, NOTHING) for parts in product(*ways))


def _chosen(node: ChooseOf, *, leaves: dict[str, tuple[Option, ...]]) -> tuple[Option, ...]:
    ways = [options_of(part, leaves=leaves) for part in node.parts]
    found: list[Option] = []
    for picked in combinations(range(len(ways)), node.count):
        names = Option(0, 0, tuple(node.parts[at].about.path for at in picked))
        found.extend(names + option for option in _together([ways[at] for at in picked]))
    return tuple(found)
