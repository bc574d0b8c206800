"""Granted exceptions: which are in force, what they do to the tree, and which are refused and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from waypost.engine.record import ExceptionKind, GrantedException, Record
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Requirement, Rulebook, When
from waypost.engine.result import RefusedBecause, RefusedException
from waypost.engine.selector import EitherMatch, Match


@dataclass(slots=True)
class Granted:
    """The exceptions in force by path: ``met`` nodes ask for nothing, ``changed`` ones ask for something else."""

    met: dict[str, GrantedException] = field(default_factory=dict)
    changed: dict[str, GrantedException] = field(default_factory=dict)
    admitted: dict[str, frozenset[str]] = field(default_factory=dict)
    refused: list[RefusedException] = field(default_factory=list)


NONE_GRANTED = Granted()


def granted_to(record: Record, *, rulebook: Rulebook, nodes: dict[str, Requirement], on: date | None) -> Granted:
    """The exceptions of this record for this rulebook; without a day none is taken as expired."""
    own = [granted for granted in record.exceptions if granted.rulebook_id == rulebook.id]
    if not own:
        return NONE_GRANTED
    result = Granted()
    waived = 0
    for granted in sorted(own, key=_order):
        reason = _refusal(granted, rulebook=rulebook, nodes=nodes, on=on, waived=waived)
        if reason is not None:
            result.refused.append(RefusedException(granted, reason))
            continue
        waived += _waived_units(granted, node=nodes[granted.path])
        _grant(granted, result=result)
    return result


def _order(granted: GrantedException) -> tuple[str, ...]:
    stated = (granted.units, granted.course_code, granted.expires_on, granted.authority, granted.reason)
    return (granted.path, granted.kind, *map(str, stated))


def _refusal(
    granted: GrantedException,
    *,
    rulebook: Rulebook,
    nodes: dict[str, Requirement],
    on: date | None,
    waived: int,
) -> RefusedBecause | None:
    node = nodes.get(granted.path)
    if node is None:
        return RefusedBecause.UNKNOWN_PATH
    if on is not None and granted.expires_on is not None and granted.expires_on < on:
        return RefusedBecause.EXPIRED
    if not _fits(granted, node=node):
        return RefusedBecause.NOT_FITTING
    if granted.kind not in {ExceptionKind.WAIVE, ExceptionKind.REDUCE} or rulebook.waiver_limit is None:
        return None
    if not _is_waivable(granted.path, nodes=nodes):
        return RefusedBecause.NOT_WAIVABLE
    over = waived + _waived_units(granted, node=node) > rulebook.waiver_limit
    return RefusedBecause.OVER_WAIVER_LIMIT if over else None


def _fits(granted: GrantedException, *, node: Requirement) -> bool:
    match granted.kind:
        case ExceptionKind.REDUCE:
            return isinstance(node, Credits) and granted.units is not None and granted.units > 0
        case ExceptionKind.ADMIT:
            return isinstance(node, Credits) and bool(granted.course_code)
        case _:
            return True


def _is_waivable(path: str, *, nodes: dict[str, Requirement]) -> bool:
    """Whether the node or one around it says that it may be waived."""
    steps = path.split("/")
    around = ("/".join(steps[:end]) for end in range(1, len(steps) + 1))
    return any(nodes[step].about.waivable for step in around if step in nodes)


def _waived_units(granted: GrantedException, *, node: Requirement) -> int:
    if granted.kind is ExceptionKind.REDUCE and isinstance(node, Credits):
        return min(granted.units or 0, node.units)
    return most_units(node) if granted.kind is ExceptionKind.WAIVE else 0


def most_units(node: Requirement) -> int:
    """The most units that a node can ask for, over all pools."""
    match node:
        case Credits():
            return node.units if node.within is None else 0
        case AllOf():
            return sum(most_units(part) for part in node.parts)
        case ChooseOf():
            return sum(sorted((most_units(part) for part in node.parts), reverse=True)[: node.count])
        case When():
            return max(most_units(node.then), most_units(node.otherwise) if node.otherwise else 0)
        case _:
            return 0


def _grant(granted: GrantedException, *, result: Granted) -> None:
    path = granted.path
    match granted.kind:
        case ExceptionKind.REDUCE:
            result.changed[path] = granted
        case ExceptionKind.ADMIT:
            result.changed.setdefault(path, granted)
            result.admitted[path] = result.admitted.get(path, frozenset()) | {granted.course_code or ""}
        case _:
            result.met[path] = granted


def with_exceptions(node: Requirement, *, granted: Granted) -> Requirement:
    """The tree as the exceptions change it."""
    match node:
        case Credits():
            return _changed_leaf(node, granted=granted)
        case AllOf() | ChooseOf():
            return replace(node, parts=_changed_parts(node.parts, granted=granted))
        case When():
            otherwise = node.otherwise and with_exceptions(node.otherwise, granted=granted)
            return replace(node, then=with_exceptions(node.then, granted=granted), otherwise=otherwise)
        case _:
            return node


def _changed_parts(parts: Sequence[Requirement], *, granted: Granted) -> tuple[Requirement, ...]:
    return tuple(with_exceptions(part, granted=granted) for part in parts)


def _changed_leaf(leaf: Credits, *, granted: Granted) -> Credits:
    path = leaf.about.path
    change = granted.changed.get(path)
    if change is None:
        return leaf
    if change.kind is ExceptionKind.REDUCE:
        leaf = replace(leaf, units=max(0, leaf.units - (change.units or 0)))
    codes = granted.admitted.get(path)
    if codes:
        leaf = replace(leaf, selector=EitherMatch(parts=(leaf.selector, Match(codes=codes))))
    return leaf
