"""The worked cases of the sources: UC bonus points, NCAA semesters, California credits, moves between states."""

from fractions import Fraction

import pytest

from tests.credit import credits
from tests.rulebooks.reading import audited, compiled, standing, status_at
from tests.rulebooks.students import (
    facts,
    granted,
    half,
    marked,
    moved,
    plus,
    student,
    then,
    took,
    unknown,
    untagged,
    without,
    years,
)
from tests.rulebooks.transcripts.us_ca import UC_A_G
from tests.rulebooks.transcripts.us_la import TOPS_UNIVERSITY_24
from tests.rulebooks.transcripts.us_ncaa import DIVISION_1
from tests.rulebooks.transcripts.us_nm import DIPLOMA_24 as NEW_MEXICO
from tests.rulebooks.transcripts.us_tx import FOUNDATION_22
from waypost.engine.audit import audit
from waypost.engine.gpa import gpa_of, semesters_of
from waypost.engine.gpa_policy import GpaPolicy
from waypost.engine.record import Entry
from waypost.engine.requirement import Tally
from waypost.engine.result import Status
from waypost.engine.rulebook import load_rulebook
from waypost.engine.rulebook.walking import walk

UC = UC_A_G.rulebook
HONORS = ("uc:honors",)


def policy_of(rulebook_id: str) -> GpaPolicy:
    """The grading policy with which a shipped rulebook averages."""
    policies = [node.policy for node in walk(compiled(rulebook_id).rulebook.root) if isinstance(node, Tally)]
    return next(policy for policy in policies if policy is not None)


def bonus_points(*entries: Entry) -> Fraction:
    """The bonus points, one for each semester, that UC gives."""
    semesters = {entry.id: semesters_of(entry) for entry in entries}
    found = gpa_of(entries, policy=policy_of(UC))
    return sum((share.bonus * semesters[share.entry_id] for share in found.graded), Fraction(0))


def honors(code: str, area: str, *, grade: int, mark: str = "A", term: str = "year") -> Entry:
    return took(code, "EN", area, *HONORS, grade=grade, level="honors", mark=mark, term=term)


def test_uc_three_honors_years_in_grade_10_are_six_semesters_but_four_points() -> None:
    sophomore = [honors(code, area, grade=10) for code, area in (("HIST", "uc:a"), ("ENG", "uc:b"), ("MATH", "uc:c"))]
    assert bonus_points(*sophomore) == 4


def test_uc_gives_eight_points_at_most() -> None:
    ten = [honors("ENG2", "uc:b", grade=10), honors("MATH2", "uc:c", grade=10)]
    eleven = [honors(code, "uc:b", grade=11) for code in ("ENG3", "LIT", "POETRY")]
    assert bonus_points(*ten, *eleven) == 8


def test_uc_gives_no_point_for_a_d_in_ap() -> None:
    assert bonus_points(took("APBIO", "SC", "uc:d", level="ap", grade=11, mark="D")) == 0
    assert bonus_points(took("APBIO", "SC", "uc:d", level="ap", grade=11, mark="C")) == 2


def test_uc_gives_no_point_for_honors_that_it_did_not_approve() -> None:
    assert bonus_points(took("ENG3H", "EN", "uc:b", level="honors", grade=11, mark="A")) == 0


@pytest.mark.parametrize(
    ("grade", "term", "is_in"),
    [
        (9, "year", False),
        (9, "summer", True),
        (10, "fall", True),
        (11, "spring", True),
        (11, "summer", True),
        (12, "fall", False),
    ],
)
def test_uc_averages_from_the_summer_after_9_to_the_summer_after_11(grade: int, term: str, is_in: bool) -> None:
    found = gpa_of([took("ENG", "EN", "uc:b", grade=grade, term=term)], policy=policy_of(UC))
    assert (found.value is not None) is is_in


def test_uc_summer_after_9_counts_as_grade_10_for_the_cap() -> None:
    summer = [honors(f"S{number}", "uc:b", grade=9, term="summer") for number in range(3)]
    assert bonus_points(*summer, honors("ENG2", "uc:b", grade=10)) == 4


def test_uc_does_not_round_the_average() -> None:
    almost = [took(f"C{number}", "EN", "uc:b", grade=10, mark="B") for number in range(199)]
    record = student(*almost, took("LAST", "EN", "uc:b", grade=11, mark="C"))
    assert gpa_of(record.entries, policy=policy_of(UC)).value == Fraction(599, 200)  # 2.995
    assert status_at(record, UC, "average") is Status.OPEN


def test_uc_g_is_in_addition_to_a_to_f() -> None:
    without_g = without("PSYCH")(UC_A_G.full)
    assert status_at(without_g, UC, "g") is Status.OPEN
    extra_art = plus(took("ART2", "AR", "uc:f", grade=12))
    assert status_at(extra_art(without_g), UC, "g") is Status.MET


def test_uc_a_repeat_with_a_c_clears_a_d() -> None:
    failed = marked("MATH2", "D")(UC_A_G.full)
    assert status_at(failed, UC, "c") is Status.OPEN
    repeated = plus(took("MATH2", "MA", "uc:c", grade=11, mark="C", attempt="-2"))
    assert status_at(repeated(failed), UC, "c") is Status.MET


def test_uc_a_counselor_certifies_a_validated_d() -> None:
    failed = marked("SPAN2", "D")(UC_A_G.full)
    assert status_at(granted(UC, "e", "certify")(failed), UC, "e") is Status.MET


def test_ncaa_nine_core_years_before_the_seventh_semester_are_a_redshirt_not_a_qualifier() -> None:
    late = then(moved("SPAN1", grade=12), moved("USHIST", grade=12), untagged("PSYCH", "ncaa"))
    art = took("ARTHIST", "AR", "ncaa", grade=12, mark="A")
    record = then(late, plus(art), marked("ENG4", "A"), marked("SPAN2", "A"), marked("GOVT", "A"))(DIVISION_1.full)
    found = standing(audited(record, "ncaa-d1-qualifier"))
    assert found["before-senior-year/core"] is Status.OPEN
    assert found["before-senior-year/english-math-science"] is Status.MET
    assert found["average"] is Status.MET
    assert {found[path] for path in ("english", "math", "science", "extra", "social-studies", "more")} == {Status.MET}
    assert audited(record, "ncaa-d1-academic-redshirt").status is Status.MET


def test_ncaa_fall_of_grade_12_is_the_seventh_semester() -> None:
    for grade, term, status in ((11, "spring", Status.MET), (12, "fall", Status.OPEN)):
        record = moved("SPAN1", grade=grade, term=term)(DIVISION_1.full)
        assert status_at(record, "ncaa-d1-qualifier", "before-senior-year/core") is status


def test_ncaa_marks_of_the_ten_lock_and_a_redshirts_do_not() -> None:
    weak = marked("STATS", "D")(DIVISION_1.full)
    again = plus(took("GEOM", "MA", "ncaa", grade=12, mark="A", attempt="-2"))(weak)
    assert status_at(weak, "ncaa-d1-qualifier", "average") is Status.OPEN
    assert status_at(again, "ncaa-d1-qualifier", "average") is Status.OPEN
    nine = moved("SPAN1", grade=12)(again)  # too few in time, so that nothing locks
    assert status_at(nine, "ncaa-d1-qualifier", "average") is Status.MET


def test_220_california_credits_are_22_credits() -> None:
    text = '[[part]]\nslug = "all"\ntitle = "All"\ncredits = 220\nfrom = { any_course = true }\n'
    head = 'id = "ca"\ntitle = "CA"\nkind = "graduation"\nauthority = "A"\ncitation = "C"\nchecked_on = 2026-11-24\n'
    loaded = load_rulebook(f'{head}status = "draft"\ncredit_scale = 10\ntotal = 220\n{text}').rulebook
    assert loaded is not None
    assert loaded.total_units == credits(22)
    semesters = [took(f"C{number}", "EL", credits=0.5) for number in range(44)]  # 5 California credits each
    assert audit(student(*semesters), loaded).status is Status.MET
    assert audit(student(*semesters[1:]), loaded).meter.open == credits(0.5)


def test_230_california_credits_are_23_credits() -> None:
    assert compiled("us-ca-230-credits").rulebook.total_units == credits(23)


@pytest.mark.parametrize("missing", ["signed_by_student", "signed_by_parent", "signed_by_counselor"])
def test_a_next_step_plan_needs_three_signatures(missing: str) -> None:
    record = unknown(f"next_step_plan_10_{missing}")(NEW_MEXICO.full)
    assert status_at(NEW_MEXICO.full, "us-nm-24", "next-step-plan") is Status.MET
    assert status_at(record, "us-nm-24", "next-step-plan") is Status.OPEN


def test_a_next_step_plan_after_the_first_must_say_what_is_different() -> None:
    first = unknown("next_step_plan_8_differences_explained")(NEW_MEXICO.full)
    assert status_at(first, "us-nm-24", "next-step-plan") is Status.MET
    later = unknown("next_step_plan_9_differences_explained")(first)
    assert status_at(later, "us-nm-24", "next-step-plan") is Status.OPEN


def test_new_mexico_does_not_ask_for_algebra_2() -> None:
    assert status_at(NEW_MEXICO.full, "us-nm-24", "math") is Status.MET


LOUISIANA = TOPS_UNIVERSITY_24.rulebook


def test_a_military_child_gets_a_course_waived_that_was_met_elsewhere() -> None:
    moved_in = then(without("CIVICS"), plus(took("NCCIVICS", "SS")))(TOPS_UNIVERSITY_24.full)
    assert status_at(moved_in, LOUISIANA, "social-studies/civics") is Status.OPEN
    waived = granted(LOUISIANA, "social-studies/civics", "waive")(moved_in)
    assert status_at(waived, LOUISIANA, "social-studies") is Status.MET


def test_after_a_refused_waiver_an_alternative_course_is_admitted() -> None:
    moved_in = then(without("CIVICS"), plus(took("NCCIVICS", "SS")))(TOPS_UNIVERSITY_24.full)
    admitted = granted(LOUISIANA, "social-studies/civics", "admit", course_code="NCCIVICS")(moved_in)
    assert status_at(admitted, LOUISIANA, "social-studies/civics") is Status.MET


def test_a_senior_who_meets_the_sending_states_rules_graduates_by_those() -> None:
    senior = then(half("E3"), facts(speech_proficiency=True))(TOPS_UNIVERSITY_24.full)
    assert audited(senior, LOUISIANA).status is Status.OPEN
    texas = audited(then(plus(*years("SS", "WHIST2")))(senior), FOUNDATION_22.rulebook)
    assert texas.meter.open == 0


def test_in_another_state_nothing_is_waived_by_itself() -> None:
    moved_in = then(without("CIVICS"), plus(took("NCCIVICS", "SS")))(TOPS_UNIVERSITY_24.full)
    assert audited(moved_in, LOUISIANA).status is Status.OPEN
