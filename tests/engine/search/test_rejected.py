"""Why a course that could fill what is open cannot be used."""

from dataclasses import replace

import pytest

from tests.engine.search.school import (
    COURSES,
    FULL_PLAN,
    diploma,
    earned,
    half,
    online,
    planned,
    question,
    without,
    year,
)
from waypost.engine.catalog import Term
from waypost.engine.search import Modality, Offering, Question, Target, Wishes
from waypost.engine.search.rejected import No, rejected_ways

LATE = """
[[part]]
slug = "arts"
title = "Arts"
credits = 0.5
from = { subject = "AR", by_semester = 4 }
"""
AFTER = year("MA51", after="MA41")
YOUNG = year("MA11", grades=(9, 10))
FALL = half("PE20", tag="health", terms=(Term.SUMMER,))


def said(asked: Question) -> dict[str, tuple[No, tuple[str, ...]]]:
    return {one.offering.key: (one.no, one.needed) for one in rejected_ways(asked).rejected}


def test_a_complete_plan_has_no_open_requirement() -> None:
    looked = rejected_ways(question(*FULL_PLAN))
    assert (looked.count, looked.rejected) == (0, ())


@pytest.mark.parametrize(
    ("course", "no", "needed"),
    [
        (AFTER, No.PREREQUISITE, ("MA41",)),
        (YOUNG, No.GRADE_LEVEL, ("9", "10")),
        (year("MA71", grades=(12,)), None, ()),
    ],
)
def test_a_course_that_comes_too_early_or_too_late(course: object, no: No | None, needed: tuple[str, ...]) -> None:
    asked = question(*without("MA41"), courses=(*COURSES, course))  # type: ignore[arg-type]
    own = said(asked).get(f"{course.code}/school/")  # type: ignore[attr-defined]
    assert own == (None if no is None else (no, needed))


def test_a_course_that_is_never_wanted_or_taken_already() -> None:
    never = Wishes(never=(Target(courses=frozenset({"MA41"})),))
    own = said(question(*without("MA41"), wishes=never))
    assert own == {"MA41/school/": (No.NEVER, ()), "MA31/school/": (No.TAKEN, ())}


def test_a_way_of_taking_courses_that_is_not_wanted() -> None:
    asked = question(*without("PE10"), more=(online("PE10"),), wishes=Wishes(modalities_out=frozenset({"virtual"})))
    assert said(asked) == {"PE10/virtual/online": (No.WAY_OUT, ())}


def test_a_course_that_runs_in_no_open_term() -> None:
    summer = Offering(course=FALL, modality=Modality.SUMMER)
    assert said(question(*without("PE10"), more=(summer,)))["PE20/summer/"] == (No.NOT_OFFERED, ())


def test_full_days_leave_no_room_but_an_online_course_needs_none() -> None:
    own = said(question(*without("MA41"), planned("CT90", grade=12), periods=3, more=(online("MA41"),)))
    assert own["MA41/school/"] == (No.NO_ROOM, ())
    assert "MA41/virtual/online" not in own


def test_a_rule_with_a_deadline_that_has_passed() -> None:
    asked = replace(question(earned("MA31")), rulebooks=(diploma(LATE),))
    assert said(asked) == {"AR10/school/": (No.TOO_LATE, ()), "AR20/school/": (No.TOO_LATE, ())}


def test_a_heavy_course_where_terms_are_to_be_light() -> None:
    asked = question(*without("MA41"), wishes=Wishes(most_load=5))
    assert said(asked)["MA41/school/"] == (No.TOO_HEAVY, ())
