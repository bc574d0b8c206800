"""A planned class and the offering of its course wait for the same; what a plan stands without is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.search.school import diploma, planned, question, year
from waypost.engine.catalog import Course, Term
from waypost.engine.prerequisite import FREE, AnyOf, Ask, NeedCourse, Prerequisite, parse_prerequisite
from waypost.engine.readiness import HeadsUpKind, check_plan
from waypost.engine.record import Entry, Stage
from waypost.engine.repair import Fixes, FixKind, repair
from waypost.engine.search import Found, FoundPlan, Impossible, Question, find_plan

ONE = '[[part]]\nslug = "own"\ntitle = "Own"\ncredits = 1\nfrom = { code = "MA20" }\n'
FIRST_COURSE = year("MA10")
ORDER = {HeadsUpKind.PREREQUISITE, HeadsUpKind.COREQUISITE, HeadsUpKind.MINIMUM_GRADE, HeadsUpKind.EXCLUDED}


def second(asked: Prerequisite = FREE, beside: Prerequisite = FREE) -> Course:
    return replace(year("MA20"), prerequisite=asked, corequisite=beside)


def stands(course: Course, *, grade: int = 11, stage: Stage = Stage.PLANNED, mark: str | None = None) -> Entry:
    own = replace(planned("MA31", grade=grade), id=f"own-{course.code}", course=course)
    return replace(own, stage=stage, mark=mark)


def asked(*entries: Entry, courses: tuple[Course, ...]) -> Question:
    return replace(question(*entries, courses=courses), rulebooks=(diploma(ONE),))


def plan_of(one: Question) -> FoundPlan:
    answer = find_plan(one)
    assert isinstance(answer, Found), answer
    return answer.plans[0]


@pytest.mark.parametrize("grade", [11, 12])
@pytest.mark.parametrize("told", ["record", "offered", "both"])
def test_a_class_planned_without_what_comes_before_is_mended(grade: int, told: str) -> None:
    need = NeedCourse(code="MA10")
    own = second(FREE if told == "offered" else need)
    offered = second(FREE if told == "record" else need)
    answer = repair(asked(stands(own, grade=grade), courses=(FIRST_COURSE, offered)))
    assert isinstance(answer, Fixes)
    places = {one.entry.course.code: one.entry.grade_level for one in answer.fixes[0].plan.placements}
    assert places == {"MA10": 11, "MA20": 12}
    assert answer.fixes[0].kind is FixKind.SWAP


@pytest.mark.parametrize("grade", [11, 12])
def test_a_class_whose_first_step_nobody_offers_now_is_not_kept(grade: int) -> None:
    courses = (replace(FIRST_COURSE, grades=frozenset({9})), second(NeedCourse(code="MA10")))
    assert isinstance(find_plan(asked(stands(second(), grade=grade), courses=courses)), Impossible)


def test_what_runs_beside_a_planned_class_is_planned_too() -> None:
    offered = second(beside=NeedCourse(code="MA10"))
    plan = plan_of(asked(stands(second()), courses=(FIRST_COURSE, offered)))
    assert {one.entry.course.code for one in plan.placements} == {"MA10", "MA20"}


def test_a_class_that_cannot_move_names_what_it_stands_without() -> None:
    own = stands(second(NeedCourse(code="MA10")))
    one = asked(own, courses=(FIRST_COURSE, own.course))
    late = replace(one, calendar=replace(one.calendar, first=Term.SPRING))
    plan = plan_of(late)
    assert [(one.needed_for, one.text) for one in plan.assumptions] == [("MA20", "MA10")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("MA10 or counselor", []),
        ("ZZ9 or MA10", []),
        ("MA10 or B2 or C3", []),
        ("(MA10 and counselor) or MA10", []),
        ("MA10 and counselor", ["counselor"]),
        ("(MA10 or teacher) and counselor", ["counselor"]),
        ("counselor or teacher", ["counselor", "teacher"]),
    ],
)
def test_a_person_is_asked_only_where_no_other_way_is_met(text: str, named: list[str]) -> None:
    passed = stands(FIRST_COURSE, grade=10, stage=Stage.DONE, mark="B")
    plan = plan_of(asked(passed, courses=(FIRST_COURSE, second(parse_prerequisite(text)))))
    assert [one.text for one in plan.assumptions] == named


ORDERS = st.sampled_from(
    [
        FREE,
        NeedCourse(code="MA10"),
        NeedCourse(code="MA10", min_grade="C"),
        NeedCourse(code="MA10", concurrent=True),
        NeedCourse(code="ZZ99"),
        AnyOf(parts=(NeedCourse(code="MA10"), NeedCourse(code="EN11"))),
        AnyOf(parts=(NeedCourse(code="MA10"), Ask(text="counselor"))),
    ]
)


@given(
    own=st.tuples(ORDERS, ORDERS),
    offered=st.tuples(ORDERS, ORDERS),
    grade=st.sampled_from([11, 12]),
    first=st.sampled_from([Term.FALL, Term.SPRING]),
    mark=st.sampled_from([None, "A", "D", "F"]),
)
def test_no_found_plan_has_an_order_heads_up_that_it_does_not_name(
    own: tuple[Prerequisite, Prerequisite],
    offered: tuple[Prerequisite, Prerequisite],
    grade: int,
    first: Term,
    mark: str | None,
) -> None:
    before = [] if mark is None else [stands(FIRST_COURSE, grade=10, stage=Stage.DONE, mark=mark)]
    one = asked(*before, stands(second(*own), grade=grade), courses=(FIRST_COURSE, year("EN11"), second(*offered)))
    answer = find_plan(replace(one, calendar=replace(one.calendar, first=first)))
    for plan in answer.plans if isinstance(answer, Found) else ():
        codes = {entry.id: entry.course.code for entry in plan.record.entries}
        named = {assumption.needed_for for assumption in plan.assumptions}
        early = [one for one in check_plan(plan.record) if one.kind in ORDER]
        assert {codes[one.entry_id or ""] for one in early} <= named
