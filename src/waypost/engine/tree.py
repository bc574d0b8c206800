"""The result tree: one node for each requirement, with status, meter, claims and reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from waypost.engine.choice import Taken
from waypost.engine.claims import Given, certificate, given_units
from waypost.engine.conditions import judged_over
from waypost.engine.families import Source
from waypost.engine.groups import Group
from waypost.engine.judged import Judged
from waypost.engine.plan import Plan, Slot
from waypost.engine.pool import Solved
from waypost.engine.record import Entry
from waypost.engine.requirement import (
    AllOf,
    AskNode,
    Certified,
    ChooseOf,
    Credits,
    FactTest,
    Requirement,
    Score,
    Tally,
    When,
)
from waypost.engine.result import Certificate, Claim, Meter, NodeKind, NodeResult, Status, Unchecked, least_of

NO_UNITS = Meter(0, 0, 0, 0)

#: Who can say whether a mark reaches another that it cannot be compared with.
JUDGES_MARKS = ("adviser",)

_KINDS = {
    AllOf: NodeKind.ALL,
    ChooseOf: NodeKind.CHOOSE,
    Credits: NodeKind.CREDITS,
    Tally: NodeKind.TALLY,
    FactTest: NodeKind.FACT,
    Score: NodeKind.SCORE,
    Certified: NodeKind.CERTIFIED,
    AskNode: NodeKind.ASK,
    When: NodeKind.WHEN,
}


@dataclass(slots=True)
class TreeBuilder:
    """Builds the nodes of one result from a taken option."""

    plan: Plan
    sources: Sequence[Source]
    groups: Sequence[Group]
    taken: Taken
    judged: Mapping[str, Judged]
    given: list[Given] = field(default_factory=list, init=False)
    claims: dict[str, list[Claim]] = field(default_factory=dict, init=False)
    by_source: dict[int, list[Claim]] = field(default_factory=dict, init=False)
    _solved_by: dict[int, Solved] = field(default_factory=dict, init=False)
    _fills: dict[int, tuple[int, ...]] = field(default_factory=dict, init=False)
    _unsure: int = field(default=0, init=False)
    _unjudged: list[int] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Work out the fills of every slot and the claims of every leaf."""
        self._unsure = self.taken.unsure
        self._unjudged = [at for at, source in enumerate(self.sources) if source.held and source.units[2]]
        for solved in self.taken.pools:
            for slot in solved.slots:
                self._solved_by[slot.bit] = solved
            self._fills.update(solved.fills())
            self.given.extend(given_units(solved, groups=self.groups))
        self.given.sort()
        for at, bit, units in self.given:
            self._claim(self.plan.slots[bit], at=at, units=units)

    def _claim(self, slot: Slot, *, at: int, units: int) -> None:
        """Note a claim for the leaf, for the leaves within it, and for the source."""
        entry = self.sources[at].entry
        own = self.by_source.setdefault(at, [])
        for path in slot.paths:
            claims = self.claims.setdefault(path, [])
            claim = Claim(entry.id, path, units, entry.stage)
            if claims and claims[-1].entry_id == entry.id:
                claim = claim._replace(units=claims.pop().units + units)
            claims.append(claim)
            if path == slot.paths[0]:
                if own and own[-1].path == path:
                    own.pop()
                own.append(claim)

    def node(self, node: Requirement, *, chosen: bool) -> NodeResult:
        """The result of a node; inside a part that was not chosen every leaf is looked at by itself."""
        about = node.about
        granted = self.plan.met.get(about.path)
        if granted is not None:
            kind = _KINDS[type(node)]
            return NodeResult(about.path, about.title, kind, Status.MET, NO_UNITS, chosen=chosen, waived_by=granted)
        return _BUILDERS[type(node)](self, node, chosen)

    def _all(self, node: AllOf, chosen: bool) -> NodeResult:
        return self._group(node, [self.node(part, chosen=chosen) for part in node.parts], chosen=chosen)

    def _when(self, node: When, chosen: bool) -> NodeResult:
        return self._group(node, [self.node(node.then, chosen=chosen)], chosen=chosen)

    def _condition(self, node: Tally | FactTest | Score | Certified | AskNode, chosen: bool) -> NodeResult:
        about = node.about
        judged = self.judged[about.path]
        if isinstance(node, Tally) and node.over:
            judged = judged_over(node, self._claimed_by(node.over))
        kind = _KINDS[type(node)]
        awaits = (node.by,) if isinstance(node, Certified | AskNode) and judged.status is Status.AWAITS_WORD else ()
        return NodeResult(
            about.path,
            about.title,
            kind,
            judged.status,
            NO_UNITS,
            tallied=judged.tallied,
            chosen=chosen,
            awaits=awaits,
        )

    def _claimed_by(self, path: str) -> list[tuple[Entry, int]]:
        """The entries that a part claims, with their units; what a leaf within another claims belongs to that one."""
        inside = [own for own in self.claims if own == path or own.startswith(f"{path}/")]
        leaves = [own for own in inside if own == path or own not in self.plan.within]
        entries = {source.entry.id: source.entry for source in self.sources}
        return [(entries[claim.entry_id], claim.units) for own in sorted(leaves) for claim in self.claims[own]]

    def _choice(self, node: ChooseOf, chosen: bool) -> NodeResult:
        picked = self._picked(node)
        parts = [self.node(part, chosen=chosen and part.about.path in picked) for part in node.parts]
        return self._group(node, parts, chosen=chosen)

    def _picked(self, node: ChooseOf) -> tuple[str, ...]:
        """The parts that a choice takes: its own where it is among conditions, else those of the whole option."""
        judged = self.judged.get(node.about.path)
        return self.taken.option.chosen if judged is None else judged.chosen

    def _group(self, node: AllOf | ChooseOf | When, parts: list[NodeResult], *, chosen: bool) -> NodeResult:
        about = node.about
        asked = [part for part in parts if part.chosen or not chosen]
        if not chosen and isinstance(node, ChooseOf):
            asked = self._would_take(node, parts)
        status = least_of(part.status for part in asked) if about.verified else Status.CANNOT_CHECK
        return NodeResult(
            about.path,
            about.title,
            _KINDS[type(node)],
            status,
            self._meter_of(about.path, asked),
            parts=tuple(parts),
            chosen=chosen,
            awaits=_awaited(asked) if about.verified else (),
        )

    def _would_take(self, node: ChooseOf, parts: list[NodeResult]) -> list[NodeResult]:
        """The parts that a choice would take if it were asked for."""
        judged = self.judged.get(node.about.path)
        if judged is not None:
            return [part for part in parts if part.path in judged.chosen]
        return sorted(parts, key=lambda part: part.meter.open)[: node.count]

    def _meter_of(self, path: str, parts: list[NodeResult]) -> Meter:
        """The sum over the leaves of the diploma's pool, or over all where none is in it."""
        main, within = self.plan.in_main_pool, self.plan.within
        only_main = path in main
        done = now = planned = still_open = 0
        for part in parts:
            if part.path not in within and (not only_main or part.path in main):
                meter = part.meter
                done += meter.done
                now += meter.now
                planned += meter.planned
                still_open += meter.open
        return Meter(done, now, planned, still_open)

    def _leaf(self, leaf: Credits, chosen: bool) -> NodeResult:
        path = leaf.about.path
        bits = [bit for bit in self.plan.slots_of.get(path, ()) if bit in self._fills]
        meter = self._meter(bits) if chosen else self._lone_meter(leaf)
        status = Status.OPEN if meter.open else Status.ON_TRACK if meter.now or meter.planned else Status.MET
        is_unsure = bool(self._unsure) and chosen and status is not Status.MET and self._is_unsure(bits)
        why = self._why(bits) if chosen and meter.open and not is_unsure else None
        awaits: tuple[str, ...] = ()
        if is_unsure or not leaf.about.verified:
            status = Status.CANNOT_CHECK
        elif why is not None and self._unjudged_units(why) >= meter.open:
            status, awaits = Status.AWAITS_WORD, JUDGES_MARKS
        return NodeResult(
            path,
            leaf.about.title,
            NodeKind.CREDITS,
            status,
            meter,
            tuple(self.claims.get(path, ())) if chosen else (),
            why,
            chosen=chosen,
            waived_by=self.plan.changed.get(path),
            awaits=awaits,
            unchecked=Unchecked.TOO_MANY_WAYS if is_unsure else None,
        )

    def _unjudged_units(self, why: Certificate) -> int:
        """The units with a mark that nobody can compare, which could help here and count nowhere beside it."""
        if not self._unjudged:
            return 0
        bits = [bit for path in why.paths for bit in self.plan.slots_of[path]]
        wanted, pool = sum(1 << bit for bit in set(bits)), self.plan.slots[bits[0]].pool
        total = 0
        for at in self._unjudged:
            if self.sources[at].held & wanted:
                taken = sum(units for own, bit, units in self.given if own == at and self.plan.slots[bit].pool == pool)
                total += self.sources[at].units[2] - taken
        return total

    def _is_unsure(self, bits: list[int]) -> bool:
        return any(self._unsure >> bit & 1 for bit in bits)

    def _meter(self, bits: list[int]) -> Meter:
        done = now = planned = needed = 0
        for bit in bits:
            fills = self._fills[bit]
            needed += self.plan.slots[bit].units
            done += fills[0]
            now += fills[1]
            planned += fills[2]
        now = min(now, planned)
        done = min(done, now)
        return Meter(done, now - done, planned - now, needed - planned)

    def _lone_meter(self, leaf: Credits) -> Meter:
        """What the leaf would have if nothing competed with it."""
        bits = sum(1 << bit for bit in self.plan.slots_of.get(leaf.about.path, ()))
        done = now = planned = 0
        for group in self.groups:
            if group.mask & bits:
                own = group.units
                done, now, planned = done + own[0], now + own[1], planned + own[2]
        most = leaf.units
        done, now, planned = min(most, done), min(most, now), min(most, planned)
        return Meter(done, now - done, planned - now, leaf.units - planned)

    def _why(self, bits: list[int]) -> Certificate | None:
        for bit in bits:
            if self._fills[bit][2] < self.plan.slots[bit].units:
                solved = self._solved_by[bit]
                return certificate(solved, slot=bit, groups=self.groups, sources=self.sources)
        return None


def _awaited(parts: Sequence[NodeResult]) -> tuple[str, ...]:
    """The persons whose word the parts wait for, each once."""
    return tuple(dict.fromkeys(person for part in parts for person in part.awaits))


_BUILDERS: dict[type, Callable[[TreeBuilder, Any, bool], NodeResult]] = {
    AllOf: TreeBuilder._all,
    ChooseOf: TreeBuilder._choice,
    Credits: TreeBuilder._leaf,
    When: TreeBuilder._when,
    Tally: TreeBuilder._condition,
    FactTest: TreeBuilder._condition,
    Score: TreeBuilder._condition,
    Certified: TreeBuilder._condition,
    AskNode: TreeBuilder._condition,
}
