"""A rulebook compiled once and audited many times; it keeps the plan of every situation it meets."""

from dataclasses import dataclass, field, replace
from datetime import date

from waypost.engine.conditions import test_holds
from waypost.engine.digest import digest_rulebook
from waypost.engine.exceptions import NONE_GRANTED, Granted, granted_to, with_exceptions
from waypost.engine.plan import Plan
from waypost.engine.plan_making import make_plan
from waypost.engine.record import Record
from waypost.engine.requirement import AllOf, ChooseOf, Requirement, Rulebook, When
from waypost.engine.supply import plain_sources, settled

#: Situations beyond this number empty the table: each student's exceptions may be their own.
MOST_SITUATIONS = 500


@dataclass(slots=True, kw_only=True)
class CompiledRulebook:
    """The rulebook with its digest, its nodes by path, its conditions, and the plans made so far."""

    rulebook: Rulebook
    digest: str
    nodes: dict[str, Requirement]
    tests: tuple[When, ...]
    _plans: dict[object, Plan] = field(default_factory=dict)

    def plan_for(self, record: Record, *, on: date | None) -> tuple[Plan, Granted]:
        """The plan for the record's exceptions and conditions, and what was granted and refused."""
        granted = NONE_GRANTED
        if record.exceptions:
            granted = granted_to(record, rulebook=self.rulebook, nodes=self.nodes, on=on)
        outcomes = self._outcomes(record) if self.tests else ()
        situation = (outcomes, _key(granted))
        plan = self._plans.get(situation)
        if plan is None:
            if len(self._plans) >= MOST_SITUATIONS:
                self._plans.clear()
            plan = self._plans[situation] = self._make_plan(granted, outcomes=outcomes)
        return plan, granted

    def _outcomes(self, record: Record) -> tuple[bool, ...]:
        sources = settled(plain_sources(record))
        return tuple(test_holds(node.test, sources=sources, facts=record.facts) for node in self.tests)

    def _make_plan(self, granted: Granted, *, outcomes: tuple[bool, ...]) -> Plan:
        holds = {node.about.path: outcome for node, outcome in zip(self.tests, outcomes, strict=True)}
        root = _decided(with_exceptions(self.rulebook.root, granted=granted), holds=holds)
        return make_plan(root, met=granted.met, changed=granted.changed)


def compile_rulebook(rulebook: Rulebook) -> CompiledRulebook:
    """Make a rulebook ready for many audits."""
    nodes = {node.about.path: node for node in _all_nodes(rulebook.root)}
    return CompiledRulebook(
        rulebook=rulebook,
        digest=digest_rulebook(rulebook),
        nodes=nodes,
        tests=tuple(node for node in nodes.values() if isinstance(node, When)),
    )


def _key(granted: Granted) -> object:
    """What of the exceptions shapes a plan."""
    if granted is NONE_GRANTED:
        return None
    met = tuple(granted.met.items())
    return met, tuple(granted.changed.items()), tuple(granted.admitted.items())


def _all_nodes(node: Requirement) -> list[Requirement]:
    found = [node]
    for at in found:
        match at:
            case AllOf() | ChooseOf():
                found.extend(at.parts)
            case When():
                found.extend([at.then, *([at.otherwise] if at.otherwise else [])])
            case _:
                pass
    return found


def _decided(node: Requirement, *, holds: dict[str, bool]) -> Requirement:
    """The tree with every condition decided: only the side that applies is left."""
    match node:
        case AllOf() | ChooseOf():
            return replace(node, parts=tuple(_decided(part, holds=holds) for part in node.parts))
        case When():
            side = node.then if holds[node.about.path] else node.otherwise
            kept = AllOf(about=replace(node.about, verified=True), parts=()) if side is None else side
            return replace(node, then=_decided(kept, holds=holds), otherwise=None)
        case _:
            return node
