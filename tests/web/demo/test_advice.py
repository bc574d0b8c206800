"""What the machine proposes to the demo's people is what a counselor would say first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.web.demo.as_record import courses_at, record_of, rulebook
from waypost.engine.catalog import Term
from waypost.engine.repair import Fixes, repair
from waypost.engine.sameness import course_key
from waypost.engine.search import (
    Calendar,
    Found,
    FoundPlan,
    LighterTerm,
    Question,
    Target,
    Wishes,
    find_plans,
    school_offerings,
)
from waypost.engine.search.sense import needs_a_word
from waypost.engine.what_if import failed
from waypost.web.demo.district import DemoDistrict, build_district, cast
from waypost.web.demo.district.schools import CEDAR_HIGH


@pytest.fixture(scope="module")
def demo() -> DemoDistrict:
    return build_district()


def mayas_question(demo: DemoDistrict) -> Question:
    return Question(
        record=record_of(demo, cast.MAYA),
        rulebooks=(rulebook("graduation-2029"),),
        offerings=school_offerings(courses_at(CEDAR_HIGH)),
        calendar=Calendar(school_year=2026, grade_level=10, first=Term.SPRING),
    )


def levels_twice(plan: FoundPlan) -> list[str]:
    """Courses that the record and the plan have more than once, though they bring credit once."""
    own = Counter(course_key(entry.course) for entry in plan.record.entries if entry.units and entry.units >= 4)
    repeatable = {course_key(entry.course) for entry in plan.record.entries if entry.course.repeatable}
    return [key for key, count in own.items() if count > 1 and key not in repeatable]


def test_no_plan_for_maya_has_english_10_twice(demo: DemoDistrict) -> None:
    wishes = Wishes(
        must_have=(Target(courses=frozenset({"SPAN3"})),),
        free_period=(LighterTerm(grade_level=12, term=Term.SPRING),),
    )
    answer = find_plans(replace(mayas_question(demo), wishes=wishes))
    assert isinstance(answer, Found), answer
    for plan in answer.plans:
        assert levels_twice(plan) == []
        assert not [one for one in plan.placements if not one.kept and needs_a_word(one.entry.course)]


def test_chemistry_that_is_failed_is_chemistry_again(demo: DemoDistrict) -> None:
    question = mayas_question(demo)
    chemistry = next(entry for entry in question.record.entries if entry.course.code == "CHEM1")
    answer = repair(failed(question, entry_id=chemistry.id))
    assert isinstance(answer, Fixes), answer
    assert answer.fixes
    for fix in answer.fixes:
        added = {one.entry.course.code for one in fix.plan.placements if not one.kept}
        assert "CHEM1H" not in added
        assert "ADPE1" not in added
