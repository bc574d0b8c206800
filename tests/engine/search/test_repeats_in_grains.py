"""A second attempt at an earned course brings a plan no more than the course is worth, in whatever grain."""

from tests.credit import credits
from tests.engine.cases import course, entry, record, rulebook
from waypost.engine.compiled import compile_rulebook
from waypost.engine.search import Calendar, Found, Question, find_plan, school_offerings


def test_a_retake_fills_no_requirement_twice() -> None:
    rules = rulebook('[[part]]\nslug = "x"\ntitle = "X"\ncredits = 0.75\nfrom = { any_course = true }\n')
    low, other = course("LOW", units=credits(0.5)), course("OTHER", units=credits(0.5))
    answer = find_plan(
        Question(
            record=record(entry(low, "D", grade=11, year=2025), grade_level=12),
            rulebooks=(compile_rulebook(rules),),
            offerings=school_offerings([low, other]),
            calendar=Calendar(school_year=2026, grade_level=12, periods=1, least_periods=0),
        )
    )
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.is_complete
    assert [one.entry.course.code for one in plan.placements] == ["OTHER"]
