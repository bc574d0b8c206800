"""Many students under one rulebook: each in the plan of their situation, the few others singly."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from waypost.engine.batch.by_plan import PlanAudit
from waypost.engine.batch.columns import Block, Courses, Flags, Ints, cohort_of
from waypost.engine.batch.judging import can_judge
from waypost.engine.batch.outcomes import OUTCOMES, by_cohort, can_test, outcomes_of
from waypost.engine.batch.singly import audit_singly
from waypost.engine.batch.standings import EVERYONE, Standings, empty_standings
from waypost.engine.batch.supply import Repeats, repeats_in
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.deciding import Outcome
from waypost.engine.record import Record
from waypost.engine.requirement import Credits

#: What the tests of a rulebook's conditions say of a student.
Outcomes = tuple[Outcome, ...]


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
        standings.left |= self._finer(block)
        for at, decided in block.decisions.items():
            standings.left[at] |= decided.concern(self.rulebook.rulebook.id)
        audit_singly(block, standings, rulebook=self.rulebook, courses=self.courses, on=self.on)
        return standings

    def _finer(self, block: Block) -> Flags:
        """Who has units that are no multiples of the rulebook's, where two leaves within one share them."""
        finer: Flags = np.zeros(len(block), np.bool_)
        grain = self.rulebook.grain
        if self.rulebook.shares:
            rows = (block.stated_units % grain != 0) | (self.courses.units % grain != 0).take(block.course)
            finer[block.student[rows]] = True
        return finer

    def applies(self, block: Block) -> Flags:
        """Whether the rulebook is for the cohort of each student."""
        wanted = self.rulebook.rulebook.cohort

        def is_for(at: int) -> int:
            return wanted.includes(cohort_of(int(block.class_of[at]), int(block.entered_ninth_in[at])))

        return by_cohort(block, is_for) > 0

    def _situations(self, block: Block) -> list[tuple[Outcomes | None, Ints]]:
        """The students by the outcomes of the rulebook's tests; None where only the single audit can judge them."""
        everyone = np.arange(len(block))
        tests = self.rulebook.tests
        if not len(block) or not (tests or self.rulebook.rulebook.validations):
            return [((), everyone)] if len(block) else []
        if self.rulebook.rulebook.validations or not all(can_test(node.test) for node in tests):
            return [(None, everyone)]
        holds = np.stack([outcomes_of(node.test, block) for node in tests], axis=1)
        found, numbers = np.unique(holds, axis=0, return_inverse=True)
        return [
            (tuple(OUTCOMES[place] for place in outcomes), np.flatnonzero(numbers.reshape(-1) == number))
            for number, outcomes in enumerate(found)
        ]

    def _plan_audit(self, outcomes: Outcomes | None, block: Block, *, at: int) -> PlanAudit | None:
        """The audit of a situation, made from one student who is in it; None where only the single audit can."""
        if outcomes is None:
            return None
        if outcomes not in self._audits:
            cohort = cohort_of(int(block.class_of[at]), int(block.entered_ninth_in[at]))
            record = Record(facts=block.facts_of(at), cohort=cohort)
            plan, _ = self.rulebook.plan_for(record, on=self.on)
            self._audits[outcomes] = PlanAudit(plan, self.paths, self.courses) if can_judge(plan) else None
        return self._audits[outcomes]


def _flags(places: Ints, *, size: int) -> Flags:
    flags = np.zeros(size, np.bool_)
    flags[places] = True
    return flags
