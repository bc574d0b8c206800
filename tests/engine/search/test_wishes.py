"""What each control does to a plan, and what happens where wishes cannot be had."""

import pytest

from tests.engine.search.school import COURSES, FIRST, FULL_PLAN, online, question, without, year
from waypost.engine.catalog import Term
from waypost.engine.search import (
    Effort,
    Found,
    FoundPlan,
    Impossible,
    LighterTerm,
    NotInTime,
    PlacedCourse,
    PlanKind,
    Question,
    Refused,
    Target,
    Wishes,
    find_plan,
    find_plans,
)
from waypost.engine.search.levels import Aim
from waypost.engine.search.problems import ProblemKind
from waypost.engine.search.reasons import Asked, ReasonKind


def the_plan(asked: Question) -> FoundPlan:
    answer = find_plan(asked)
    assert isinstance(answer, Found), answer
    (plan,) = answer.plans
    assert plan.is_complete
    return plan


def codes(plan: FoundPlan) -> set[str]:
    return {placement.entry.course.code for placement in plan.placements}


def course(code: str) -> Target:
    return Target(courses=frozenset({code}))


def test_a_complete_plan_is_left_as_it_is() -> None:
    plan = the_plan(question(*FULL_PLAN))
    assert plan.changes.count == 0


def test_marks_that_are_not_yet_earned_are_assumptions() -> None:
    plan = the_plan(question())
    assert ("MA41", "MA31", "C") in {(one.needed_for, one.course_code, one.min_mark) for one in plan.assumptions}


def test_must_have_and_never_are_kept() -> None:
    plan = the_plan(question(wishes=Wishes(must_have=(course("CT90"),), never=(course("CT10"),))))
    assert "CT90" in codes(plan)
    assert "CT10" not in codes(plan)


def test_a_like_draws_and_a_dislike_repels() -> None:
    liked = the_plan(question(wishes=Wishes(likes=(course("AR20"),), rather_not=(course("AR10"),))))
    assert "AR20" in codes(liked)
    assert "AR10" not in codes(liked)


def test_a_pinned_course_stands_where_it_was_put() -> None:
    pin = PlacedCourse(course_code="PE10", school_year=FIRST + 1, term=Term.SPRING)
    plan = the_plan(question(wishes=Wishes(pinned=(pin,))))
    assert ("PE10", FIRST + 1, Term.SPRING) in {(one.entry.course.code, *one.place) for one in plan.placements}


def test_a_free_period_stays_empty() -> None:
    free = LighterTerm(grade_level=12, term=Term.SPRING, fewer=2)
    plan = the_plan(question(wishes=Wishes(free_period=(free,))))
    spring = [one for one in plan.placements if any(half == (FIRST + 1, 1) for half in one.halves)]
    assert len(spring) <= 2


def test_rigor_brings_advanced_courses() -> None:
    plan = the_plan(question(wishes=Wishes(rigor=1)))
    assert "CT90" in codes(plan)
    assert {one.aim for one in plan.reached} >= {Aim.BALANCE, Aim.RIGOR}


def test_the_school_day_is_preferred_to_a_course_that_costs_money() -> None:
    plan = the_plan(question(more=(online("PE10"),)))
    assert plan.price.cost_cents == 0


def test_too_little_room_is_a_named_conflict() -> None:
    answer = find_plan(question(wishes=Wishes(half_day=(11, 12)), periods=3))
    assert isinstance(answer, Impossible)
    kinds = {reason.kind for reason in answer.conflict}
    assert ReasonKind.PERIODS in kinds
    assert ReasonKind.HALF_DAY in kinds
    assert {reason.ask for reason in answer.relax} == {Asked.STUDENT}


def test_a_course_that_is_only_for_another_grade_is_a_named_conflict() -> None:
    wishes = Wishes(must_have=(course("SC09"),))
    answer = find_plan(question(wishes=wishes, courses=(*COURSES, year("SC09", grades=(9,)))))
    assert isinstance(answer, Impossible)
    assert {reason.kind for reason in answer.conflict} == {ReasonKind.MUST_HAVE, ReasonKind.OFFERED}
    assert [reason.kind for reason in answer.relax] == [ReasonKind.MUST_HAVE]


def test_a_prerequisite_out_of_reach_is_a_named_conflict() -> None:
    late = year("MA99", after="MA41")
    answer = find_plan(question(wishes=Wishes(must_have=(course("MA99"),)), courses=(*COURSES, late)))
    assert isinstance(answer, Impossible)
    assert ReasonKind.MUST_HAVE in {reason.kind for reason in answer.conflict}
    assert any(reason.kind is ReasonKind.PREREQUISITE for reason in answer.conflict)


def test_a_requirement_that_nothing_fills_names_itself() -> None:
    courses = tuple(one for one in COURSES if one.code != "PE10")
    answer = find_plan(question(courses=courses))
    assert isinstance(answer, Impossible)
    assert [(reason.kind, reason.path) for reason in answer.conflict] == [(ReasonKind.REQUIREMENT, "health")]


def test_contradictory_wishes_are_refused_by_name() -> None:
    answer = find_plan(question(wishes=Wishes(must_have=(course("AR10"),), never=(course("AR10"),))))
    assert isinstance(answer, Refused)
    assert [(one.kind, one.names) for one in answer.problems] == [(ProblemKind.CONTRADICTION, ("AR10",))]


def test_zero_periods_are_refused() -> None:
    answer = find_plan(question(periods=0))
    assert isinstance(answer, Refused)
    assert [one.kind for one in answer.problems] == [ProblemKind.NO_PERIODS]


def test_a_ring_of_prerequisites_is_noted_and_the_rest_still_planned() -> None:
    ring = (year("CT50", after="CT51"), year("CT51", after="CT50"))
    answer = find_plan(question(courses=(*COURSES, *ring)))
    assert isinstance(answer, Found)
    assert [(one.kind, one.names) for one in answer.notes] == [(ProblemKind.CYCLE, ("CT50", "CT51"))]


def test_courses_that_nobody_knows_are_noted() -> None:
    wishes = Wishes(likes=(course("XX00"),))
    answer = find_plan(question(wishes=wishes))
    assert isinstance(answer, Found)
    assert [(one.kind, one.names) for one in answer.notes] == [(ProblemKind.UNKNOWN_WISH, ("XX00",))]


def test_a_cancelled_search_never_says_that_no_plan_exists() -> None:
    answer = find_plan(question(), effort=Effort(is_cancelled=lambda: True, work=0.0, seconds=0.0))
    assert isinstance(answer, NotInTime | Found)
    if isinstance(answer, NotInTime):
        assert answer.was_cancelled


def test_plans_differ_in_kind() -> None:
    answer = find_plans(question(*without("CT10"), wishes=Wishes(likes=(course("CT90"),)), periods=6))
    assert isinstance(answer, Found)
    kinds = [plan.kind for plan in answer.plans]
    assert kinds[0] is PlanKind.KEEPS_CHOICES
    assert len(kinds) == len(set(kinds)) >= 2
    assert all(plan.is_complete for plan in answer.plans)


@pytest.mark.parametrize("work", [0.1, 0.5])
def test_the_work_limit_does_not_change_an_easy_answer(work: float) -> None:
    answer = find_plan(question(), effort=Effort(work=work))
    assert isinstance(answer, Found)
