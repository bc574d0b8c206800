"""The conditions of a plan for many students: facts by their few values, tallies by counts."""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from waypost.engine.batch.choosing import Verdicts, choice_of
from waypost.engine.batch.columns import Block, Courses, Flags, Ints
from waypost.engine.batch.fact_column import FactColumn
from waypost.engine.batch.settling import Settled
from waypost.engine.batch.standings import AWAITS_WORD, CANNOT_CHECK, MET, ON_TRACK, OPEN, STATUSES, bits_of
from waypost.engine.batch.types import Type
from waypost.engine.conditions import ASK_WEIGHT, OPEN_WEIGHT, judge_all
from waypost.engine.judged import Judged
from waypost.engine.measure import Measure
from waypost.engine.plan import Plan
from waypost.engine.record import Fact, FactValue
from waypost.engine.requirement import AskNode, Certified, ChooseOf, FactTest, Requirement, Score, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What tallies count: the rows with their types, the supply by type in grains, and rows with settled units."""

    block: Block
    courses: Courses
    types: list[Type]
    row_types: Ints
    supply: np.ndarray
    settled: Settled
    grain: int


def can_judge(plan: Plan) -> bool:
    """Whether a plan can be judged for many at once.

    Limits on the number of courses, averages, values of a tag, scores, days of facts and tied slots cannot. Slots are
    tied where they carry one value together, or different ones.
    """
    tied = [slot.same_of for slot in plan.slots if slot.same]
    untied = len(tied) == len(set(tied)) and not plan.course_caps and not plan.different
    return untied and all(_can_judge(node) for node in plan.conditions)


def _can_judge(node: Requirement) -> bool:
    match node:
        case Score():
            return False
        case Tally():
            return node.measure not in {Measure.AVERAGE, Measure.VALUES}
        case FactTest():
            return node.is_plain
        case _:
            return True


@dataclass(slots=True)
class Judge:
    """Judges the conditions of one plan; what a value of a fact comes to is worked out once."""

    plan: Plan
    _known: dict[tuple[int, type, FactValue | None], Judged] = field(default_factory=dict, init=False)

    def verdicts(self, counting: Counting) -> list[Verdicts]:
        """The verdicts of the conditions, in their order; a choice among conditions stands behind those in it."""
        found: dict[str, Verdicts] = {}
        for place, node in enumerate(self.plan.conditions):
            if isinstance(node, ChooseOf):
                found[node.about.path] = choice_of(node, found, students=len(counting.block))
            else:
                found[node.about.path] = self._verdicts(node, place, counting)
        return list(found.values())

    def _verdicts(self, node: Requirement, place: int, counting: Counting) -> Verdicts:
        if isinstance(node, Tally):
            return _tally(node, _counts(node, place, counting))
        key = node.key if isinstance(node, FactTest) else ""
        column = counting.block.facts.get(key)
        if column is None:
            column = FactColumn(values=[None], codes=np.zeros(len(counting.block), np.int64))
        judged = [self._judged(place, key=key, value=value) for value in column.values]
        status = np.array([STATUSES.index(one.status) for one in judged], np.int8)
        costs = np.array([one.costs for one in judged], np.int16).reshape(-1, 3)
        awaits = np.where(status == AWAITS_WORD, _person_of(node), 0).astype(np.int8)
        codes = column.codes
        return Verdicts(status.take(codes), costs.take(codes, axis=0).T, awaits.take(codes))

    def _judged(self, place: int, *, key: str, value: FactValue | None) -> Judged:
        known = self._known.get((place, type(value), value))
        if known is None:
            facts = () if value is None else (Fact(key=key, value=value),)
            path = self.plan.conditions[place].about.path
            known = self._known[place, type(value), value] = judge_all(self.plan, sources=[], facts=facts)[path]
        return known


def _person_of(node: Requirement) -> int:
    """Whose word a condition waits for, as a bit."""
    return bits_of([node.by]) if isinstance(node, Certified | AskNode) and node.by else 0


def _tally(tally: Tally, counts: Ints) -> Verdicts:
    """The same steps as for one student (`conditions`), on arrays."""
    if tally.when_planned:
        counts = np.broadcast_to(counts[2], counts.shape)
    reached = _compared(counts, Fraction(tally.at_least)) >= 0
    if tally.at_most is not None:
        reached &= _compared(counts, tally.at_most) <= 0
    if not tally.about.verified:
        status = np.full(counts.shape[1], CANNOT_CHECK, np.int8)
        return Verdicts(status, np.full(counts.shape, ASK_WEIGHT, np.int16), np.zeros_like(status))
    status = np.where(reached[2], np.where(reached[0], MET, ON_TRACK), OPEN).astype(np.int8)
    return Verdicts(status, np.where(reached, 0, OPEN_WEIGHT).astype(np.int16), np.zeros_like(status))


def _compared(counts: Ints, number: Fraction) -> Ints:
    """Each count less the number, as whole numbers of the same sign."""
    difference: Ints = counts.astype(np.int64) * number.denominator - number.numerator
    return difference


def _counts(tally: Tally, place: int, counting: Counting) -> Ints:
    """What the tally counts by stage and student."""
    counted = np.array([kind.counted >> place & 1 for kind in counting.types], np.bool_)
    if tally.measure is Measure.UNITS:
        units: Ints = (counting.supply @ counted.astype(np.float32)).astype(np.int64)
        return units * counting.grain
    rows = np.flatnonzero(counted.take(counting.row_types) & counting.block.counts)
    repeated = np.zeros(len(counting.row_types), np.bool_)
    if tally.measure is Measure.TERMS:
        repeated[counting.settled.rows] = True
    return _distinct(_labels(tally.measure, counting, rows=rows), counting, rows=rows, repeated=repeated)


def _labels(measure: Measure, counting: Counting, *, rows: Ints) -> Ints:
    block = counting.block
    match measure:
        case Measure.TERMS:
            return block.school_year[rows].astype(np.int64) * len(counting.courses.terms) + block.term[rows]
        case Measure.SUBJECTS:
            return counting.courses.subjects.take(block.course[rows])
        case _:
            return counting.courses.keys.take(block.course[rows])


def _distinct(labels: Ints, counting: Counting, *, rows: Ints, repeated: Flags) -> Ints:
    """How many different labels each student has among what counts, by stage."""
    block = counting.block
    known, numbers = np.unique(labels, return_inverse=True)
    cells = block.student[rows] * len(known) + numbers
    seen: Flags = np.zeros((3, len(block) * len(known)), np.bool_)
    alone = ~repeated[rows]
    seen[block.stage[rows][alone], cells[alone]] = True
    seen[1] |= seen[0]
    seen[2] |= seen[1]
    in_time = np.zeros((len(block.course), 3), np.bool_)
    in_time[counting.settled.rows] = counting.settled.in_time
    for stage in range(3):
        seen[stage, cells[in_time[rows, stage]]] = True
    counts: Ints = seen.reshape(3, len(block), len(known)).sum(axis=2)
    return counts
