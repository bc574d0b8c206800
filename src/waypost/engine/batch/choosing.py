"""Choices among conditions for many students: the same steps as for one (`engine.choosing`), on arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from waypost.engine.batch.case import as_one_number
from waypost.engine.batch.columns import Ints
from waypost.engine.batch.standings import CANNOT_CHECK, MET
from waypost.engine.requirement import AllOf, ChooseOf, Requirement, When


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Of one condition, for each student: status, weight while open at done, now, planned, and who is awaited."""

    status: Ints
    costs: Ints
    awaits: Ints

    def in_grains(self, grain: int) -> "Verdicts":
        """The same, with the weights divided."""
        return Verdicts(self.status, self.costs // np.int16(grain), self.awaits)


def choice_of(node: ChooseOf, found: Mapping[str, Verdicts], *, students: int) -> Verdicts:
    """What a choice comes to, from the conditions in it: the cheapest parts, of equals the first."""
    parts = [_part(part, found, students=students) for part in node.parts]
    if not node.count:
        return _together(node, [], students=students)
    ranks = np.stack([as_one_number(part.costs) for part in parts])
    picked = np.argsort(ranks, axis=0, kind="stable")[: node.count]
    everyone = np.arange(students)
    own = [
        Verdicts(
            np.stack([part.status for part in parts])[row, everyone],
            np.stack([part.costs for part in parts])[row, :, everyone].T,
            np.stack([part.awaits for part in parts])[row, everyone],
        )
        for row in picked
    ]
    return _together(node, own, students=students)


def _part(node: Requirement, found: Mapping[str, Verdicts], *, students: int) -> Verdicts:
    """What a part of a choice comes to; whoever has a granted exception is audited singly."""
    path = node.about.path
    if path in found:
        return found[path]
    match node:
        case AllOf():
            return _together(node, [_part(part, found, students=students) for part in node.parts], students=students)
        case When():
            return _together(node, [_part(node.then, found, students=students)], students=students)
        case _:
            return _together(node, [], students=students)


def _together(node: Requirement, parts: list[Verdicts], *, students: int) -> Verdicts:
    """A group is as far as its least part, weighs what its parts weigh, and waits for whom they wait."""
    status = np.full(students, MET, np.int8)
    costs = np.zeros((3, students), np.int16)
    awaits = np.zeros(students, np.int8)
    for part in parts:
        status = np.maximum(status, part.status)
        costs = costs + part.costs
        awaits = awaits | part.awaits
    if not node.about.verified:
        return Verdicts(np.full(students, CANNOT_CHECK, np.int8), costs, np.zeros_like(awaits))
    return Verdicts(status, costs, awaits)
