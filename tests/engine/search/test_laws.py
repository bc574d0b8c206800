"""The search against every plan there is, on small questions."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.engine.cases import Shape
from tests.engine.search import laws
from tests.engine.search.instances import questions
from waypost.engine.search import Question

FAMILIES = Shape(same=True, within=True, same_within=True, most_within=3, limits=True, most_leaves=2)

SUITE = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
LONG = settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))


@SUITE
@given(question=questions())
def test_a_found_plan_audits_complete(question: Question) -> None:
    laws.a_found_plan_audits_complete(question)


@SUITE
@given(question=questions(planned=True))
def test_a_found_plan_with_choices_audits_complete(question: Question) -> None:
    laws.a_found_plan_audits_complete(question)


@settings(SUITE, max_examples=60)
@given(question=questions(planned=True, shape=FAMILIES))
def test_a_found_plan_with_leaves_within_others_audits_complete(question: Question) -> None:
    laws.a_found_plan_audits_complete(question)


@SUITE
@given(question=questions(planned=True))
def test_a_repair_is_the_smallest(question: Question) -> None:
    laws.a_repair_is_the_smallest(question)


@SUITE
@given(question=questions())
def test_a_conflict_is_smallest(question: Question) -> None:
    laws.a_conflict_is_smallest(question)


@SUITE
@given(question=questions(planned=True))
def test_a_rejected_way_does_not_work(question: Question) -> None:
    laws.a_rejected_way_does_not_work(question)


@SUITE
@given(question=questions(planned=True))
def test_a_shortage_is_certain(question: Question) -> None:
    laws.a_shortage_is_certain(question)


@settings(SUITE, max_examples=60)
@given(question=questions(planned=True))
def test_single_batch_and_solver_agree(question: Question) -> None:
    laws.single_batch_and_solver_agree(question)


@SUITE
@given(question=questions(planned=True))
def test_the_same_question_gets_the_same_answer(question: Question) -> None:
    laws.the_same_question_gets_the_same_answer(question)


@pytest.mark.long
@LONG
@given(question=questions(planned=True))
def test_ten_thousand_found_plans_audit_complete(question: Question) -> None:
    laws.a_found_plan_audits_complete(question)


@pytest.mark.long
@LONG
@given(question=questions(planned=True))
def test_ten_thousand_repairs_are_the_smallest(question: Question) -> None:
    laws.a_repair_is_the_smallest(question)


@pytest.mark.long
@LONG
@given(question=questions(planned=True))
def test_single_batch_and_solver_agree_on_ten_thousand(question: Question) -> None:
    laws.single_batch_and_solver_agree(question)
