"""The tricky rules of Louisiana, the University of California and a Californian district."""

from dataclasses import replace

from tests.credit import credits
from tests.rulebooks.reading import audited, node_at, status_at
from tests.rulebooks.students import facts, half, plus, then, took, unknown, without
from tests.rulebooks.transcripts.us_ca import DISTRICT_230, UC_A_G
from tests.rulebooks.transcripts.us_la import JUMP_START_23, TOPS_UNIVERSITY_24
from waypost.engine.record import Entry, Record
from waypost.engine.result import Status

TOPS = TOPS_UNIVERSITY_24.rulebook


def test_one_year_of_jrotc_is_no_health() -> None:
    record = then(without("HEALTH"), plus(took("JROTC1", "EL", "jrotc-1")))(TOPS_UNIVERSITY_24.full)
    assert status_at(record, TOPS, "health-and-pe/health") is Status.OPEN


def test_both_agriscience_classes_are_one_science_credit() -> None:
    both = plus(took("AGRI1", "CT", "agriscience-1"), took("AGRI2", "CT", "agriscience-2"))
    one_less = then(without("PHYS"), both)(TOPS_UNIVERSITY_24.full)
    assert status_at(one_less, TOPS, "science") is Status.MET
    two_less = then(without("PHYS", "ENVIRO"), both)(TOPS_UNIVERSITY_24.full)
    assert status_at(two_less, TOPS, "science") is Status.OPEN


def test_one_state_test_of_each_pair_is_enough_and_two_of_one_pair_are_not() -> None:
    record = then(unknown("leap_biology"), facts(leap_english_2=True))(TOPS_UNIVERSITY_24.full)
    assert status_at(record, TOPS, "leap") is Status.OPEN
    assert status_at(facts(leap_civics=True)(record), TOPS, "leap") is Status.MET


def test_jump_start_is_not_done_without_the_credential() -> None:
    record = unknown("industry_credential")(JUMP_START_23.full)
    assert audited(record, JUMP_START_23.rulebook).status is Status.OPEN


def test_the_tops_award_is_always_a_question() -> None:
    assert audited(TOPS_UNIVERSITY_24.full, "us-la-tops-award").status is Status.CANNOT_CHECK


def test_amounts_without_a_source_show_a_meter_and_are_never_done() -> None:
    result = audited(DISTRICT_230.full, DISTRICT_230.rulebook)
    english = node_at(result, "english")
    assert (english.status, english.meter.done) == (Status.CANNOT_CHECK, credits(4))
    assert node_at(result, "all-credits").status is Status.MET
    assert result.status is Status.CANNOT_CHECK


def test_229_credits_are_not_230() -> None:
    record = half("STUDY")(DISTRICT_230.full)
    assert audited(record, DISTRICT_230.rulebook).status is Status.OPEN


def _low(record: Record, code: str, mark: str, *tags: str) -> Record:
    """The record with another mark, and more tags, for the class with a code."""
    return replace(
        record, entries=tuple(_with_mark(one, mark, tags) if one.course.code == code else one for one in record.entries)
    )


def _with_mark(one: Entry, mark: str, tags: tuple[str, ...]) -> Entry:
    return replace(one, mark=mark, course=replace(one.course, tags=one.course.tags | set(tags)))


def test_a_higher_math_or_language_class_clears_a_d() -> None:
    for code, higher, area, tags in (
        ("MATH1", "MATH2", "c", ("algebra-1", "geometry")),
        ("SPAN1", "SPAN2", "e", ("language-level-1", "language-level-2")),
    ):
        low = _low(_low(UC_A_G.full, code, "D", tags[0]), higher, "C", tags[1])
        assert status_at(low, UC_A_G.rulebook, area) is Status.MET
        assert [one.by_entry_id for one in audited(low, UC_A_G.rulebook).validated] == [
            one.id for one in low.entries if one.course.code == higher
        ]
        both_low = _low(low, higher, "D", tags[1])
        assert status_at(both_low, UC_A_G.rulebook, area) is Status.OPEN


def test_a_cleared_d_stays_a_d_in_the_average() -> None:
    tagged = _low(_low(UC_A_G.full, "MATH2", "A", "algebra-1"), "MATH3", "A", "algebra-2")
    cleared = _low(tagged, "MATH2", "D")
    before, after = (node_at(audited(one, UC_A_G.rulebook), "average/otherwise").tallied for one in (tagged, cleared))
    assert before is not None
    assert after is not None
    assert (before.done or 0) > (after.done or 0)
