"""Least marks, marks nobody can compare, repeats and renamed courses."""

from tests.credit import credits, quarters
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import ALGEBRA, MATH_AND_QUANTITATIVE, STATISTICS, course, entry, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.record import RepeatCode, Stage
from waypost.engine.result import HeldBecause, Status


def test_a_college_list_asks_for_a_c_where_graduation_takes_a_d() -> None:
    diploma = rulebook(MATH_AND_QUANTITATIVE)
    college = rulebook('min_mark = "C"\n' + MATH_AND_QUANTITATIVE)
    low = record(entry(ALGEBRA, "D"), entry(STATISTICS, "B"))
    assert audit(low, diploma).status is Status.MET
    assert audit(low, college).status is Status.OPEN


def test_a_mark_that_cannot_be_compared_is_held_and_not_guessed() -> None:
    college = rulebook('min_mark = "C"\n' + MATH_AND_QUANTITATIVE)
    result = audit(record(entry(ALGEBRA, "P", id="p"), entry(STATISTICS, "B")), college)
    assert result.meter == quarters(4, 0, 0, 4)
    assert [(held.entry_id, held.because, held.path) for held in result.held] == [
        ("p", HeldBecause.UNKNOWN_MARK, "math")
    ]


def test_a_part_that_a_mark_to_be_judged_would_fill_waits_for_a_word() -> None:
    college = rulebook('min_mark = "C"\n' + MATH_AND_QUANTITATIVE)
    asked = audit(record(entry(ALGEBRA, "P"), entry(STATISTICS, "B")), college)
    assert asked.status is Status.AWAITS_WORD
    assert [part.awaits for part in asked.root.parts] == [(), ("adviser",)]
    half = audit(record(entry(ALGEBRA, "P", units=credits(0.5)), entry(STATISTICS, "B")), college)
    assert half.status is Status.OPEN
    assert_batch_agrees([record(entry(ALGEBRA, "P"), entry(STATISTICS, "B"))], college)


def test_a_repeated_course_earns_credit_once() -> None:
    again = record(entry(ALGEBRA, "D", grade=9), entry(ALGEBRA, "B", grade=10))
    rules = rulebook("""
[[part]]
slug = "math"
title = "Math"
credits = 2
from = { subject = "MA" }
""")
    result = audit(again, rules)
    assert result.meter == quarters(4, 0, 0, 4)
    assert [held.because for held in result.held] == [HeldBecause.REPEATED]


def test_a_renamed_course_is_the_same_course() -> None:
    renamed = course("M1", subject="MA", equivalents="ALG1")
    result = audit(record(entry(ALGEBRA), entry(renamed, grade=10)), rulebook(MATH_AND_QUANTITATIVE))
    assert sum(use.units for use in result.entries) == credits(1)


def test_band_may_earn_credit_year_after_year() -> None:
    band = course("BAND", repeatable=True)
    rules = rulebook("""
[[part]]
slug = "electives"
title = "Electives"
credits = 2
from = { any_course = true }
""")
    assert audit(record(entry(band, grade=9), entry(band, grade=10)), rules).status is Status.MET


def test_a_planned_repeat_clears_a_low_mark_where_the_mark_matters() -> None:
    rules = rulebook("""
[[part]]
slug = "math"
title = "Math"
credits = 1
min_mark = "C"
from = { subject = "MA" }
""")
    planned = entry(ALGEBRA, grade=11, stage=Stage.PLANNED)
    result = audit(record(entry(ALGEBRA, "D"), planned), rules)
    assert result.status is Status.ON_TRACK


def test_an_attempt_marked_as_replaced_earns_nothing() -> None:
    replaced = entry(ALGEBRA, "C", repeat=RepeatCode.REPLACED_NOT_COUNTED)
    result = audit(record(replaced), rulebook(MATH_AND_QUANTITATIVE))
    assert result.meter.done == 0
    assert result.held[0].because is HeldBecause.NOT_COUNTED
