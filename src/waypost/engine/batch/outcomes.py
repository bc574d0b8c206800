"""What the tests of a rulebook's conditions say of many students; each value of a fact is judged once."""

from collections.abc import Callable, Iterable

import numpy as np

from waypost.engine.batch.columns import Block, Ints, cohort_of
from waypost.engine.conditions import test_holds
from waypost.engine.deciding import Outcome, cohort_holds
from waypost.engine.record import Cohort, Fact, FactValue
from waypost.engine.requirement import AllTests, AnyTest, CohortTest, FactTest, NotTest, Test

#: In this order "all of them" is the least, and "any of them" the most.
OUTCOMES: tuple[Outcome, ...] = (False, None, True)

#: More than any year.
_YEARS = 100_000


def can_test(test: Test) -> bool:
    """Whether a test can be judged for many at once: plain facts and classes can; counts and other parts cannot."""
    match test:
        case FactTest():
            return test.is_plain
        case CohortTest():
            return True
        case NotTest():
            return can_test(test.test)
        case AllTests() | AnyTest():
            return all(can_test(one) for one in test.tests)
        case _:
            return False


def outcomes_of(test: Test, block: Block) -> Ints:
    """The place in `OUTCOMES` of each student's outcome."""
    match test:
        case FactTest():
            return _fact(test, block)
        case CohortTest():
            return by_cohort(block, lambda at: _place(cohort_holds(test.cohort, cohort=_cohort(block, at))))
        case NotTest():
            turned: Ints = len(OUTCOMES) - 1 - outcomes_of(test.test, block)
            return turned
        case AllTests():
            return _least(outcomes_of(one, block) for one in test.tests)
        case AnyTest():
            return len(OUTCOMES) - 1 - _least(len(OUTCOMES) - 1 - outcomes_of(one, block) for one in test.tests)
        case _:
            raise AssertionError(test)


def by_cohort(block: Block, judge: Callable[[int], int]) -> Ints:
    """What is judged of one student of each cohort, for everybody of it."""
    both = block.class_of.astype(np.int64) * _YEARS + block.entered_ninth_in
    _, firsts, numbers = np.unique(both, return_index=True, return_inverse=True)
    found: Ints = np.array([*(judge(int(at)) for at in firsts), 0], np.int8)[numbers.reshape(-1)]
    return found


def _cohort(block: Block, at: int) -> Cohort:
    return cohort_of(int(block.class_of[at]), int(block.entered_ninth_in[at]))


def _least(outcomes: Iterable[Ints]) -> Ints:
    first, *others = outcomes
    for other in others:
        first = np.minimum(first, other)
    return first


def _fact(test: FactTest, block: Block) -> Ints:
    column = block.facts.get(test.key)
    if column is None:
        return np.full(len(block), _of_value(test, None), np.int8)
    return np.array([_of_value(test, value) for value in column.values], np.int8).take(column.codes)


def _of_value(test: FactTest, value: FactValue | None) -> int:
    facts = () if value is None else (Fact(key=test.key, value=value),)
    return _place(test_holds(test, sources=[], facts=facts))


def _place(outcome: Outcome) -> int:
    return OUTCOMES.index(outcome)
