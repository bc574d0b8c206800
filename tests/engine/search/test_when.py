"""The search plans for the side of a condition that applies, or says that it cannot."""

from dataclasses import replace

import pytest

from tests.engine.search.school import diploma, earned, question
from waypost.engine.record import Cohort
from waypost.engine.repair import Fixes, FixKind, repair
from waypost.engine.search import Found, FoundPlan, Question, Refused, find_plan
from waypost.engine.search.problems import ProblemKind

BY_CLASS = """
[[part]]
slug = "arts-or-math"
title = "Arts for the class of 2028 and later"
  [part.when]
  {when}
  [part.then]
  title = "Arts"
  credits = 1
  from = {{ subject = "AR" }}
  [part.otherwise]
  title = "Math"
  credits = 1
  from = {{ subject = "MA" }}
"""
COUNT = '{ tally = "courses", at_least = 1, when_planned = true, from = { subject = "MA" } }'


def _question(when: str) -> Question:
    return replace(question(), rulebooks=(diploma(BY_CLASS.format(when=when)),))


def _plan(when: str, cohort: Cohort) -> FoundPlan:
    own = _question(when)
    answer = find_plan(replace(own, record=replace(own.record, cohort=cohort)))
    assert isinstance(answer, Found)
    return answer.plans[0]


@pytest.mark.parametrize(
    ("when", "year", "subject"),
    [
        ("class_of_from = 2028", 2028, "AR"),
        ("class_of_from = 2028", 2027, "MA"),
        ("not = { class_of_from = 2028 }", 2028, "MA"),
        ('all = [{ class_of_from = 2028 }, { not = { fact = "transfer" } }]', 2028, "AR"),
    ],
)
def test_a_plan_is_for_the_side_of_the_students_class(when: str, year: int, subject: str) -> None:
    plan = _plan(when, Cohort(class_of=year))
    assert plan.is_complete
    assert {one.entry.course.subject for one in plan.placements} == {subject}


def test_a_side_that_nobody_knows_is_left_to_a_person() -> None:
    plan = _plan("class_of_from = 2028", Cohort())
    assert plan.placements == ()
    assert plan.conditions == (("case", "arts-or-math/then"),)


@pytest.mark.parametrize("when", [f"not = {COUNT}", f"any = [{COUNT}, {{ class_of_from = 2028 }}]"])
def test_what_the_plan_could_turn_in_several_ways_is_refused_by_name(when: str) -> None:
    answer = find_plan(_question(when))
    assert isinstance(answer, Refused)
    problem = next(one for one in answer.problems if one.is_refusal)
    assert (problem.kind, problem.where) == (ProblemKind.NOT_PLANNABLE, "case")
    assert problem.names == ("Arts for the class of 2028 and later",)


WORD = """
[[part]]
slug = "math"
title = "Math"
credits = 1
from = { subject = "MA" }
[[part]]
slug = "agreed"
title = "Your adviser agrees"
certified = "adviser"
"""


def test_an_awaited_word_is_no_missing_course() -> None:
    own = replace(question(earned("MA31")), rulebooks=(diploma(WORD),))
    answer = find_plan(own)
    assert isinstance(answer, Found)
    plan = answer.plans[0]
    assert (plan.is_complete, plan.placements) == (True, ())
    assert plan.conditions == (("case", "agreed"),)
    assert plan.audits[0].root.awaits == ("adviser",)
    fixes = repair(own)
    assert isinstance(fixes, Fixes)
    assert [fix.kind for fix in fixes.fixes] == [FixKind.NOTHING]
