"""A class that was planned for a term that is over promises nothing, in no door, and is named."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import ALGEBRA, GEOMETRY, Shape, course, entry, record, records, rulebook, rulebooks
from waypost.engine.audit import audit
from waypost.engine.catalog import Term
from waypost.engine.compiled import compile_rulebook
from waypost.engine.past import is_over, without_past
from waypost.engine.prerequisite import NeedCourse
from waypost.engine.record import Record, Stage
from waypost.engine.repair import Fixes, repair
from waypost.engine.result import HeldBecause, Status
from waypost.engine.search import Calendar, Found, Impossible, Question, Refused, find_plan, school_offerings
from waypost.engine.search.problems import ProblemKind
from waypost.engine.search.wish_reading import LoadedWishes, read_wishes

MATH = """
[[part]]
slug = "math"
title = "Math"
credits = 1
from = [{ subject = "MA" }]
"""

PLANNED = entry(ALGEBRA, stage=Stage.PLANNED, year=2025, id="p")


def test_what_was_planned_for_a_year_that_is_over_is_held_and_named() -> None:
    result = audit(record(PLANNED), rulebook(MATH), as_of=date(2026, 9, 1))
    assert result.status is Status.OPEN
    assert result.meter.planned == 0
    assert [(one.entry_id, one.because, one.units) for one in result.held] == [
        ("p", HeldBecause.PLANNED_PAST, credits(1))
    ]
    assert [(use.entry_id, use.units, use.claims) for use in result.entries] == [("p", 0, ())]


def test_what_is_planned_for_a_term_that_still_runs_promises_its_credit() -> None:
    result = audit(record(PLANNED), rulebook(MATH), as_of=date(2026, 3, 1))
    assert (result.status, result.meter.planned, result.held) == (Status.ON_TRACK, credits(1), ())


def test_without_a_day_nothing_is_over() -> None:
    assert audit(record(PLANNED), rulebook(MATH)).status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("term", "last"),
    [
        (Term.FALL, date(2027, 1, 31)),
        (Term.SPRING, date(2027, 6, 30)),
        (Term.YEAR, date(2027, 6, 30)),
        (Term.SUMMER, date(2027, 8, 31)),
    ],
)
def test_a_term_is_over_on_the_day_after_its_last(term: Term, last: date) -> None:
    following = date.fromordinal(last.toordinal() + 1)
    assert not is_over(school_year=2026, term=term, on=last)
    assert is_over(school_year=2026, term=term, on=following)
    assert not is_over(school_year=2027, term=term, on=following)


def test_only_planned_classes_are_taken_out() -> None:
    own = record(entry(ALGEBRA, year=2025), entry(GEOMETRY, stage=Stage.NOW, year=2025), PLANNED)
    kept, past = without_past(own, on=date(2027, 1, 1))
    assert past == (PLANNED,)
    assert len(kept.entries) == 2


def test_a_planned_class_that_is_over_takes_nothing_from_one_that_is_earned() -> None:
    earned = entry(ALGEBRA, year=2024, id="e")
    result = audit(record(earned, PLANNED), rulebook(MATH), as_of=date(2026, 9, 1))
    assert result.status is Status.MET
    assert [one.because for one in result.held] == [HeldBecause.PLANNED_PAST]


def _question(*, on: date, later: Record) -> Question:
    geometry = replace(GEOMETRY, prerequisite=NeedCourse(code=ALGEBRA.code))
    return Question(
        record=later,
        rulebooks=(compile_rulebook(rulebook(MATH.replace('subject = "MA"', 'code = "GEO"'))),),
        offerings=school_offerings([geometry]),
        calendar=Calendar(school_year=2026, grade_level=12, last_grade=12),
        as_of=on,
    )


def test_no_plan_is_built_on_a_class_that_was_planned_and_is_over() -> None:
    question = _question(on=date(2026, 9, 1), later=record(PLANNED))
    assert question.past == ("p",)
    answer = find_plan(question)
    assert isinstance(answer, Impossible)
    assert [(one.kind, one.names) for one in answer.notes if one.kind is ProblemKind.PLANNED_PAST] == [
        (ProblemKind.PLANNED_PAST, ("p",))
    ]
    earned = find_plan(_question(on=date(2026, 9, 1), later=record(entry(ALGEBRA, year=2025))))
    assert isinstance(earned, Found)


def test_a_fix_fills_what_the_class_that_is_over_leaves_open() -> None:
    art = course("MA9", subject="MA")
    question = Question(
        record=record(PLANNED),
        rulebooks=(compile_rulebook(rulebook(MATH)),),
        offerings=school_offerings([art]),
        calendar=Calendar(school_year=2026, grade_level=12),
        as_of=date(2026, 9, 1),
    )
    answer = repair(question)
    assert isinstance(answer, Fixes)
    assert [one.entry.course.code for one in answer.fixes[0].plan.placements] == ["MA9"]
    assert any(one.kind is ProblemKind.PLANNED_PAST for one in answer.notes)


@settings(max_examples=60, deadline=None)
@given(
    students=st.lists(records(), min_size=1, max_size=6),
    rules=rulebooks(Shape(options=True, same=True, limits=True, most_leaves=4)),
    on=st.dates(date(2024, 1, 1), date(2031, 1, 1)),
)
def test_batch_and_single_audit_agree_on_what_is_over(students, rules, on) -> None:  # type: ignore[no-untyped-def]
    assert_batch_agrees(students, rules, on=on)


@settings(max_examples=60, deadline=None)
@given(
    own=records(), rules=rulebooks(Shape(options=True, most_leaves=4)), on=st.dates(date(2024, 1, 1), date(2031, 1, 1))
)
def test_an_audit_of_a_day_is_the_audit_of_what_is_not_over(own, rules, on) -> None:  # type: ignore[no-untyped-def]
    kept, past = without_past(own, on=on)
    with_all, without = audit(own, rules, as_of=on), audit(kept, rules, as_of=on)
    assert (with_all.root, with_all.pins, with_all.runner_up) == (without.root, without.pins, without.runner_up)
    assert {one.entry_id for one in with_all.held if one.because is HeldBecause.PLANNED_PAST} == {
        one.id for one in past
    }


def _wishes(**calendar: object) -> LoadedWishes:
    course = {"code": "MA9", "title": "Math", "subject": "MA", "units": ALGEBRA.units, "terms": ["summer"]}
    text = json.dumps({"calendar": {"school_year": 2026, "first": "spring", **calendar}, "courses": [course]})
    return read_wishes(text, record=Record(grade_level=13))


@pytest.mark.parametrize("summer_after", [False, True])
def test_a_command_plans_a_fifth_year_and_the_summer_after_it(summer_after: bool) -> None:
    read = _wishes(summer_after=summer_after)
    assert read.calendar is not None
    assert (read.calendar.last_grade, read.calendar.summer_after) == (13, summer_after)
    question = Question(
        record=Record(grade_level=13),
        rulebooks=(compile_rulebook(rulebook(MATH)),),
        offerings=read.offerings,
        calendar=read.calendar,
        as_of=date(2026, 11, 24),
    )
    assert isinstance(find_plan(question), Found if summer_after else Impossible)


def test_only_where_no_term_is_left_is_there_nothing_to_plan() -> None:
    calendar = Calendar(school_year=2026, grade_level=12, first=Term.SUMMER)
    assert not calendar.spans()
    assert replace(calendar, summer_after=True).spans()
    question = Question(record=Record(), rulebooks=(compile_rulebook(rulebook(MATH)),), offerings=(), calendar=calendar)
    answer = find_plan(question)
    assert isinstance(answer, Refused)
    assert [one.kind for one in answer.problems] == [ProblemKind.NO_TERMS]
