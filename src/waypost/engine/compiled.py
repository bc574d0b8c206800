"""A rulebook compiled once and audited many times; it keeps the plan of every situation it meets."""

from dataclasses import dataclass, field
from datetime import date
from math import gcd

from waypost.engine.deciding import Deciding, Outcome, all_nodes, decided
from waypost.engine.digest import digest_rulebook
from waypost.engine.exceptions import NONE_GRANTED, Granted, granted_to, with_exceptions
from waypost.engine.grain import has_limits, has_shares, units_of_record, units_of_rules
from waypost.engine.plan import Plan
from waypost.engine.plan_making import make_plan
from waypost.engine.record import Record
from waypost.engine.requirement import Requirement, Rulebook, When
from waypost.engine.units import grain_of
from waypost.engine.validating import with_validations

#: Situations beyond this number empty the table: each student's exceptions may be their own.
MOST_SITUATIONS = 500


@dataclass(slots=True, kw_only=True)
class CompiledRulebook:
    """The rulebook with its digest, its nodes by path, its conditions, and the plans made so far.

    All its units are multiples of ``grain``. ``shares``: two leaves within one share its units; ``limits``: some count
    only up to a limit. Both divide the units of a course.
    """

    rulebook: Rulebook
    digest: str
    nodes: dict[str, Requirement]
    tests: tuple[When, ...]
    grain: int
    shares: bool
    limits: bool
    _plans: dict[object, Plan] = field(default_factory=dict)

    def plan_for(self, record: Record, *, on: date | None) -> tuple[Plan, Granted]:
        """The plan for the record's exceptions and conditions, and what was granted and refused."""
        granted = NONE_GRANTED
        if record.exceptions:
            granted = granted_to(record, rulebook=self.rulebook, nodes=self.nodes, on=on)
        outcomes = self.outcomes_for(record, granted=granted, on=on)
        grain = self.grain_with(record)
        situation = (outcomes, _key(granted), grain)
        plan = self._plans.get(situation)
        if plan is None:
            if len(self._plans) >= MOST_SITUATIONS:
                self._plans.clear()
            plan = self._plans[situation] = self._make_plan(granted, outcomes=outcomes, grain=grain)
        return plan, granted

    def grain_with(self, record: Record) -> int:
        """The units in which the rulebook and a record can both be counted; without a record's where nothing splits."""
        return gcd(self.grain, *units_of_record(record)) if self.shares or self.limits else self.grain

    def outcomes_for(self, record: Record, *, granted: Granted, on: date | None) -> tuple[Outcome, ...]:
        """What the test of each condition says of the record, in the order of ``tests``."""
        record, _ = with_validations(record, self.rulebook.validations)
        if not self.tests:
            return ()
        return Deciding(nodes=self.nodes, record=record, granted=granted, on=on).decide(self.tests)

    def _make_plan(self, granted: Granted, *, outcomes: tuple[Outcome, ...], grain: int) -> Plan:
        by_path = {node.about.path: outcome for node, outcome in zip(self.tests, outcomes, strict=True)}
        root = decided(with_exceptions(self.rulebook.root, granted=granted), outcomes=by_path)
        return make_plan(root, met=granted.met, changed=granted.changed, grain=grain)


def compile_rulebook(rulebook: Rulebook) -> CompiledRulebook:
    """Make a rulebook ready for many audits."""
    nodes = {node.about.path: node for node in all_nodes(rulebook.root)}
    return CompiledRulebook(
        rulebook=rulebook,
        digest=digest_rulebook(rulebook),
        nodes=nodes,
        tests=tuple(node for node in nodes.values() if isinstance(node, When)),
        grain=grain_of((*units_of_rules(nodes.values()), rulebook.waiver_limit or 0)),
        shares=has_shares(nodes.values()),
        limits=has_limits(nodes.values()),
    )


def _key(granted: Granted) -> object:
    """What of the exceptions shapes a plan."""
    if granted is NONE_GRANTED:
        return None
    met = tuple(granted.met.items())
    reduced = tuple(granted.reduced.items())
    return met, tuple(granted.changed.items()), reduced, tuple(granted.admitted.items())
