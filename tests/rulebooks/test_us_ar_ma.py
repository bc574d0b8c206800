"""The tricky rules of Arkansas and Massachusetts."""

from tests.credit import credits
from tests.rulebooks.reading import audited, node_at, status_at
from tests.rulebooks.students import facts, half, plus, student, then, took, without, years
from tests.rulebooks.transcripts.us_ar import CORE_22, SMART_CORE_22
from tests.rulebooks.transcripts.us_ma import MASSCORE_22
from waypost.engine.result import Status


def test_one_computer_science_credit_is_math_or_science_but_not_both() -> None:
    both = without("PRECALC", "ANATOMY")(CORE_22.full)
    result = audited(both, CORE_22.rulebook)
    assert node_at(result, "math/fourth").meter.open + node_at(result, "science/third").meter.open == credits(1)


def test_the_computer_science_credit_that_is_a_math_still_meets_the_credit_of_its_own() -> None:
    record = without("PRECALC")(CORE_22.full)
    assert status_at(record, CORE_22.rulebook, "math/fourth") is Status.MET
    assert status_at(record, CORE_22.rulebook, "computer-science") is Status.MET


def test_non_academic_credits_do_not_count() -> None:
    record = then(without("SHOP"), plus(took("AIDE", "EL", "non-academic")))(CORE_22.full)
    assert status_at(record, CORE_22.rulebook, "career-focus") is Status.OPEN


def test_quantitative_reasoning_is_enough_without_smart_core_only() -> None:
    record = then(without("ALG2"), plus(took("QR", "MA", "quantitative-reasoning")))(CORE_22.full)
    assert audited(record, CORE_22.rulebook).status is Status.MET
    assert audited(record, SMART_CORE_22.rulebook).status is Status.OPEN


def test_only_the_class_of_2028_is_under_these_rules() -> None:
    assert [audited(student(class_of=year), CORE_22.rulebook).applies for year in (2027, 2028, 2029)] == [
        False,
        True,
        False,
    ]


def test_rigorous_computer_science_replaces_a_math_or_a_lab_science_once() -> None:
    one = then(without("PHYS"), plus(took("APCSA", "CT", "computer-science-rigorous")))(MASSCORE_22.full)
    assert status_at(one, MASSCORE_22.rulebook, "math-and-science") is Status.MET
    both = then(without("PRECALC"), plus(took("CS2", "CT", "computer-science-rigorous")))(one)
    assert node_at(audited(both, MASSCORE_22.rulebook), "math-and-science").meter.open == credits(1)


def test_career_students_may_leave_language_and_arts_out() -> None:
    record = without("FREN1", "FREN2", "ART1")(MASSCORE_22.full)
    assert audited(record, MASSCORE_22.rulebook).status is Status.OPEN
    assert audited(facts(approved_career_program=True)(record), MASSCORE_22.rulebook).status is Status.MET


def test_one_year_each_of_two_languages_is_not_enough() -> None:
    record = then(without("FREN2"), plus(took("SPAN1", "WL", "language:spanish")))(MASSCORE_22.full)
    assert status_at(record, MASSCORE_22.rulebook, "language-and-arts/otherwise/language") is Status.OPEN


def test_what_counts_for_history_does_not_count_again_as_a_core_credit() -> None:
    record = then(without("CTE4"), half("CTE3"), plus(*years("EN", "POETRY")))(MASSCORE_22.full)
    assert node_at(audited(record, MASSCORE_22.rulebook), "additional").meter.open == credits(0.5)
