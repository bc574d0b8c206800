"""Repeatable courses with an end: what a single attempt brought is never lost to another attempt or edition."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.catalog import Course
from waypost.engine.families import worth_of
from waypost.engine.record import CreditRule, Entry, Stage
from waypost.engine.transcript import read_record, write_record

BAND = course("MU1", subject="AR", units=credits(0.5), repeatable=True)

ONE_CREDIT = rulebook('[[part]]\nslug = "a"\ntitle = "A"\ncredits = 1\nfrom = { subject = "AR" }\n')

ENDS = [
    {"repeat_times": 1},
    {"repeat_units": credits(0.5)},
    {"repeat_times": 2, "repeat_units": credits(0.75)},
    {"repeat_times": 1, "most_units": credits(0.75)},
    {"repeat_times": 1, "repeat_units": 0},
]


def ended(**ends: int) -> Course:
    return replace(BAND, **ends)  # type: ignore[arg-type]


def second(taken: Course, *, year: int = 2026) -> list[Entry]:
    """Attempts that may stand beside the first one."""
    return [
        entry(taken, "F", id="2", units=0, attempted=taken.units, grade=10, year=year),
        entry(taken, "W", id="2", units=0, grade=10, year=year),
        entry(taken, "B", id="2", grade=10, year=year),
        entry(taken, id="2", stage=Stage.NOW, grade=10, year=year),
        entry(taken, id="2", stage=Stage.PLANNED, grade=10, year=year),
    ]


@pytest.mark.parametrize("ends", ENDS, ids=str)
@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_pass_for_more_than_all_passes_stays_whatever_stands_beside_it(
    ends: dict[str, int], at: int, year: int
) -> None:
    first = entry(ended(**ends), id="1", units=credits(1), year=2025)
    both = record(first, second(ended(**ends), year=year)[at])
    assert audit(both, ONE_CREDIT).meter.done == credits(1)
    assert_batch_agrees([both, record(first)], ONE_CREDIT)


@pytest.mark.parametrize("at", range(5))
def test_a_pass_in_an_edition_that_could_not_be_repeated_stays(at: int) -> None:
    then = course("MU1", subject="AR", units=credits(1))
    today = replace(BAND, units=credits(0.25), repeat_times=2)
    both = record(entry(then, id="1", year=2025), second(today)[at])
    assert audit(both, ONE_CREDIT).meter.done == credits(1)
    assert_batch_agrees([both], ONE_CREDIT)


def test_what_was_only_attempted_of_a_repeatable_course_raises_nothing() -> None:
    band = ended(repeat_times=1)
    tried = entry(band, "F", id="f", units=0, attempted=credits(3), year=2024)
    passes = [entry(band, id=str(year), grade=10, year=year) for year in (2025, 2026)]
    assert audit(record(tried, *passes), ONE_CREDIT).meter.done == credits(0.5)
    assert_batch_agrees([record(tried, *passes), record(replace(tried, units=credits(3)), *passes)], ONE_CREDIT)


def test_all_passes_together_still_have_their_end() -> None:
    passes = [entry(ended(repeat_times=1), id=str(year), grade=10, year=year) for year in (2024, 2025, 2026)]
    assert audit(record(*passes), ONE_CREDIT).meter.done == credits(0.5)


@pytest.mark.parametrize("rule", [CreditRule.FIRST, CreditRule.LAST])
def test_a_named_rule_keeps_the_whole_pass_that_it_names(rule: CreditRule) -> None:
    band = ended(repeat_times=1)
    own = [entry(band, id=str(year), units=credits(1), grade=10, year=year) for year in (2024, 2025)]
    assert audit(record(*own, repeats=rule), ONE_CREDIT).meter.done == credits(1)


def test_the_record_in_a_file_has_the_same_ceiling() -> None:
    then = course("MU1", subject="AR", units=credits(1))
    both = record(entry(then, id="1", year=2025), second(ended(repeat_times=1))[1])
    loaded = read_record(write_record(both)).record
    assert loaded is not None
    assert audit(loaded, ONE_CREDIT).meter.done == credits(1)


UNITS = st.integers(0, 8)
MAYBE = st.none() | st.integers(0, 3)


@st.composite
def attempts(draw: st.DrawFn) -> Entry:
    """An attempt at some edition of one course; files may state anything."""
    edition = course("MU1", units=draw(UNITS), repeatable=draw(st.booleans()))
    if edition.repeatable:
        edition = replace(
            edition, repeat_times=draw(MAYBE), repeat_units=draw(MAYBE), most_units=draw(st.none() | UNITS)
        )
    stage, mark = draw(st.sampled_from(Stage)), draw(st.sampled_from(("A", "D", "F", None)))
    attempted, year = draw(st.none() | UNITS), draw(st.integers(2024, 2026))
    return entry(edition, mark, stage=stage, units=draw(UNITS), attempted=attempted, year=year)


@settings(max_examples=500, deadline=None)
@given(own=st.lists(attempts(), max_size=6), one=attempts(), at=st.integers(0, 6))
def test_one_more_attempt_never_lowers_the_ceiling(own: Sequence[Entry], one: Entry, at: int) -> None:
    more = [*own[:at], one, *own[at:]]
    assert worth_of(more) >= worth_of(own)
    assert worth_of(more) == worth_of(more[::-1])
    assert worth_of(more) >= one.units
