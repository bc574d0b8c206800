"""What one option of a plan asks for, flat: leaves with their slots, conditions, and whose units add up."""

from dataclasses import dataclass, field

from waypost.engine.batch.standings import CANNOT_CHECK, MET
from waypost.engine.options import Option
from waypost.engine.plan import Plan
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Requirement, When


@dataclass(frozen=True, slots=True)
class AskedLeaf:
    """A leaf with the slots that fill it; ``judged``: its status counts, ``adds``: its units are in the whole."""

    path: str
    bits: tuple[int, ...]
    needed: int
    judged: bool
    adds: bool


@dataclass(slots=True)
class Asked:
    """An option's leaves, the places of its conditions, and the status that it has at the least."""

    leaves: list[AskedLeaf] = field(default_factory=list)
    conditions: list[int] = field(default_factory=list)
    at_least: int = MET


def asked_by(plan: Plan, option: Option) -> Asked:
    """Everything that counts for the student who takes this option."""
    asked = Asked()
    adding = frozenset(_adding(plan, plan.root, option=option))
    places = {node.about.path: place for place, node in enumerate(plan.conditions)}
    _walk(plan, plan.root, option=option, judged=True, asked=asked, adding=adding, places=places)
    return asked


def _walk(
    plan: Plan,
    node: Requirement,
    *,
    option: Option,
    judged: bool,
    asked: Asked,
    adding: frozenset[str],
    places: dict[str, int],
) -> None:
    if judged and not node.about.verified:
        asked.at_least = CANNOT_CHECK
        judged = False
    match node:
        case ChooseOf() if node.about.path in places:
            if judged:
                asked.conditions.append(places[node.about.path])
        case AllOf() | ChooseOf() | When():
            for part in _parts(node, option=option):
                _walk(plan, part, option=option, judged=judged, asked=asked, adding=adding, places=places)
        case Credits():
            asked.leaves.append(_leaf(plan, node, option=option, judged=judged, adds=node.about.path in adding))
        case _:
            if judged:
                asked.conditions.append(places[node.about.path])


def _parts(node: AllOf | ChooseOf | When, *, option: Option) -> list[Requirement]:
    match node:
        case AllOf():
            return list(node.parts)
        case ChooseOf():
            return [part for part in node.parts if part.about.path in option.chosen]
        case When():
            return [node.then]


def _leaf(plan: Plan, leaf: Credits, *, option: Option, judged: bool, adds: bool) -> AskedLeaf:
    path = leaf.about.path
    bits = tuple(bit for bit in plan.slots_of.get(path, ()) if option.slots >> bit & 1)
    return AskedLeaf(path, bits, sum(plan.slots[bit].units for bit in bits), judged, adds)


def _adding(plan: Plan, node: Requirement, *, option: Option) -> list[str]:
    """The leaves whose meters are summed in this node's meter."""
    match node:
        case Credits():
            return [node.about.path]
        case AllOf() | ChooseOf() | When():
            only_main = node.about.path in plan.in_main_pool
            found: list[str] = []
            for part in _parts(node, option=option):
                path = part.about.path
                if path not in plan.within and (not only_main or path in plan.in_main_pool):
                    found.extend(_adding(plan, part, option=option))
            return found
        case _:
            return []
