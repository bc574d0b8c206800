"""Which side of every condition (`When`) applies to one record.

A condition on the class of 2028 and later, of a student whose class nobody knows, has no side: its outcome is None,
and the part then cannot be checked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias, assert_never

from waypost.engine.choice import Chooser
from waypost.engine.conditions import judge_all, test_holds
from waypost.engine.exceptions import Granted, with_exceptions
from waypost.engine.facts import graded_facts
from waypost.engine.families import Source
from waypost.engine.grain import units_of_record, units_of_rules
from waypost.engine.measure import Measure
from waypost.engine.once import once_of
from waypost.engine.plan_making import make_plan
from waypost.engine.record import Cohort, Record, Stage
from waypost.engine.requirement import (
    About,
    AllOf,
    AllTests,
    AnyTest,
    AskNode,
    ChooseOf,
    CohortRange,
    CohortTest,
    FactTest,
    NotTest,
    PartTest,
    Requirement,
    Tally,
    Test,
    When,
)
from waypost.engine.result import Status
from waypost.engine.supply import plain_sources, sources_of
from waypost.engine.tree import TreeBuilder
from waypost.engine.units import grain_of

#: Whether a test holds; None where the record does not say.
Outcome: TypeAlias = bool | None


@dataclass(slots=True, kw_only=True)
class Deciding:
    """Works out the outcomes of a rulebook's conditions for one record, each once."""

    nodes: Mapping[str, Requirement]
    record: Record
    granted: Granted
    on: date | None = None
    outcomes: dict[str, Outcome] = field(default_factory=dict, init=False)
    _sources: list[Source] = field(default_factory=list, init=False)

    def decide(self, conditions: Iterable[When]) -> tuple[Outcome, ...]:
        """The outcome of each condition, in their order."""
        return tuple(self._outcome(node) for node in conditions)

    def _outcome(self, node: When) -> Outcome:
        path = node.about.path
        if path not in self.outcomes:
            self.outcomes[path] = self._holds(node.test)
        return self.outcomes[path]

    def _holds(self, test: Test) -> Outcome:
        match test:
            case Tally() | FactTest():
                return test_holds(test, sources=self._own_sources(test), facts=graded_facts(self.record))
            case CohortTest():
                return cohort_holds(test.cohort, cohort=self.record.cohort)
            case NotTest():
                return negated(self._holds(test.test))
            case AllTests():
                return every(self._holds(one) for one in test.tests)
            case AnyTest():
                return negated(every(negated(self._holds(one)) for one in test.tests))
            case PartTest():
                return self._is_met(test)
            case _:
                assert_never(test)

    def _own_sources(self, test: Tally | FactTest) -> list[Source]:
        if not self._sources and isinstance(test, Tally):
            self._sources = plain_sources(self.record, on=self.on)
        return self._sources

    def _is_met(self, test: PartTest) -> Outcome:
        """Whether what is earned meets the part by itself, with nothing beside it that competes."""
        part = self.nodes[test.part]
        earned = tuple(entry for entry in self.record.entries if entry.stage is Stage.DONE)
        alone = replace(self, record=replace(self.record, entries=earned))
        alone.decide(node for node in all_nodes(part) if isinstance(node, When))
        root = decided(with_exceptions(part, granted=self.granted), outcomes=alone.outcomes)
        status = _status_alone(root, record=alone.record, granted=self.granted)
        return None if status is Status.CANNOT_CHECK else status is Status.MET


def turns_with_the_plan(test: Test) -> bool:
    """Whether what is only planned may turn the test."""
    match test:
        case Tally():
            return test.when_planned and test.measure is not Measure.AVERAGE
        case NotTest():
            return turns_with_the_plan(test.test)
        case AllTests() | AnyTest():
            return any(turns_with_the_plan(one) for one in test.tests)
        case FactTest() | CohortTest() | PartTest():
            return False
        case _:
            assert_never(test)


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """Whether all hold: one that does not settles it, else one that nobody knows leaves it unknown."""
    found = set(outcomes)
    return False if False in found else None if None in found else True


def negated(outcome: Outcome) -> Outcome:
    """The opposite; what is unknown stays so."""
    return None if outcome is None else not outcome


def cohort_holds(wanted: CohortRange, *, cohort: Cohort) -> Outcome:
    """Whether a cohort is inside a range; None where it could be, and a year that the range asks for is unknown."""
    ranges = (
        (cohort.class_of, replace(wanted, entered_ninth_from=None, entered_ninth_to=None)),
        (cohort.entered_ninth_in, replace(wanted, class_of_from=None, class_of_to=None)),
    )
    return every(None if year is None and own != CohortRange() else own.includes(cohort) for year, own in ranges)


def all_nodes(node: Requirement) -> list[Requirement]:
    """The node and all below it, both sides of every condition included."""
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


def decided(node: Requirement, *, outcomes: Mapping[str, Outcome]) -> Requirement:
    """The tree with every condition decided: only the side that applies is left, or a question where none does."""
    match node:
        case AllOf() | ChooseOf():
            return replace(node, parts=tuple(decided(part, outcomes=outcomes) for part in node.parts))
        case When():
            side = side_of(node, outcome=outcomes[node.about.path])
            kept = AllOf(about=replace(node.about, verified=True), parts=()) if side is None else side
            return replace(node, then=decided(kept, outcomes=outcomes), otherwise=None)
        case _:
            return node


def side_of(node: When, *, outcome: Outcome) -> Requirement | None:
    """The side of a condition that applies; None where nothing is asked."""
    if outcome is None:
        return AskNode(about=About(path=f"{node.about.path}/then", title=node.about.title))
    return node.then if outcome else node.otherwise


def _status_alone(root: Requirement, *, record: Record, granted: Granted) -> Status:
    grain = grain_of((*units_of_rules(all_nodes(root)), *units_of_record(record)))
    plan = make_plan(root, met=granted.met, changed=granted.changed, grain=grain)
    sources = sources_of(record, plan=plan)
    facts = graded_facts(record)
    judged = judge_all(plan, sources=sources, facts=facts)
    costs = [judged[node.about.path].costs for node in plan.conditions]
    chooser = Chooser(plan, sources, costs, (), once_of(plan, facts=facts))
    taken, _ = chooser.best()
    settled_once = chooser.once.settled(judged, plan=plan, option=taken.option)
    return TreeBuilder(plan, sources, chooser.stock.groups, taken, settled_once).node(plan.root, chosen=True).status
