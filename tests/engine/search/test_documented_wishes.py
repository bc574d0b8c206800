"""The example of docs/formats/wishes.md reads, and its plan is complete."""

import re
from pathlib import Path

from tests.engine.cases import rulebook
from waypost.engine.compiled import compile_rulebook
from waypost.engine.record import Record
from waypost.engine.search import Found, Question, find_plan
from waypost.engine.search.wish_reading import read_wishes

PAGE = Path(__file__).parents[3] / "docs" / "formats" / "wishes.md"
RULES = """
[[part]]
slug = "english"
title = "English"
credits = 2
from = { subject = "EN" }
[[part]]
slug = "math"
title = "Math"
credits = 2
from = { subject = "MA" }
[[part]]
slug = "health"
title = "Health"
credits = 0.5
from = { subject = "PE" }
"""


def test_the_example_has_a_complete_plan() -> None:
    (text,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(), re.DOTALL)
    asked = read_wishes(text, record=Record())
    assert asked.problems == ()
    assert asked.calendar is not None
    assert asked.wishes is not None
    question = Question(
        record=Record(),
        rulebooks=(compile_rulebook(rulebook(RULES)),),
        offerings=asked.offerings,
        calendar=asked.calendar,
        wishes=asked.wishes,
    )
    answer = find_plan(question)
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.is_complete
    codes = {placement.entry.course.code for placement in plan.placements}
    assert codes == {"EN11", "EN12", "MA31", "MA41", "HE10", "AR20"}
    assert plan.price.cost_cents == 0
    assert ("EN12", "EN11", "C") in {(one.needed_for, one.course_code, one.min_mark) for one in plan.assumptions}


def test_every_problem_of_a_file_is_named_with_its_place() -> None:
    text = """{"calendar": {"periods": "many"}, "courses": [{"code": "A1"}],
      "wishes": {"likes": [{"weight": 9}], "magic": 1}}"""
    places = {problem.place for problem in read_wishes(text, record=Record()).problems}
    assert {"calendar.periods", "calendar.school_year", "calendar.grade_level", "wishes.magic"} <= places
    assert any(place.startswith("courses") for place in places)
    assert any("weight" in place for place in places)
