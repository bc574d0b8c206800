"""The tricky rules of Washington."""

from dataclasses import replace

import pytest

from tests.credit import credits
from tests.rulebooks.reading import audited, node_at, status_at
from tests.rulebooks.students import Change, facts, granted, moved, plus, then, took, unknown, without
from tests.rulebooks.transcripts.us_wa import DIPLOMA_24
from waypost.engine.result import RefusedBecause, Status

ID = DIPLOMA_24.rulebook
FULL = DIPLOMA_24.full


def test_one_arts_credit_may_be_a_pathway_credit() -> None:
    claims = node_at(audited(FULL, ID), "arts/flexible").claims
    assert [claim.entry_id[:4] for claim in claims] == ["CARE"]


def test_a_fourth_pathway_credit_does_not_take_the_place_of_the_core_arts_credit() -> None:
    four = then(without("ART1"), plus(took("CARE4", "CT", "personalized-pathway")))(FULL)
    assert status_at(four, ID, "arts/core") is Status.OPEN
    assert status_at(four, ID, "arts/flexible") is Status.MET


def test_high_school_math_passed_in_grade_eight_counts() -> None:
    assert status_at(moved("ALG1", grade=7)(FULL), ID, "math/algebra-1") is Status.MET


@pytest.mark.parametrize("path", ["english", "math/third", "arts/core", "cte", "science/credits", "pe"])
def test_core_credits_are_never_waived(path: str) -> None:
    result = audited(granted(ID, path, "reduce", units=credits(0.5))(FULL), ID)
    assert [refused.because for refused in result.refused] == [RefusedBecause.NOT_WAIVABLE]


@pytest.mark.parametrize(
    "path",
    [("electives", 8), ("world-language", 8), ("arts/flexible", 4)],
    ids=lambda path: path[0],
)
def test_up_to_two_flexible_credits_are_waived(path: tuple[str, int]) -> None:
    lost = without("E3", "E4", "CARE1", "CARE2", "CARE3")
    result = audited(then(lost, granted(ID, path[0], "reduce", units=path[1]))(FULL), ID)
    assert result.refused == ()


def test_a_third_waived_credit_is_refused() -> None:
    two_and_one = then(
        granted(ID, "electives", "reduce", units=credits(2)), granted(ID, "world-language", "reduce", units=credits(1))
    )
    result = audited(two_and_one(FULL), ID)
    assert [refused.because for refused in result.refused] == [RefusedBecause.OVER_WAIVER_LIMIT]


def test_waived_electives_let_a_student_graduate_with_22_credits() -> None:
    record = then(without("E3", "E4"), granted(ID, "electives", "reduce", units=credits(2)))(FULL)
    assert audited(record, ID).status is Status.MET


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (then(unknown("sba_english"), facts(sat_english=410)), Status.MET),
        (then(unknown("sba_math"), plus(took("APSTAT", "MA", level="ap", mark="C+"))), Status.MET),
        (unknown("sba_english"), Status.OPEN),
        (then(unknown("sba_english", "sba_math"), facts(sat_english=800)), Status.OPEN),
    ],
    ids=["sat-english-state-math", "state-english-ap-math", "math-only", "english-only"],
)
def test_english_and_math_ways_may_be_mixed_but_both_are_needed(change: Change, status: Status) -> None:
    record = then(without("CARE1", "CARE2"), plus(took("ART2", "AR"), took("SPAN1", "WL")), change)(FULL)
    assert status_at(record, ID, "pathway") is status


def test_two_career_credits_of_two_sequences_are_no_pathway() -> None:
    two = plus(took("WELD1", "CT", "sequence:welding"), took("COOK1", "CT", "sequence:cooking"))
    record = then(without("CARE1", "CARE2", "CARE3"), two, unknown("sba_english", "sba_math"))(FULL)
    assert status_at(record, ID, "pathway/career-sequence") is Status.OPEN


def test_a_graduate_is_not_yet_admitted() -> None:
    assert audited(FULL, ID).status is Status.MET
    assert status_at(FULL, "us-wa-cadr", "world-language") is Status.OPEN
    assert status_at(FULL, "us-wa-cadr", "senior-math") is Status.OPEN


def test_a_third_math_that_only_needs_the_advisers_word_does_not_look_short() -> None:
    record = replace(FULL, exceptions=())
    result = audited(record, ID)
    math = node_at(result, "math")
    assert (math.status, math.meter.open, math.awaits) == (Status.AWAITS_WORD, 0, ("adviser",))
    assert (result.status, result.root.awaits) == (Status.AWAITS_WORD, ("adviser",))
