"""Choices among conditions: the cheapest parts, worked out from the leaves up, without listing the ways.

A choice whose parts ask for no credit competes with nothing, so its parts cost the same whatever else is chosen:
the best way takes the `count` cheapest. (Two of twelve seals are 12 costs, not 66 ways.)
"""

from collections.abc import Container, Mapping, Sequence

from waypost.engine.judged import Costs, Judged
from waypost.engine.requirement import AllOf, ChooseOf, Requirement, When
from waypost.engine.result import Status, least_of

Judgments = Mapping[str, Judged]

NOTHING = Judged(Status.MET, None, (0, 0, 0))


def judged_choice(node: ChooseOf, *, judged: Judgments, met: Container[str]) -> Judged:
    """What a choice comes to, from the conditions in it; ``met`` are the nodes that ask for nothing."""
    parts = [_part(part, judged=judged, met=met) for part in node.parts]
    picked = _cheapest([part.costs for part in parts], count=node.count)
    chosen = tuple(node.parts[at].about.path for at in picked)
    return _together(node, [parts[at] for at in picked], chosen=chosen)


def _cheapest(costs: Sequence[Costs], *, count: int) -> list[int]:
    """The places of the cheapest parts (least with the plan, then with now, then done; of equals the first)."""
    ranked = sorted(range(len(costs)), key=lambda at: (costs[at][::-1], at))
    return sorted(ranked[:count])


def _part(node: Requirement, *, judged: Judgments, met: Container[str]) -> Judged:
    path = node.about.path
    if path in met:
        return NOTHING
    if path in judged:
        return judged[path]
    match node:
        case AllOf():
            return _together(node, [_part(part, judged=judged, met=met) for part in node.parts])
        case When():
            return _together(node, [_part(node.then, judged=judged, met=met)])
        case _:
            return NOTHING


def _together(node: Requirement, parts: Sequence[Judged], *, chosen: tuple[str, ...] = ()) -> Judged:
    """A group is as far as its least part, and weighs what its parts weigh."""
    done, now, planned = (sum(part.costs[stage] for part in parts) for stage in range(3))
    status = least_of(part.status for part in parts) if node.about.verified else Status.CANNOT_CHECK
    return Judged(status, None, (done, now, planned), chosen)
