"""The search's laws, each as a check of one generated question; the suite and the long run share them."""

from dataclasses import replace

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.search.instances import every_plan, is_complete, keeps_the_rules, single_additions
from waypost.engine.answer_writing import write_answer
from waypost.engine.repair import FixKind, smallest_fix
from waypost.engine.search import Effort, Found, Impossible, Question, find_plan
from waypost.engine.search.gaps import Gaps
from waypost.engine.search.placement import standing_of
from waypost.engine.search.possible import read_question
from waypost.engine.search.reading import changes_between
from waypost.engine.search.rejected import rejected_ways
from waypost.engine.search.shortage import is_short

THOROUGH = Effort(work=5.0, gap=0.0, polish=1.0)


def a_found_plan_audits_complete(question: Question) -> None:
    """What is found is complete to the unit and breaks no rule; what is called impossible is so."""
    answer = find_plan(question, effort=THOROUGH)
    if isinstance(answer, Found):
        (plan,) = answer.plans
        assert is_complete(plan.record, question)
        assert plan.is_complete
        assert keeps_the_rules(plan.record, question)
        return
    assert isinstance(answer, Impossible)
    complete = [chosen for record, chosen in every_plan(question) if is_complete(record, question)]
    assert not complete, [placement.entry.id for placement in complete[0]]


def single_batch_and_solver_agree(question: Question) -> None:
    """The record and the plan that is found audit alike in a batch, and the plan is as complete as the solver says."""
    answer = find_plan(question)
    plans = answer.plans if isinstance(answer, Found) else ()
    assert all(is_complete(plan.record, question) for plan in plans)
    for book in question.rulebooks:
        assert_batch_agrees([question.record, *(plan.record for plan in plans)], book.rulebook)


def a_repair_is_the_smallest(question: Question) -> None:
    """No plan that is complete has fewer edits than the smallest fix; where there is none there is no plan."""
    fix = smallest_fix(question, effort=THOROUGH)
    chosen = standing_of(question.record, spans=question.calendar.spans()).chosen
    edits = [
        changes_between(chosen, placements).count
        for record, placements in every_plan(question)
        if is_complete(record, question)
    ]
    if fix is None:
        assert not edits
        return
    assert is_complete(fix.plan.record, question)
    assert keeps_the_rules(fix.plan.record, question)
    assert fix.is_least
    assert fix.edits == min(edits)
    assert (fix.kind is FixKind.NOTHING) == (fix.edits == 0)


def a_conflict_is_smallest(question: Question) -> None:
    """Where no plan exists the answer names reasons, and says what to let go of."""
    answer = find_plan(question, effort=THOROUGH)
    if isinstance(answer, Impossible):
        assert answer.conflict
        assert answer.is_smallest
        assert answer.relax
        assert len(set(answer.conflict)) == len(answer.conflict)


def a_rejected_way_does_not_work(question: Question) -> None:
    """Of what could fill an open requirement exactly that is rejected which breaks a rule or helps nowhere."""
    looked, gaps = rejected_ways(question), Gaps(question)
    fitting = {one.key for one in question.offerings if gaps.filled_by(one)}
    helping = {placement.offering.key for placement in single_additions(question)}
    assert {one.offering.key for one in looked.rejected} == fitting - helping
    assert looked.count == len(fitting)


def a_shortage_is_certain(question: Question) -> None:
    """Where more is asked for than courses and periods can bring, no plan at all is complete."""
    if is_short(read_question(question)):
        assert not any(is_complete(record, question) for record, _ in every_plan(question))


def the_same_question_gets_the_same_answer(question: Question) -> None:
    """Byte for byte, whatever the order of entries and offerings."""
    record = replace(question.record, entries=question.record.entries[::-1])
    other = replace(question, record=record, offerings=question.offerings[::-1])
    assert write_answer(find_plan(question)) == write_answer(find_plan(other))
