"""Many students under one rulebook: each in the plan of their situation, the few others singly."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from waypost.engine.batch.by_plan import PlanAudit
from waypost.engine.batch.columns import Block, Courses, Flags, Ints, cohort_of
from waypost.engine.batch.judging import can_judge
from waypost.engine.batch.singly import audit_singly
from waypost.engine.batch.standings import EVERYONE, Standings, empty_standings
from waypost.engine.batch.supply import Repeats, repeats_in
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.conditions import test_holds
from waypost.engine.record import Fact, FactValue, Record
from waypost.engine.requirement import Credits, FactTest, When

#: More than any year.
_YEARS = 100_000

#: What the tests of a rulebook's conditions say of a student.
Outcomes = tuple[bool, ...]


@dataclass(slots=True, kw_only=True)
class RulebookAudit:
    """Audits blocks under one rulebook; ``on`` is the day on which exceptions must be in force."""

    rulebook: CompiledRulebook
    courses: Courses
    on: date | None
    paths: tuple[str, ...] = field(init=False)
    _audits: dict[Outcomes, PlanAudit | None] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        nodes = self.rulebook.nodes
        self.paths = tuple(path for path, node in nodes.items() if isinstance(node, Credits))

    def audit(self, block: Block, *, repeats: Repeats) -> Standings:
        """The standings of a block's students, those ``left`` by the formulas audited singly."""
        standings = empty_standings(self.paths, students=len(block))
        for outcomes, places in self._situations(block):
            plan_audit = self._plan_audit(outcomes, block, at=int(places[0]))
            if plan_audit is None:
                standings.left[places] = True
            elif len(places) == len(block):
                standings.put(plan_audit.audit(block, repeats=repeats), places=EVERYONE)
            else:
                part = block.only(_flags(places, size=len(block)))
                standings.put(plan_audit.audit(part, repeats=repeats_in(part, courses=self.courses)), places=places)
        for at, decided in block.decisions.items():
            standings.left[at] |= decided.concern(self.rulebook.rulebook.id)
        audit_singly(block, standings, rulebook=self.rulebook, courses=self.courses, on=self.on)
        return standings

    def applies(self, block: Block) -> Flags:
        """Whether the rulebook is for the cohort of each student."""
        wanted = self.rulebook.rulebook.cohort
        both = block.class_of.astype(np.int64) * _YEARS + block.entered_ninth_in
        _, firsts, numbers = np.unique(both, return_index=True, return_inverse=True)
        fits = [wanted.includes(cohort_of(int(block.class_of[at]), int(block.entered_ninth_in[at]))) for at in firsts]
        applies: Flags = np.array([*fits, False], np.bool_)[numbers]
        return applies

    def _situations(self, block: Block) -> list[tuple[Outcomes | None, Ints]]:
        """The students by the outcomes of the rulebook's tests; None where a tally is tested."""
        everyone = np.arange(len(block))
        tests = self.rulebook.tests
        if not tests or not len(block):
            return [((), everyone)] if len(block) else []
        if not all(isinstance(node.test, FactTest) for node in tests):
            return [(None, everyone)]
        holds = np.stack([_holds(node, block) for node in tests], axis=1)
        found, numbers = np.unique(holds, axis=0, return_inverse=True)
        return [
            (tuple(map(bool, outcomes)), np.flatnonzero(numbers.reshape(-1) == number))
            for number, outcomes in enumerate(found)
        ]

    def _plan_audit(self, outcomes: Outcomes | None, block: Block, *, at: int) -> PlanAudit | None:
        """The audit of a situation, made from one student who is in it; None where only the single audit can."""
        if outcomes is None:
            return None
        if outcomes not in self._audits:
            record = Record(facts=block.facts_of(at))
            plan, _ = self.rulebook.plan_for(record, on=self.on)
            self._audits[outcomes] = PlanAudit(plan, self.paths, self.courses) if can_judge(plan) else None
        return self._audits[outcomes]


def _holds(node: When, block: Block) -> Flags:
    """Whether the fact that a condition tests holds for each student."""
    key = node.test.key if isinstance(node.test, FactTest) else ""
    column = block.facts.get(key)
    if column is None:
        return np.full(len(block), _test(node, value=None), np.bool_)
    return np.array([_test(node, value=value) for value in column.values], np.bool_).take(column.codes)


def _test(node: When, *, value: FactValue | None) -> bool:
    key = node.test.key if isinstance(node.test, FactTest) else ""
    facts = () if value is None else (Fact(key=key, value=value),)
    return test_holds(node.test, sources=[], facts=facts)


def _flags(places: Ints, *, size: int) -> Flags:
    flags = np.zeros(size, np.bool_)
    flags[places] = True
    return flags
