"""The tricky rules of Texas."""

import pytest

from tests.credit import credits
from tests.rulebooks.reading import audited, node_at, status_at
from tests.rulebooks.students import facts, half, plus, student, then, took, untagged, without, years
from tests.rulebooks.transcripts.us_tx import DISTINGUISHED_26, ENDORSEMENT_26, FOUNDATION_22
from waypost.engine.result import Status

FOUNDATION, ENDORSEMENT, DISTINGUISHED = (
    transcript.rulebook for transcript in (FOUNDATION_22, ENDORSEMENT_26, DISTINGUISHED_26)
)


def test_a_credit_may_be_two_halves_of_two_classes() -> None:
    halves = plus(
        took("CREATIVE", "EN", credits=0.5),
        took("COMMAPPS", "EN", "communication-applications", "speech", credits=0.5),
    )
    record = then(without("ENG4"), halves)(FOUNDATION_22.full)
    assert status_at(record, FOUNDATION, "english/credits") is Status.MET


def test_communication_applications_alone_fills_only_half_of_the_credit() -> None:
    twice = plus(took("COMMAPPS", "EN", "communication-applications", "speech", credits=1))
    record = then(without("ENG4"), twice)(FOUNDATION_22.full)
    assert node_at(audited(record, FOUNDATION), "english/credits").meter.open == credits(0.5)


@pytest.mark.parametrize(("tags", "status"), [((), Status.OPEN), (("level-3",), Status.MET)])
def test_debate_is_english_only_at_level_three(tags: tuple[str, ...], status: Status) -> None:
    record = then(without("ENG4"), plus(took("DEBATE", "EN", "debate", *tags)))(FOUNDATION_22.full)
    assert status_at(record, FOUNDATION, "english/credits") is status


def test_only_one_credit_of_english_is_debate_or_journalism() -> None:
    extra = plus(took("DEBATE3", "EN", "debate", "level-3"), took("NEWS3", "EN", "journalism", "level-3"))
    record = then(without("ENG3", "ENG4"), extra)(FOUNDATION_22.full)
    assert node_at(audited(record, FOUNDATION), "english/credits").meter.open == credits(1)


def test_english_for_speakers_of_other_languages_is_english_one_and_two_for_those_who_learn_it() -> None:
    esol = plus(took("ESOL1", "EN", "esol-1"), took("ESOL2", "EL", "esol-2"))
    record = then(without("ENG1", "ENG2"), esol)(FOUNDATION_22.full)
    for rulebook in (FOUNDATION, ENDORSEMENT, DISTINGUISHED):
        assert status_at(record, rulebook, "english/credits") is Status.OPEN
        learner = facts(english_learner=True)(record)
        assert status_at(learner, rulebook, "english/credits") is Status.MET


def test_two_languages_of_one_year_each_are_not_enough() -> None:
    record = then(without("SPAN2"), plus(took("FREN1", "WL", "language:french")))(FOUNDATION_22.full)
    assert status_at(record, FOUNDATION, "language") is Status.OPEN


def test_programming_can_be_the_language() -> None:
    coding = plus(*years("CT", "CS1", "CS2", tags=("language:programming",)))
    record = then(without("SPAN1", "SPAN2"), coding)(FOUNDATION_22.full)
    assert status_at(record, FOUNDATION, "language") is Status.MET


def test_ap_computer_science_is_the_fourth_math_or_an_elective_but_not_both() -> None:
    ap_cs = plus(took("APCSA", "CT", "ap-computer-science-a", level="ap"))
    swapped = then(without("STATS"), ap_cs)(ENDORSEMENT_26.full)
    assert status_at(swapped, ENDORSEMENT, "math/fourth") is Status.MET
    short = without("E4")(swapped)
    assert node_at(audited(short, ENDORSEMENT), "electives").meter.open == credits(1)


def test_ap_computer_science_is_no_third_math() -> None:
    ap_cs = plus(took("APCSA", "CT", "ap-computer-science-a", level="ap"))
    record = then(without("STATS", "ALG2"), ap_cs)(ENDORSEMENT_26.full)
    assert status_at(record, ENDORSEMENT, "math/foundation") is Status.OPEN


def test_the_twenty_two_of_foundation_are_not_the_twenty_six_of_an_endorsement() -> None:
    assert audited(FOUNDATION_22.full, ENDORSEMENT).meter.open == credits(4)


def test_algebra_two_may_be_planned_for_grade_twelve_if_it_is_on_the_plan() -> None:
    planned = plus(took("ALG2B", "MA", "algebra-2", grade=12, stage="planned"))
    record = then(without("ALG2"), planned)(DISTINGUISHED_26.full)
    assert status_at(record, DISTINGUISHED, "algebra-2-on-the-plan") is Status.MET
    assert status_at(record, DISTINGUISHED, "math/algebra-2") is Status.ON_TRACK


def test_four_maths_without_algebra_two_are_not_distinguished() -> None:
    record = untagged("ALG2", "algebra-2")(DISTINGUISHED_26.full)
    assert status_at(record, ENDORSEMENT, "math/fourth") is Status.MET
    assert status_at(record, DISTINGUISHED, "math/algebra-2") is Status.OPEN


def test_another_endorsement_than_stem_is_a_question_for_the_counselor() -> None:
    record = facts(endorsement="arts")(ENDORSEMENT_26.full)
    assert status_at(record, ENDORSEMENT, "endorsement-courses") is Status.CANNOT_CHECK


def test_a_student_who_entered_before_2014_is_not_under_these_rules() -> None:
    assert not audited(student(ninth=2013), FOUNDATION).applies
    assert audited(student(ninth=2014), FOUNDATION).applies


def test_half_a_credit_less_of_english_is_told() -> None:
    assert node_at(audited(half("ENG4")(FOUNDATION_22.full), FOUNDATION), "english/credits").meter.open == credits(0.5)
