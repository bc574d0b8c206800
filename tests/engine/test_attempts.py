"""What an attempt earns: by its mark and result, in its own year, while it runs and when its term is over."""

from dataclasses import replace
from datetime import date

import pytest

from tests.credit import credits, quarters
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, record, rulebook
from waypost.engine.audit import AuditResult, audit
from waypost.engine.calendar import Term
from waypost.engine.prerequisite import parse_prerequisite
from waypost.engine.readiness import HeadsUpKind, check_placement
from waypost.engine.record import AttemptResult, CreditRule, Entry, Stage
from waypost.engine.requirement import Rulebook
from waypost.engine.result import HeldBecause, Status
from waypost.engine.transcript import read_record, write_record

ENGLISH = course("EN9", subject="EN")
HEALTH = course("HE10", subject="PE", units=credits(0.5))


def rules(subject: str, credits: float) -> Rulebook:
    return rulebook(f"""
[[part]]
slug = "part"
title = "Part"
credits = {credits}
from = {{ subject = "{subject}" }}
""")


def held(result: AuditResult) -> list[HeldBecause]:
    return [one.because for one in result.held]


@pytest.mark.parametrize("mark", ["F", "W", "I", "NP", "NC", "U", "WF", "WP", "Fail", "inc", "AU", " f "])
def test_a_mark_without_credit_earns_nothing_whatever_the_units_say(mark: str) -> None:
    result = audit(record(entry(ENGLISH, mark)), rules("EN", 1))
    assert (result.meter.done, held(result)) == (0, [HeldBecause.NOT_PASSED])


def test_an_attempt_that_is_over_without_a_mark_earns_nothing() -> None:
    result = audit(record(entry(ENGLISH, None)), rules("EN", 1))
    assert (result.meter.done, held(result)) == (0, [HeldBecause.NO_MARK])


def test_a_pass_without_a_mark_is_a_pass() -> None:
    home = replace(entry(ENGLISH, None), result=AttemptResult.PASSED)
    assert audit(record(home), rules("EN", 1)).status is Status.MET


@pytest.mark.parametrize("result", [AttemptResult.FAIL, AttemptResult.INCOMPLETE, AttemptResult.WITHDRAWN])
def test_a_result_stands_over_the_mark(result: AttemptResult) -> None:
    assert audit(record(replace(entry(ENGLISH, "B"), result=result)), rules("EN", 1)).meter.done == 0


@pytest.mark.parametrize("given", ['"mark": "F"', '"mark": "W"', '"result": "Fail"', '"stage": "done"'])
def test_a_record_without_units_gives_no_credit_for_what_was_not_passed(given: str) -> None:
    stage = "" if "stage" in given else '"stage": "done",'
    loaded = read_record(f"""{{
      "courses": [{{"code": "EN9", "title": "English 9", "subject": "EN", "units": 4}}],
      "entries": [{{"id": "1", "course": "EN9", {stage} {given}, "grade_level": 9, "school_year": 2025}}]
    }}""")
    assert loaded.record is not None, loaded.problems
    assert loaded.record.entries[0].attempted_units == ENGLISH.units
    assert audit(loaded.record, rules("EN", 1)).meter.done == 0


@pytest.mark.parametrize("mark", ["59", "0", "59.9", "E", "N", "F+", "F*", "-", "Failing", "Withdrew", "ZZ"])
def test_a_mark_that_is_not_known_to_pass_gets_no_credit_that_nobody_stated(mark: str) -> None:
    loaded = read_record(f"""{{
      "courses": [{{"code": "EN9", "title": "English 9", "subject": "EN", "units": 4}}],
      "entries": [{{"id": "1", "course": "EN9", "stage": "done", "mark": "{mark}", "grade_level": 9,
                   "school_year": 2025}}]
    }}""")
    assert loaded.record is not None, loaded.problems
    assert audit(loaded.record, rules("EN", 1)).meter.done == 0
    assert_batch_agrees([loaded.record], rules("EN", 1))


@pytest.mark.parametrize("mark", ["D-", "60", "P", "cr", "A*", "100"])
def test_a_mark_that_passes_gets_the_credit_of_the_course_where_none_is_stated(mark: str) -> None:
    loaded = read_record(f"""{{
      "courses": [{{"code": "EN9", "title": "English 9", "subject": "EN", "units": 4}}],
      "entries": [{{"id": "1", "course": "EN9", "stage": "done", "mark": "{mark}", "grade_level": 9,
                   "school_year": 2025}}]
    }}""")
    assert loaded.record is not None, loaded.problems
    assert audit(loaded.record, rules("EN", 1)).status is Status.MET


@pytest.mark.parametrize(("mark", "opens"), [("B", True), ("C-", True), ("70", True), ("D", False), ("65", False)])
def test_a_class_for_no_credit_opens_the_next_where_the_catalog_gives_credit(mark: str, opens: bool) -> None:
    algebra, geometry = course("AL1", subject="MA"), planned_after("AL1")
    for attempted in (0, credits(1)):
        taken = entry(algebra, mark, grade=8, units=0, attempted=attempted)
        asked = check_placement(geometry, record=record(taken, geometry))
        assert (asked == ()) is (opens or not attempted), attempted


def test_a_planned_class_brings_nothing_beside_one_that_excludes_it() -> None:
    plain = course("ST1", subject="MA")
    advanced = replace(course("AP1", subject="MA"), excludes=frozenset({"ST1"}))
    book = rules("MA", 2)
    planned = entry(advanced, grade=11, stage=Stage.PLANNED)
    result = audit(record(entry(plain), planned), book)
    assert (tuple(result.meter), held(result)) == ((credits(1), 0, 0, credits(1)), [HeldBecause.EXCLUDED])
    assert audit(record(entry(plain), entry(advanced, grade=11)), book).status is Status.MET
    assert_batch_agrees([record(entry(plain), planned)], book)


def test_a_course_without_the_tag_is_not_held_for_its_mark() -> None:
    book = rulebook("""
[[part]]
slug = "language"
title = "One language"
credits = 1
same = "language:"
from = { subject = "WL" }
""")
    result = audit(record(entry(course("WL1", subject="WL"))), book)
    assert (result.status, held(result)) == (Status.OPEN, [])


@pytest.mark.parametrize(("mark", "clears"), [("D", True), ("F", True), ("W", False), ("I", False), ("NC", False)])
def test_only_a_grade_is_cleared_by_a_later_course(mark: str, clears: bool) -> None:
    book = rulebook("""
[[validation]]
title = "Math"
sequence = [{ code = "A1" }, { code = "GE" }]
min_mark = "C"

[[part]]
slug = "math"
title = "Math"
credits = 2
min_mark = "C"
from = { subject = "MA" }
""")
    units = credits(1) if mark == "D" else 0
    low = entry(course("A1", subject="MA"), mark, units=units, attempted=credits(1))
    result = audit(record(low, entry(course("GE", subject="MA"), "B", grade=10)), book)
    assert (result.status is Status.MET) is clears


def test_a_record_may_write_lists_without_anything_in_them() -> None:
    loaded = read_record("""{"facts": [], "pins": [], "exceptions": [], "entries": [], "courses": [
      {"code": "EN9", "title": "English 9", "subject": "EN", "units": 4,
       "tags": [], "grades": [], "terms": [], "equivalents": [], "excludes": [], "schools": []}
    ]}""")
    assert (loaded.problems, loaded.record) == ((), record())


def test_a_record_may_hold_a_course_as_it_was_in_several_catalogs() -> None:
    loaded = read_record("""{"courses": [
      {"code": "HE10", "title": "Health", "subject": "PE", "units": 2},
      {"code": "HE10", "key": "HE10 of 2023", "title": "Health", "subject": "PE", "units": 4}
    ], "entries": [
      {"id": "1", "course": "HE10 of 2023", "stage": "done", "mark": "B", "grade_level": 9, "school_year": 2023},
      {"id": "2", "course": "HE10", "stage": "planned", "grade_level": 12, "school_year": 2026}
    ]}""")
    assert loaded.record is not None, loaded.problems
    assert tuple(audit(loaded.record, rules("PE", 1)).meter) == (credits(1), 0, 0, 0)
    assert read_record(write_record(loaded.record)).record == loaded.record


def test_a_semester_number_used_twice_a_year_is_two_halves() -> None:
    numbers = {grade: course(f"10{grade}", subject="EN", units=credits(0.5)) for grade in range(9, 13)}
    halves = [
        entry(numbers[grade], grade=grade, units=credits(0.5), attempted=credits(0.5), term=term)
        for grade in range(9, 13)
        for term in (Term.FALL, Term.SPRING)
    ]
    result = audit(record(*halves), rules("EN", 4))
    assert (result.status, held(result)) == (Status.MET, [])


def test_halves_of_a_course_whose_catalog_has_no_credit_yet_are_a_whole() -> None:
    unknown = course("MA101", subject="MA", units=0)
    halves = [
        entry(unknown, units=credits(0.5), attempted=credits(0.5), term=term) for term in (Term.FALL, Term.SPRING)
    ]
    assert audit(record(*halves), rules("MA", 1)).status is Status.MET


def test_planning_a_course_again_that_shrank_takes_nothing_away() -> None:
    earned = entry(HEALTH, units=credits(1), attempted=credits(1))
    again = entry(HEALTH, grade=12, units=credits(0.5), stage=Stage.PLANNED)
    result = audit(record(earned, again), rules("PE", 1))
    assert (result.status, tuple(result.meter)) == (Status.MET, quarters(4, 0, 0, 0))


def test_a_retake_after_a_deadline_leaves_the_deadline_met() -> None:
    early, late = entry(ENGLISH, "D", grade=9), entry(ENGLISH, "A", grade=12)
    book = rulebook("""
[[part]]
slug = "early"
title = "By grade 10"
tally = "courses"
at_least = 1
by_grade = 10
from = { subject = "EN" }

[[part]]
slug = "good"
title = "With a B"
credits = 1
min_mark = "B"
from = { subject = "EN" }
""")
    result = audit(record(early, late), book)
    assert [part.status for part in result.root.parts] == [Status.MET, Status.MET]


def test_a_later_attempt_moves_to_the_part_that_needs_it() -> None:
    """Algebra in grade 9 with a C, again in 11 with an A; geometry in 11 with a B: both parts stay met."""
    algebra, geometry = course("ALG", subject="MA"), course("GEO", subject="MA")
    book = rulebook("""
[[part]]
slug = "good"
title = "With a B"
credits = 1
min_mark = "B"
from = { subject = "MA" }

[[part]]
slug = "early"
title = "By grade 9"
credits = 1
by_grade = 9
from = { subject = "MA" }
""")
    first = [entry(algebra, "C", grade=9), entry(geometry, "B", grade=11)]
    assert audit(record(*first), book).status is Status.MET
    assert audit(record(*first, entry(algebra, "A", grade=11)), book).status is Status.MET


def test_a_course_for_no_credit_passed_twice_counts_as_two_courses() -> None:
    both = [entry(course(code, units=0), "P", grade=grade) for code, grade in (("AD1", 9), ("AD2", 10))]
    book = rulebook("""
[[part]]
slug = "two"
title = "Two courses"
tally = "courses"
at_least = 2
from = { any_course = true }
""")
    assert audit(record(*both), book).status is Status.MET
    assert audit(record(both[0], entry(course("AD2", units=0), "F")), book).status is Status.OPEN


def test_a_prerequisite_passed_for_no_credit_is_passed() -> None:
    algebra = course("MA08", subject="MA", units=0)
    geometry = planned_after("MA08")
    assert check_placement(geometry, record=record(entry(algebra, "B", grade=8), geometry)) == ()
    failed = record(entry(algebra, "F", grade=8), geometry)
    assert [one.kind for one in check_placement(geometry, record=failed)] == [HeadsUpKind.PREREQUISITE]


def planned_after(code: str) -> Entry:
    geometry = replace(course("MA20", subject="MA"), prerequisite=parse_prerequisite(code))
    return entry(geometry, grade=11, stage=Stage.PLANNED)


def test_half_a_passed_year_is_half_a_prerequisite() -> None:
    algebra = course("MA10", subject="MA")
    fall = entry(algebra, "C", units=credits(0.5), attempted=credits(0.5), term=Term.FALL)
    failed = entry(algebra, "F", units=0, attempted=credits(0.5), term=Term.SPRING)
    passed = entry(algebra, "D", units=credits(0.5), attempted=credits(0.5), term=Term.SPRING, id="again")
    geometry = planned_after("MA10")
    half = check_placement(geometry, record=record(fall, failed, geometry))
    assert [one.kind for one in half] == [HeadsUpKind.PREREQUISITE]
    assert check_placement(geometry, record=record(fall, failed, passed, geometry)) == ()


def test_a_mark_that_cannot_be_compared_makes_the_prerequisite_a_question() -> None:
    algebra = course("MA10", subject="MA")
    geometry = planned_after("MA10:C")
    own = record(entry(algebra, "D"), entry(algebra, "78", grade=10), geometry)
    assert [one.kind for one in check_placement(geometry, record=own)] == [HeadsUpKind.ASK]


SEAT = entry(course("SC201", subject="SC"), stage=Stage.NOW, grade=10, year=2026)


@pytest.mark.parametrize("marks", ["FF", "CF"])
def test_a_seat_ends_with_the_results_of_both_halves(marks: str) -> None:
    terms = (Term.FALL, Term.SPRING)
    results = [
        entry(
            SEAT.course,
            mark,
            units=0 if mark == "F" else credits(0.5),
            attempted=credits(0.5),
            grade=10,
            year=2026,
            term=term,
        )
        for mark, term in zip(marks, terms, strict=True)
    ]
    result = audit(record(SEAT, *results), rules("SC", 1))
    assert tuple(result.meter) == quarters(2 * marks.count("C"), 0, 0, 4 - 2 * marks.count("C"))
    assert HeldBecause.RESULT_IN in held(result)


def test_a_result_for_one_half_leaves_the_other_half_running() -> None:
    fall = entry(SEAT.course, "F", units=0, attempted=credits(0.5), grade=10, year=2026, term=Term.FALL)
    assert tuple(audit(record(SEAT, fall), rules("SC", 1)).meter) == quarters(0, 2, 0, 2)


def test_a_class_whose_term_is_over_has_no_mark_yet_and_is_not_on_track() -> None:
    during = audit(record(SEAT), rules("SC", 1), as_of=date(2027, 3, 1))
    assert during.status is Status.ON_TRACK
    after = audit(record(SEAT), rules("SC", 1), as_of=date(2027, 9, 1))
    assert (after.status, held(after)) == (Status.OPEN, [HeldBecause.NO_MARK_YET])


@pytest.mark.parametrize(
    ("rule", "done"),
    [(CreditRule.BEST, credits(1)), (CreditRule.FIRST, 0), (CreditRule.LAST, 0), (CreditRule.REPLACES, 0)],
)
def test_a_district_says_which_attempt_counts(rule: CreditRule, done: int) -> None:
    """B, then D: with a C asked for, only the best counts; the last one alone does not reach it."""
    order = ("D", "B") if rule is CreditRule.FIRST else ("B", "D")
    own = [entry(ENGLISH, mark, grade=grade) for mark, grade in zip(order, (9, 10), strict=True)]
    book = rulebook("""
[[part]]
slug = "part"
title = "Part"
credits = 1
min_mark = "C"
from = { subject = "EN" }
""")
    result = audit(record(*own, repeats=rule), book)
    assert result.meter.done == done
    assert len(result.held) == 1


def test_a_failed_retake_takes_the_credit_only_where_it_replaces() -> None:
    own = [entry(ENGLISH, "B", grade=9), entry(ENGLISH, "F", units=0, attempted=credits(1), grade=10)]
    by_rule = {rule: audit(record(*own, repeats=rule), rules("EN", 1)).meter.done for rule in CreditRule}
    assert by_rule == {
        CreditRule.BEST: credits(1),
        CreditRule.FIRST: credits(1),
        CreditRule.LAST: credits(1),
        CreditRule.REPLACES: 0,
    }


def test_what_a_repeat_gives_is_told_with_the_attempt_that_counts_for_less() -> None:
    result = audit(record(entry(ENGLISH, "B", grade=9), entry(ENGLISH, "A", grade=10)), rules("EN", 1))
    (one,) = result.held
    assert (one.because, one.units) == (HeldBecause.REPEATED, credits(1))
