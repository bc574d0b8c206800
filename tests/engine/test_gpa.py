"""Six districts' conflicting policies, the university's caps, and what a policy does not know."""

from fractions import Fraction

import pytest

from tests.credit import credits
from tests.engine.cases import course, entry
from waypost.engine.catalog import Level, Term
from waypost.engine.gpa import LeftOut, gpa_of
from waypost.engine.gpa_policy import GpaPolicy
from waypost.engine.record import Entry, RepeatCode, Stage
from waypost.engine.rulebook import load_gpa_policy

PLAIN = "points = { A = 4, B = 3, C = 2, D = 1, F = 0 }\n"
WEIGHTS = "[weights]\nbonus = { honors = 0.5, ap = 1 }\n"


def policy(text: str) -> GpaPolicy:
    loaded = load_gpa_policy('id = "p"\ntitle = "P"\n' + text)
    assert loaded.policy is not None, [str(problem) for problem in loaded.problems]
    return loaded.policy


@pytest.mark.parametrize("blank", ["", "  ", "\N{ZERO WIDTH SPACE}"])
def test_a_blank_mark_is_left_out_as_no_mark(blank: str) -> None:
    good = entry(course("A1"), "A")
    gpa = gpa_of([good, entry(course("B1"), blank)], policy=policy(PLAIN))
    assert gpa.unweighted == gpa_of([good], policy=policy(PLAIN)).unweighted
    assert [left for _, left in gpa.left_out] == [LeftOut.NO_MARK]


HANDBOOK_A = policy(
    'repeat = "best"\nrepeat_at_most = "C+"\n'
    'points = { "A+" = 4.33, A = 4, "A-" = 3.67, "B+" = 3.33, B = 3, "C+" = 2.33, C = 2, D = 1, F = 0 }\n'
    + WEIGHTS
    + 'marks = ["A+", "A", "A-", "B+", "B", "C+", "C"]\n'
)
CABARRUS = policy(PLAIN + WEIGHTS)
GUSTINE = policy(PLAIN + '[weights]\nbonus = { ap = 1 }\nmarks = ["A", "B", "C"]\n')
COLLETON = policy(
    "".join(f"[[percent]]\nfrom = {least}\npoints = {points}\n" for least, points in ((100, 5), (90, 4), (80, 3)))
    + "[weights]\nbonus = { honors = 0.5, ap = 1, dual = 1 }\n"
)
JOHNSON_CREEK = policy('points = { "A+" = 4, A = 4, "A-" = 3.67, "B+" = 3.3, B = 3, "B-" = 2.67 }\n')
AFFTON = policy('repeat = "best_identical"\n' + PLAIN)


def taken(level: Level, mark: str, code: str = "X") -> Entry:
    return entry(course(code, level=level), mark)


@pytest.mark.parametrize(
    ("own", "level", "mark", "points"),
    [
        (HANDBOOK_A, Level.AP, "D", "1"),
        (HANDBOOK_A, Level.AP, "A+", "5.33"),
        (HANDBOOK_A, Level.HONORS, "A-", "4.17"),
        (CABARRUS, Level.AP, "D", "2"),
        (CABARRUS, Level.HONORS, "B", "3.5"),
        (GUSTINE, Level.AP, "A", "5"),
        (GUSTINE, Level.AP, "C", "3"),
        (GUSTINE, Level.AP, "D", "1"),
        (COLLETON, Level.REGULAR, "100", "5"),
        (COLLETON, Level.HONORS, "100", "5.5"),
        (COLLETON, Level.DUAL, "100", "6"),
        (JOHNSON_CREEK, Level.REGULAR, "B+", "3.3"),
        (JOHNSON_CREEK, Level.REGULAR, "B-", "2.67"),
        (AFFTON, Level.AP, "A", "4"),
    ],
)
def test_one_mark_under_one_policy(own: GpaPolicy, level: Level, mark: str, points: str) -> None:
    gpa = gpa_of([taken(level, mark)], policy=own)
    assert gpa.value == Fraction(points)


def test_the_same_transcript_has_different_averages() -> None:
    transcript = [taken(Level.AP, "D", "ONE"), taken(Level.HONORS, "B", "TWO")]
    assert gpa_of(transcript, policy=HANDBOOK_A).value == Fraction(9, 4)
    assert gpa_of(transcript, policy=CABARRUS).value == Fraction(11, 4)
    assert gpa_of(transcript, policy=CABARRUS).unweighted == 2


def test_a_mark_that_the_policy_does_not_know_is_held() -> None:
    gpa = gpa_of([taken(Level.REGULAR, "A-", "ONE"), taken(Level.REGULAR, "B", "TWO")], policy=CABARRUS)
    assert gpa.value == 3
    assert len(gpa.held) == 1


def test_a_failed_course_counts_by_what_was_attempted() -> None:
    failed = entry(course("X"), "F", units=0, attempted=credits(1))
    assert gpa_of([failed, taken(Level.REGULAR, "A", "Y")], policy=CABARRUS).value == 2


def attempts(first: str, second: str, *, level: Level = Level.REGULAR) -> list[Entry]:
    again = course("X", level=level) if level is Level.REGULAR else course("XH", level=level, equivalents="X")
    return [entry(course("X"), first, grade=9, id="first"), entry(again, second, grade=10, id="second")]


@pytest.mark.parametrize(
    ("own", "first", "second", "value"),
    [
        (HANDBOOK_A, "C+", "A", "4"),
        (HANDBOOK_A, "B", "A", "3.5"),
        (CABARRUS, "D", "A", "2.5"),
        (AFFTON, "D", "A", "4"),
    ],
)
def test_a_repeat_replaces_as_the_policy_says(own: GpaPolicy, first: str, second: str, value: str) -> None:
    assert gpa_of(attempts(first, second), policy=own).value == Fraction(value)


def test_only_the_identical_course_replaces_where_the_policy_says_so() -> None:
    both = attempts("D", "A", level=Level.HONORS)
    assert gpa_of(both, policy=AFFTON).value == Fraction(5, 2)


def test_repeat_codes_of_the_transcript_are_kept() -> None:
    replaced = entry(course("X"), "D", repeat=RepeatCode.REPLACED_NOT_COUNTED)
    gpa = gpa_of([replaced, taken(Level.REGULAR, "A", "Y")], policy=CABARRUS)
    assert gpa.value == 4
    assert gpa.left_out[0][1] is LeftOut.NOT_COUNTED


UC = policy(
    'grades = [10, 11]\nsummers_count_up = true\ncounts = { tag = "uc" }\n'
    + PLAIN
    + '[weights]\nbonus = { honors = 1, ap = 1 }\nmarks = ["A", "B", "C"]\ncap_semesters = 8\n'
    + "cap_by_grade = { 10 = 4 }\n"
)


def uc(code: str, mark: str, *, grade: int, level: Level = Level.REGULAR, term: Term = Term.YEAR) -> Entry:
    units = credits(1 if term == Term.YEAR else 0.5)
    return entry(course(code, tags="uc", level=level), mark, grade=grade, term=term, units=units)


def test_six_sophomore_honors_semesters_earn_four_bonus_points() -> None:
    honors = [uc(code, "B", grade=10, level=Level.HONORS) for code in ("HIST", "ENG", "MATH")]
    gpa = gpa_of(honors, policy=UC)
    assert sum(share.bonus * share.units / credits(0.5) for share in gpa.graded) == 4
    assert gpa.value == 3 + Fraction(4, 6)


def test_no_more_than_eight_semesters_earn_a_bonus() -> None:
    honors = [uc(f"H{at}", "A", grade=11, level=Level.AP) for at in range(6)]
    assert gpa_of(honors, policy=UC).value == 4 + Fraction(8, 12)


def test_a_d_in_an_ap_course_earns_no_bonus() -> None:
    assert gpa_of([uc("AP", "D", grade=11, level=Level.AP)], policy=UC).value == 1


def test_the_window_runs_from_the_summer_after_9_to_the_summer_after_11() -> None:
    inside = [
        uc("S9", "A", grade=9, term=Term.SUMMER),
        uc("Y10", "A", grade=10),
        uc("S11", "A", grade=11, term=Term.SUMMER),
    ]
    outside = [uc("Y9", "F", grade=9), uc("Y12", "F", grade=12)]
    gpa = gpa_of([*inside, *outside], policy=UC)
    assert gpa.value == 4
    assert len(gpa.graded) == 3


def test_only_the_best_core_credits_count() -> None:
    core = policy(PLAIN + "best_credits = 1\n")
    assert gpa_of([taken(Level.REGULAR, "A", "ONE"), taken(Level.REGULAR, "C", "TWO")], policy=core).value == 4


LOCKING = policy(
    'repeat = "best"\n'
    + PLAIN
    + "[lock]\ncredits = 2\nfrom = { by_semester = 4 }\n"
    + 'least_credits = 1\nleast_from = { subject = "MA", by_semester = 4 }\n'
)


def math(mark: str, **when: int | str) -> Entry:
    return entry(course("MATH", subject="MA"), mark, **when)


def test_a_mark_that_locked_is_not_replaced_later() -> None:
    record = [math("C"), taken(Level.REGULAR, "B", "ART"), math("A", id="again", grade=12)]
    gpa = gpa_of(record, policy=LOCKING)
    assert gpa.value == Fraction(5, 2)
    assert ("again", LeftOut.REPLACED) in gpa.left_out


def test_an_attempt_in_time_replaces_before_the_lock() -> None:
    record = [math("C"), taken(Level.REGULAR, "B", "ART"), math("A", id="again", grade=10)]
    assert gpa_of(record, policy=LOCKING).value == Fraction(7, 2)


@pytest.mark.parametrize("other", [[], [entry(course("ART"), "B", grade=12)]])
def test_nothing_locks_with_too_few_in_time(other: list[Entry]) -> None:
    gpa = gpa_of([math("C"), *other, math("A", id="again", grade=12)], policy=LOCKING)
    assert "again" in {share.entry_id for share in gpa.graded}


def test_only_the_best_marks_lock_and_the_asked_ones_first() -> None:
    early = [math("D"), *(taken(Level.REGULAR, mark, code) for code, mark in (("ONE", "A"), ("TWO", "B")))]
    later = [entry(course("TWO"), "A", id="two-again", grade=12), math("A", id="math-again", grade=12)]
    counted = {share.entry_id for share in gpa_of([*early, *later], policy=LOCKING).graded}
    assert "two-again" in counted
    assert "math-again" not in counted


def test_nothing_earned_has_no_average() -> None:
    planned = entry(course("X"), stage=Stage.PLANNED)
    assert gpa_of([planned], policy=CABARRUS).value is None


def again(mark: str, grade: int) -> Entry:
    return entry(course("X"), mark, grade=grade, id=f"x{grade}")


@pytest.mark.parametrize(
    ("rule", "value"),
    [("all", "8/3"), ("best", "4"), ("newest", "3"), ("oldest", "1"), ("average", "8/3")],
)
def test_a_policy_says_which_attempts_count(rule: str, value: str) -> None:
    own = policy(f'repeat = "{rule}"\n' + PLAIN)
    gpa = gpa_of([again("D", 9), again("A", 10), again("B", 11)], policy=own)
    assert gpa.value == Fraction(value)
    assert gpa.units == credits(3 if rule == "all" else 1)
    assert {why for _, why in gpa.left_out} <= {LeftOut.AVERAGED if rule == "average" else LeftOut.REPLACED}


def test_only_so_many_courses_replace_a_mark() -> None:
    own = policy('repeat = "best"\nrepeat_courses = 1\n' + PLAIN)
    first = [again("F", 9), again("A", 10)]
    second = [entry(course("Y"), mark, grade=grade, id=f"y{grade}") for mark, grade in (("F", 9), ("A", 11))]
    gpa = gpa_of([*first, *second], policy=own)
    assert [entry_id for entry_id, _ in gpa.left_out] == ["x9"]


def test_both_halves_of_a_number_that_stands_for_a_semester_count() -> None:
    number = course("1010", units=credits(0.5))
    halves = [
        entry(number, mark, units=credits(0.5), term=term) for mark, term in (("A", Term.FALL), ("C", Term.SPRING))
    ]
    gpa = gpa_of(halves, policy=policy('repeat = "best"\n' + PLAIN))
    assert (gpa.value, gpa.left_out) == (3, ())


def test_a_full_credit_in_one_term_is_two_semesters_for_the_cap() -> None:
    capped = policy(PLAIN + "[weights]\nbonus = { ap = 1 }\ncap_semesters = 8\n")
    block = [
        entry(course(f"AP{number}", level=Level.AP), "A", term=(Term.FALL, Term.SPRING)[number % 2], id=f"e{number}")
        for number in range(8)
    ]
    gpa = gpa_of(block, policy=capped)
    assert sum(share.bonus * share.units for share in gpa.graded) == 4 * credits(1)
