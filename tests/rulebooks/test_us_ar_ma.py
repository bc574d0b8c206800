"""The tricky rules of Arkansas and Massachusetts."""

from dataclasses import replace

import pytest

from tests.credit import credits
from tests.rulebooks.reading import audited, node_at, status_at
from tests.rulebooks.students import facts, half, plus, student, then, took, without, years
from tests.rulebooks.transcripts.us_ar import CORE_22, SMART_CORE_22
from tests.rulebooks.transcripts.us_ma import MASSCORE_22
from waypost.engine.record import Cohort, Record
from waypost.engine.result import Status


def test_one_computer_science_credit_is_math_or_science_but_not_both() -> None:
    both = without("PRECALC", "ANATOMY")(CORE_22.full)
    result = audited(both, CORE_22.rulebook)
    assert node_at(result, "math/fourth").meter.open + node_at(result, "science/third").meter.open == credits(1)


def test_the_computer_science_credit_that_is_a_math_still_meets_the_credit_of_its_own() -> None:
    record = without("PRECALC")(CORE_22.full)
    assert status_at(record, CORE_22.rulebook, "math/fourth") is Status.MET
    assert status_at(record, CORE_22.rulebook, "computer-science/then") is Status.MET


def test_non_academic_credits_do_not_count() -> None:
    record = then(without("SHOP"), plus(took("AIDE", "EL", "non-academic")))(CORE_22.full)
    assert status_at(record, CORE_22.rulebook, "career-focus") is Status.OPEN


def test_quantitative_reasoning_is_enough_without_smart_core_only() -> None:
    record = then(without("ALG2"), plus(took("QR", "MA", "quantitative-reasoning")))(CORE_22.full)
    assert audited(record, CORE_22.rulebook).status is Status.MET
    assert audited(record, SMART_CORE_22.rulebook).status is Status.OPEN


def test_every_class_since_2025_is_under_these_rules() -> None:
    applies = [audited(student(class_of=year), CORE_22.rulebook).applies for year in (2024, 2025, 2028, 2033)]
    assert applies == [False, True, True, True]


def _of_class(year: int, *, without_codes: tuple[str, ...] = ()) -> Record:
    record = without(*without_codes)(CORE_22.full) if without_codes else CORE_22.full
    return replace(
        record, cohort=Cohort(class_of=year), facts=tuple(f for f in record.facts if f.key != "service_hours")
    )


@pytest.mark.parametrize(
    ("year", "service", "computing", "personal_finance", "later"),
    [
        (2025, "met", "met", "cannot_check", "met"),
        (2026, "met", "open", "cannot_check", "met"),
        (2027, "open", "open", "open", "met"),
        (2028, "open", "open", "open", "met"),
        (2029, "open", "open", "open", "cannot_check"),
    ],
)
@pytest.mark.parametrize("rulebook", [CORE_22.rulebook, SMART_CORE_22.rulebook])
def test_each_class_is_asked_for_what_its_rules_say(
    rulebook: str, year: int, service: str, computing: str, personal_finance: str, later: str
) -> None:
    result = audited(_of_class(year, without_codes=("CS1", "PERSFIN")), rulebook)
    paths = ("service", "computer-science", "personal-finance", "after-2028")
    assert [node_at(result, path).status for path in paths] == [service, computing, personal_finance, later]


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
