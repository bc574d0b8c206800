"""Granted exceptions: which are in force, what they do to the tree, and which are refused and why.

They apply in the order in which they were granted. What a waiver limit has left is spent in this order too, so that
a later one may go only a part of its way: "2 of 3 credits, the rest is over the limit".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from waypost.engine.record import ExceptionKind, GrantedException, Record
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Requirement, Rulebook, When
from waypost.engine.result import RefusedBecause, RefusedException
from waypost.engine.selector import EitherMatch, Match


@dataclass(slots=True)
class Granted:
    """The exceptions in force by path: ``met`` nodes ask for nothing, ``changed`` ones ask for something else.

    ``reduced`` are the units that leaves ask for less, ``admitted`` the codes that they take besides their own.
    """

    met: dict[str, GrantedException] = field(default_factory=dict)
    changed: dict[str, GrantedException] = field(default_factory=dict)
    reduced: dict[str, int] = field(default_factory=dict)
    admitted: dict[str, frozenset[str]] = field(default_factory=dict)
    refused: list[RefusedException] = field(default_factory=list)


NONE_GRANTED = Granted()


def granted_to(record: Record, *, rulebook: Rulebook, nodes: dict[str, Requirement], on: date | None) -> Granted:
    """The exceptions of this record for this rulebook; without a day all are in force."""
    own = [granted for granted in record.exceptions if granted.rulebook_id == rulebook.id]
    if not own:
        return NONE_GRANTED
    granting = _Granting(nodes=nodes, left=rulebook.waiver_limit)
    for granted in sorted(own, key=_order):
        reason = _refusal(granted, rulebook=rulebook, nodes=nodes, on=on)
        if reason is None:
            granting.apply(granted)
        else:
            granting.refuse(granted, reason)
    return granting.result


def _order(granted: GrantedException) -> tuple[str, ...]:
    """By the day of the grant (those without one are the oldest), then by path, then by all that they say."""
    stated = (granted.units, granted.course_code, granted.expires_on, granted.authority, granted.reason)
    return (str(granted.granted_on or ""), granted.path, granted.kind, *map(str, stated))


def _refusal(
    granted: GrantedException, *, rulebook: Rulebook, nodes: dict[str, Requirement], on: date | None
) -> RefusedBecause | None:
    node = nodes.get(granted.path)
    if node is None:
        return RefusedBecause.UNKNOWN_PATH
    if granted.never_lasts or (on is not None and granted.expires_on is not None and granted.expires_on < on):
        return RefusedBecause.EXPIRED
    if on is not None and granted.granted_on is not None and granted.granted_on > on:
        return RefusedBecause.NOT_YET
    if not _fits(granted, node=node):
        return RefusedBecause.NOT_FITTING
    if granted.kind not in {ExceptionKind.WAIVE, ExceptionKind.REDUCE} or rulebook.waiver_limit is None:
        return None
    return None if _is_waivable(granted.path, nodes=nodes) else RefusedBecause.NOT_WAIVABLE


def _fits(granted: GrantedException, *, node: Requirement) -> bool:
    match granted.kind:
        case ExceptionKind.REDUCE:
            return isinstance(node, Credits) and granted.lacks is None and (granted.units or 0) > 0
        case ExceptionKind.ADMIT:
            return isinstance(node, Credits) and granted.lacks is None
        case _:
            return True


def _is_waivable(path: str, *, nodes: dict[str, Requirement]) -> bool:
    """Whether the node or one around it says that it may be waived."""
    return any(nodes[step].about.waivable for step in _around(path) if step in nodes)


@dataclass(slots=True, kw_only=True)
class _Granting:
    """Applies exceptions one after the other; ``left`` is what the waiver limit has left (None: no limit)."""

    nodes: dict[str, Requirement]
    left: int | None
    result: Granted = field(default_factory=Granted)

    def refuse(self, granted: GrantedException, because: RefusedBecause, *, units: int | None = None) -> None:
        """Note an exception, or some of its units, as without effect."""
        self.result.refused.append(RefusedException(granted, because, units))

    def apply(self, granted: GrantedException) -> None:
        """Let an exception work as far as it goes."""
        path = granted.path
        if any(around in self.result.met for around in _around(path)):
            self.refuse(granted, RefusedBecause.NOTHING_LEFT)
            return
        match granted.kind:
            case ExceptionKind.REDUCE:
                self._reduce(granted, wanted=granted.units or 0)
            case ExceptionKind.WAIVE:
                self._waive(granted)
            case ExceptionKind.ADMIT:
                self._admit(granted)
            case _:
                self.result.met[path] = granted

    def _reduce(self, granted: GrantedException, *, wanted: int) -> None:
        """Lower a leaf by as many units as it still asks for and the waiver limit has left."""
        asked = self._asked(granted.path)
        units = min(wanted, asked)
        if units < wanted:
            self.refuse(granted, RefusedBecause.NOTHING_LEFT, units=wanted - units)
        allowed = self._spend(units, path=granted.path)
        if allowed < units:
            self.refuse(granted, RefusedBecause.OVER_WAIVER_LIMIT, units=units - allowed)
        if allowed:
            self.result.reduced[granted.path] = self.result.reduced.get(granted.path, 0) + allowed
            self.result.changed.setdefault(granted.path, granted)

    def _waive(self, granted: GrantedException) -> None:
        """Drop a node; of a leaf as many units as the waiver limit has left, a group wholly or not at all."""
        asked = self._asked(granted.path)
        if self.left is None or self._counted(asked, path=granted.path) <= self.left:
            self._spend(asked, path=granted.path)
            self.result.met[granted.path] = granted
        elif isinstance(self.nodes[granted.path], Credits):
            self._reduce(granted, wanted=asked)
        else:
            self.refuse(granted, RefusedBecause.OVER_WAIVER_LIMIT)

    def _admit(self, granted: GrantedException) -> None:
        codes = self.result.admitted.get(granted.path, frozenset())
        if granted.course_code in codes:
            self.refuse(granted, RefusedBecause.NOTHING_LEFT)
            return
        self.result.changed.setdefault(granted.path, granted)
        self.result.admitted[granted.path] = codes | {granted.course_code or ""}

    def _asked(self, path: str) -> int:
        """What a node asks for at the most after the exceptions so far."""
        node = with_exceptions(self.nodes[path], granted=self.result)
        return node.units if isinstance(node, Credits) else most_units(node, met=self.result.met)

    def _spend(self, units: int, *, path: str) -> int:
        """Take units from the waiver limit: as many as it has."""
        counted = self._counted(units, path=path)
        if self.left is None or not counted:
            return units
        allowed = min(counted, self.left)
        self.left -= allowed
        return allowed

    def _counted(self, units: int, *, path: str) -> int:
        """What counts toward the waiver limit: a leaf within another adds no credit, so none is dropped."""
        node = self.nodes[path]
        return 0 if isinstance(node, Credits) and node.within is not None else units


def _around(path: str) -> list[str]:
    """The path itself and those of the nodes around it."""
    steps = path.split("/")
    return ["", *("/".join(steps[:end]) for end in range(1, len(steps) + 1))]


def most_units(node: Requirement, *, met: Mapping[str, GrantedException]) -> int:
    """The most units that a node can ask for, over all pools; what is met asks for nothing."""
    if node.about.path in met:
        return 0
    match node:
        case Credits():
            return node.units if node.within is None else 0
        case AllOf():
            return sum(most_units(part, met=met) for part in node.parts)
        case ChooseOf():
            parts = sorted((most_units(part, met=met) for part in node.parts), reverse=True)
            return sum(parts[: node.count])
        case When():
            otherwise = most_units(node.otherwise, met=met) if node.otherwise else 0
            return max(most_units(node.then, met=met), otherwise)
        case _:
            return 0


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
    """The parts as changed; a leaf within another asks for no more than that one does."""
    changed = [with_exceptions(part, granted=granted) for part in parts]
    units = {part.about.path: part.units for part in changed if isinstance(part, Credits)}
    return tuple(
        replace(part, units=min(part.units, units.get(part.within, part.units)))
        if isinstance(part, Credits) and part.within in units and units[part.within] < part.units
        else part
        for part in changed
    )


def _changed_leaf(leaf: Credits, *, granted: Granted) -> Credits:
    path = leaf.about.path
    if path in granted.reduced:
        leaf = replace(leaf, units=leaf.units - granted.reduced[path])
    codes = granted.admitted.get(path)
    if codes:
        selector = EitherMatch(parts=(leaf.selector, Match(codes=codes)))
        leaf = replace(leaf, selector=selector, any_value=codes if leaf.same else frozenset())
    return leaf
