"""Requirements that are no credits to allocate: tallies, facts, certificates, questions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from waypost.engine.choosing import judged_choice
from waypost.engine.facts import best_number, facts_of, passes
from waypost.engine.families import Source, in_order_of_time, units_together
from waypost.engine.gpa import gpa_of
from waypost.engine.judged import Judged
from waypost.engine.matching import accepts
from waypost.engine.measure import Measure
from waypost.engine.plan import Plan, same_values
from waypost.engine.record import Entry, Fact, Stage
from waypost.engine.requirement import (
    AskNode,
    Certified,
    ChooseOf,
    Credits,
    FactTest,
    Requirement,
    Score,
    Tally,
)
from waypost.engine.result import Status, Tallied
from waypost.engine.sameness import course_key
from waypost.engine.scoring import tallied_score
from waypost.engine.units import UNITS_PER_CREDIT
from waypost.engine.validating import as_graded

#: What an open condition weighs when options are compared: a credit; an unanswered one weighs a quarter of it.
OPEN_WEIGHT = UNITS_PER_CREDIT
ASK_WEIGHT = UNITS_PER_CREDIT // 4


def judge_all(plan: Plan, *, sources: list[Source], facts: Iterable[Fact]) -> dict[str, Judged]:
    """Judge the conditions of a plan, by path; a choice among conditions stands behind those in it."""
    judged: dict[str, Judged] = {}
    for place, node in enumerate(plan.conditions):
        if isinstance(node, ChooseOf):
            judged[node.about.path] = judged_choice(node, judged=judged, met=plan.met)
        else:
            judged[node.about.path] = _judged(node, place=place, sources=sources, facts=facts)
    return judged


def _judged(node: Requirement, *, place: int, sources: list[Source], facts: Iterable[Fact]) -> Judged:
    match node:
        case Tally() if node.over:
            return Judged(Status.OPEN, None, (0, 0, 0))  # judged once it is known what the part claims
        case Tally():
            return _judged_tally(node, [source for source in sources if source.counted >> place & 1])
        case FactTest():
            return _judged_fact(node, facts=facts)
        case Score():
            return _judged_score(node, sources=sources, facts=facts)
        case Certified() | AskNode() if not node.about.verified:
            return Judged(Status.CANNOT_CHECK, None, (ASK_WEIGHT,) * 3)
        case Certified():
            return Judged(Status.AWAITS_WORD, None, (OPEN_WEIGHT,) * 3)
        case AskNode():
            status = Status.AWAITS_WORD if node.by else Status.CANNOT_CHECK
            return Judged(status, None, (ASK_WEIGHT,) * 3)
        case Credits():
            return Judged(Status.CANNOT_CHECK, None, (ASK_WEIGHT,) * 3)
        case _:
            raise AssertionError(node)


def test_holds(test: Tally | FactTest, *, sources: list[Source], facts: Iterable[Fact]) -> bool | None:
    """Whether the test of a condition holds; a tally asks for what is earned unless it says planned.

    None where it hangs on a fact of which nobody knows when it was.
    """
    match test:
        case Tally():
            matching = [source for source in sources if accepts(test.selector, source.entry)]
            return not _judged_tally(test, matching).costs[0]
        case FactTest():
            status = _judged_fact(test, facts=facts).status
            return None if status is Status.CANNOT_CHECK else status is Status.MET
        case _:
            assert_never(test)


def _judged_tally(tally: Tally, matching: list[Source]) -> Judged:
    if tally.measure is Measure.AVERAGE:
        counts = [_average(tally, [source.entry for source in matching])] * 3
    else:
        counts = [Fraction(_counted(tally.measure, matching, stage=stage, of=tally.of)) for stage in range(3)]
    if tally.when_planned:
        counts = [counts[2]] * 3
    reached = [count is not None and _is_within(tally, count) for count in counts]
    status = Status.OPEN if not reached[2] else Status.MET if reached[0] else Status.ON_TRACK
    if not tally.about.verified:
        status = Status.CANNOT_CHECK
    costs = tuple(_weight(status, holds=holds) for holds in reached)
    served: tuple[str, ...] = ()
    if tally.at_most is not None:
        served = tuple(source.entry.id for source in matching if source.counts)
    is_credit = tally.measure is Measure.UNITS
    tallied = Tallied(counts[0], counts[2], tally.at_least, tally.at_most, served, is_credit=is_credit)
    return Judged(status, tallied, (costs[0], costs[1], costs[2]))


def judged_over(tally: Tally, claimed: Sequence[tuple[Entry, int]]) -> Judged:
    """An average over what a part claims, each entry by its claimed units; what is not earned has no mark yet."""
    entries = [
        replace(as_graded(entry), units=units, attempted_units=units)
        for entry, units in claimed
        if entry.stage is Stage.DONE
    ]
    value = gpa_of(entries, policy=tally.policy).value if tally.policy is not None else None
    holds = value is not None and _is_within(tally, value)
    status = Status.CANNOT_CHECK if not tally.about.verified else Status.MET if holds else Status.OPEN
    return Judged(status, Tallied(value, value, tally.at_least), (_weight(status, holds=holds),) * 3)


def _is_within(tally: Tally, count: Fraction) -> bool:
    return count >= tally.at_least and (tally.at_most is None or count <= tally.at_most)


def _weight(status: Status, *, holds: bool) -> int:
    if status is Status.CANNOT_CHECK:
        return ASK_WEIGHT
    return 0 if holds else OPEN_WEIGHT


def _counted(measure: Measure, matching: list[Source], *, stage: int, of: str = "") -> int:
    """What a tally other than an average counts at a stage; a course for no credit counts as a course."""
    counted = [source for source in matching if source.counts and source.stage <= stage]
    match measure:
        case Measure.UNITS:
            return units_together(counted, stage=stage)
        case Measure.COURSES:
            return len({course_key(source.entry.course) for source in counted})
        case Measure.TERMS:
            own = in_order_of_time(counted, stage=stage)
            return len({(source.entry.school_year, source.entry.term) for source in own})
        case Measure.VALUES:
            return len({value for source in counted for value in same_values(of, source.entry.course)})
        case _:
            return len({source.entry.course.subject for source in counted})


def _average(tally: Tally, entries: list[Entry]) -> Fraction | None:
    """The GPA over the earned entries; what has no mark yet cannot change it."""
    if tally.policy is None:
        return None
    return gpa_of([as_graded(entry) for entry in entries if entry.stage is Stage.DONE], policy=tally.policy).value


def _judged_score(score: Score, *, sources: list[Source], facts: Iterable[Fact]) -> Judged:
    listed = tuple(facts)
    tallied = tallied_score(score, sources=sources, facts=listed, count=_counted_at)
    perhaps = tallied_score(score, sources=sources, facts=listed, count=_counted_at, doubtful=True)
    done, planned, maybe = (
        number is not None and number >= score.at_least for number in (tallied.done, tallied.planned, perhaps.planned)
    )
    status = Status.MET if done else Status.ON_TRACK if planned else Status.OPEN
    if not score.about.verified or (maybe and not planned):
        status = Status.CANNOT_CHECK
    costs = tuple(_weight(status, holds=holds) for holds in (done, planned, planned))
    return Judged(status, tallied, (costs[0], costs[1], costs[2]))


def _counted_at(measure: Measure, matching: list[Source], stage: int) -> int:
    return _counted(measure, matching, stage=stage)


def _judged_fact(test: FactTest, *, facts: Iterable[Fact]) -> Judged:
    """Met by what surely lies in the window; where only a missing day stands in the way it cannot be checked."""
    listed = tuple(facts)
    own = facts_of(listed, keys=test.keys, window=test.window)
    holds = passes(own, at_least=test.at_least, one_of=test.one_of)
    perhaps = holds if test.window is None else _perhaps_passes(test, listed)
    status = Status.MET if holds else Status.CANNOT_CHECK if perhaps else Status.OPEN
    if not test.about.verified:
        status = Status.CANNOT_CHECK
    tallied = None
    if test.at_least is not None:
        best = best_number(own)
        served = () if test.is_plain else tuple(fact.key for fact in own if best_number([fact]) == best)[:1]
        tallied = Tallied(best, best, test.at_least, served=served)
    return Judged(status, tallied, (_weight(status, holds=holds),) * 3)


def _perhaps_passes(test: FactTest, facts: Iterable[Fact]) -> bool:
    own = facts_of(facts, keys=test.keys, window=test.window, doubtful=True)
    return passes(own, at_least=test.at_least, one_of=test.one_of)
