"""What a record tells of days after the audit's: it does not count yet, whoever asks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import ALGEBRA, GEOMETRY, Shape, entry, record, records, rulebook, rulebooks
from waypost.engine.audit import audit
from waypost.engine.catalog import Term
from waypost.engine.compiled import compile_rulebook
from waypost.engine.past import is_in_the_future
from waypost.engine.record import ExceptionKind, Fact, GrantedException, Record, Stage
from waypost.engine.result import HeldBecause, RefusedBecause, Status
from waypost.engine.search import Calendar, Found, Question, find_plan, school_offerings
from waypost.engine.search.problems import ProblemKind

TODAY = date(2026, 11, 29)

BOOK = """
[[part]]
slug = "math"
title = "Math"
credits = 1
from = [{ subject = "MA" }]

[[part]]
slug = "cpr"
title = "CPR"
fact = "cpr"
"""

MATH = "[[part]]" + BOOK.split("[[part]]")[1]


@pytest.mark.parametrize("stage", [Stage.DONE, Stage.NOW])
def test_an_attempt_of_a_year_that_has_not_begun_is_held_without_credit(stage: Stage) -> None:
    own = entry(ALGEBRA, stage=stage, year=2027, id="x")
    result = audit(record(own), rulebook(MATH), as_of=TODAY)
    assert (result.status, result.meter.done, result.meter.now) == (Status.OPEN, 0, 0)
    assert [(one.entry_id, one.because, one.units) for one in result.held] == [
        ("x", HeldBecause.IN_THE_FUTURE, credits(1))
    ]
    assert [(use.entry_id, use.units) for use in result.entries] == [("x", 0)]


def test_without_a_day_nothing_is_in_the_future() -> None:
    own = record(entry(ALGEBRA, year=2090), facts=(Fact(key="cpr", value=True, on=date(2090, 1, 1)),))
    assert audit(own, rulebook(BOOK)).status is Status.MET


def test_a_plan_for_a_later_year_stays_a_plan() -> None:
    result = audit(record(entry(ALGEBRA, stage=Stage.PLANNED, year=2027)), rulebook(MATH), as_of=TODAY)
    assert (result.status, result.held) == (Status.ON_TRACK, ())


@pytest.mark.parametrize("term", [Term.FALL, Term.SPRING, Term.YEAR, Term.SUMMER])
def test_a_school_year_begins_on_july_1(term: Term) -> None:
    own = entry(ALGEBRA, year=2026, term=term)
    assert is_in_the_future(own, on=date(2026, 6, 30))
    assert not is_in_the_future(own, on=date(2026, 7, 1))


def test_a_later_attempt_raises_no_ceiling() -> None:
    own = record(
        entry(ALGEBRA, year=2024, id="a"),
        entry(ALGEBRA, year=2025, id="b"),
        entry(ALGEBRA, year=2027, id="c", units=credits(2)),
    )
    book = rulebook(MATH.replace("credits = 1", "credits = 2"))
    assert audit(own, book, as_of=TODAY).meter.done == credits(1)


@pytest.mark.parametrize(("day", "status"), [(TODAY, Status.MET), (date(2026, 11, 30), Status.OPEN)])
def test_a_fact_counts_from_its_day_on(day: date, status: Status) -> None:
    own = record(entry(ALGEBRA, year=2025), facts=(Fact(key="cpr", value=True, on=day),))
    book = rulebook(BOOK)
    assert audit(own, book, as_of=TODAY).status is status
    assert_batch_agrees([own, record(entry(ALGEBRA, year=2025))], book, on=TODAY)


@pytest.mark.parametrize(("day", "refused"), [(TODAY, []), (date(2026, 12, 1), [RefusedBecause.NOT_YET])])
def test_an_exception_is_in_force_from_the_day_of_its_grant(day: date, refused: list[RefusedBecause]) -> None:
    book = rulebook(MATH)
    granted = GrantedException(
        rulebook_id=book.id, path="math", kind=ExceptionKind.WAIVE, authority="Principal", reason="Move", granted_on=day
    )
    own = record(exceptions=(granted,))
    result = audit(own, book, as_of=TODAY)
    assert [one.because for one in result.refused] == refused
    assert (result.status is Status.MET) is (not refused)
    assert audit(own, book).refused == ()
    assert_batch_agrees([own, record()], book, on=TODAY)


def test_no_plan_is_built_on_a_class_of_a_year_that_has_not_begun() -> None:
    later = record(entry(GEOMETRY, year=2027, id="x"), grade_level=11)
    question = Question(
        record=later,
        rulebooks=(compile_rulebook(rulebook(MATH)),),
        offerings=school_offerings([ALGEBRA]),
        calendar=Calendar(school_year=2026, grade_level=11, last_grade=12),
        as_of=TODAY,
    )
    answer = find_plan(question)
    assert isinstance(answer, Found)
    assert [one.entry.course.code for one in answer.plans[0].placements] == [ALGEBRA.code]
    assert [one.names for one in answer.notes if one.kind is ProblemKind.IN_THE_FUTURE] == [("x",)]


def _moved(own: Record, years: list[int], days: list[date | None]) -> Record:
    """The same record in other years, its facts on these days."""
    entries = tuple(replace(one, school_year=year) for one, year in zip(own.entries, years, strict=False))
    facts = tuple(replace(one, on=day) for one, day in zip(own.facts, days, strict=False))
    return replace(own, entries=entries, facts=facts)


YEARS = st.lists(st.integers(2024, 2028), min_size=6, max_size=6)
DAYS = st.lists(st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)), min_size=6, max_size=6)


@settings(max_examples=80, deadline=None)
@given(
    students=st.lists(st.builds(_moved, records(), YEARS, DAYS), min_size=1, max_size=6),
    rules=rulebooks(Shape(options=True, limits=True, facts=True, most_leaves=4)),
    on=st.dates(date(2025, 6, 1), date(2028, 1, 1)),
)
def test_batch_and_single_audit_agree_on_what_has_not_come(students, rules, on) -> None:  # type: ignore[no-untyped-def]
    assert_batch_agrees(students, rules, on=on)


@settings(max_examples=60, deadline=None)
@given(
    own=st.builds(_moved, records(), YEARS, DAYS),
    rules=rulebooks(Shape(options=True, facts=True, most_leaves=4)),
    on=st.dates(date(2025, 6, 1), date(2028, 1, 1)),
)
def test_an_audit_of_a_day_is_that_of_the_record_without_what_comes_later(own, rules, on) -> None:  # type: ignore[no-untyped-def]
    kept = replace(
        own,
        entries=tuple(one for one in own.entries if not is_in_the_future(one, on=on)),
        facts=tuple(one for one in own.facts if one.on is None or one.on <= on),
    )
    assert audit(own, rules, as_of=on).root == audit(kept, rules, as_of=on).root
