"""Rules that the search must read as the audit does: goals, conditions on the plan, counts, choices with facts."""

from dataclasses import replace

import pytest

from tests.credit import credits
from tests.engine.search.school import COURSES, diploma, question, year
from waypost.engine.record import ExceptionKind, GrantedException
from waypost.engine.search import Found, FoundPlan, find_plan

PLANNED_TEST = """
[[part]]
slug = "math-or-arts"
title = "Arts, unless two years of math are planned"
  [part.when]
  tally = "courses"
  at_least = 2
  from = { subject = "MA" }
  when_planned = true
  [part.then]
  title = "Nothing more"
  credits = 0.5
  from = { tag = "health" }
  [part.otherwise]
  title = "One credit of arts"
  credits = 1
  from = { subject = "AR" }
"""

COUNTS = """
[[part]]
slug = "three-subjects"
title = "Three subjects"
tally = "subjects"
at_least = 3
from = { any_course = true }
[[part]]
slug = "four-units"
title = "Two credits of math"
tally = "units"
at_least = 2
from = { subject = "MA" }
"""

FACT_OR_COURSE = """
[[part]]
slug = "either"
title = "A signed form or a credit of arts"
choose = 1
  [[part.part]]
  slug = "form"
  title = "Form"
  fact = "form"
  [[part.part]]
  slug = "arts"
  title = "Arts"
  credits = 1
  from = { subject = "AR" }
"""

LIMITED = """
[[part]]
slug = "electives"
title = "Electives"
  [[part.limit]]
  at_most = 0.5
  from = { subject = "AR" }
  [[part.part]]
  slug = "any"
  title = "Anything"
  credits = 1.5
  from = [{ subject = "AR" }, { tag = "health" }, { code = "CT10" }]
"""


def plan_for(rules: str) -> FoundPlan:
    answer = find_plan(replace(question(), rulebooks=(diploma(rules),)))
    assert isinstance(answer, Found), answer
    return answer.plans[0]


@pytest.mark.parametrize("rules", [PLANNED_TEST, COUNTS, FACT_OR_COURSE, LIMITED])
def test_the_plan_is_complete(rules: str) -> None:
    assert plan_for(rules).is_complete


def test_a_limit_keeps_further_courses_out() -> None:
    codes = {placement.entry.course.code for placement in plan_for(LIMITED).placements}
    assert "CT10" in codes


def test_a_goal_comes_as_near_as_it_can() -> None:
    goal = diploma(
        '[[part]]\nslug = "arts"\ntitle = "Arts"\ncredits = 2\nfrom = { subject = "AR" }\n'
        '[[part]]\nslug = "career"\ntitle = "Career"\ncredits = 2\nfrom = { subject = "CT" }\n'
    )
    answer = find_plan(replace(question(periods=7), goals=(goal,)))
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.is_complete
    assert plan.short_units == credits(1)  # two halves of arts are all that the school has


ONE_LANGUAGE = """
[[part]]
slug = "language"
title = "Two credits of one language"
credits = 2
same = "language:"
from = { subject = "WL" }
"""


def test_a_course_admitted_into_a_leaf_of_one_language_is_planned_for_it() -> None:
    spanish = replace(year("WL10"), tags=frozenset({"language:es"}))
    admitted = GrantedException(
        rulebook_id="case",
        path="language",
        kind=ExceptionKind.ADMIT,
        authority="Principal",
        reason="Sign language",
        course_code="CT10",
    )
    asked = question(courses=(spanish, *COURSES))
    for exceptions, is_complete in (((), False), ((admitted,), True)):
        record = replace(asked.record, exceptions=exceptions)
        answer = find_plan(replace(asked, record=record, rulebooks=(diploma(ONE_LANGUAGE),)))
        assert (isinstance(answer, Found) and answer.plans[0].is_complete) is is_complete
