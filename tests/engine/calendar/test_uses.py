"""Loads, heads-ups, deadlines, averages, searches and batches in the terms of a calendar."""

import json
from dataclasses import replace

import pytest

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.calendar.calendars import ready
from tests.engine.cases import rulebook
from waypost.engine.audit import audit
from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.catalog import Course
from waypost.engine.compiled import CompiledRulebook, compile_rulebook
from waypost.engine.demand import CourseTerm
from waypost.engine.digest import digest_record
from waypost.engine.gpa import semesters_of
from waypost.engine.load import loads_of
from waypost.engine.prerequisite import parse_prerequisite
from waypost.engine.readiness import HeadsUpKind, check_plan
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.repair import Fixes, repair
from waypost.engine.result import Status
from waypost.engine.search import (
    Calendar,
    Found,
    Impossible,
    PlanKind,
    Question,
    find_plan,
    find_plans,
    school_offerings,
)
from waypost.engine.search.reasons import ReasonKind
from waypost.engine.search.wish_reading import read_wishes
from waypost.engine.transcript import read_record, write_record
from waypost.engine.what_if import failed

FIRST = 2026
MATH = """
[[part]]
slug = "math"
title = "Math"
credits = 1
from = { subject = "MA" }
"""


def course(
    code: str, calendar: SchoolCalendar, terms: str = "", *, units: int = credits(0.5), after: str = "none"
) -> Course:
    return Course(
        code=code,
        title=code,
        subject=code[:2],
        units=units,
        terms=frozenset(calendar.term(term) for term in terms.split()),
        prerequisite=parse_prerequisite(after),
    )


def entry(
    own: Course,
    term: str,
    calendar: SchoolCalendar,
    *,
    stage: Stage = Stage.PLANNED,
    year: int = FIRST,
    mark: str = "B",
) -> Entry:
    return Entry(
        id=f"{own.code}-{year}-{term}",
        course=own,
        stage=stage,
        units=own.units,
        mark=mark if stage is Stage.DONE else None,
        grade_level=year - FIRST + 12,
        school_year=year,
        term=calendar.term(term),
    )


def asked(calendar: SchoolCalendar, *courses: Course, first: str = "", entries: tuple[Entry, ...] = ()) -> Question:
    """A student in grade 12 who needs a credit of math, and has a period in each term."""
    return Question(
        record=Record(entries=entries, grade_level=12, calendar=calendar),
        rulebooks=(math(),),
        offerings=school_offerings(courses),
        calendar=Calendar(
            school_year=FIRST,
            grade_level=12,
            first=calendar.term(first) if first else calendar.parts[0],
            periods=1,
            terms=calendar,
        ),
    )


def math(text: str = MATH) -> CompiledRulebook:
    return compile_rulebook(rulebook(text))


def placed(question: Question) -> list[tuple[str, str]]:
    """Where the one plan puts what; it audits complete and has no heads-up about order or terms."""
    answer = find_plan(question)
    assert isinstance(answer, Found), answer
    (plan,) = answer.plans
    assert plan.is_complete
    assert check_plan(plan.record, most_periods=question.calendar.periods) == ()
    return sorted((str(one.entry.course.code), str(one.entry.term)) for one in plan.placements)


@pytest.mark.parametrize(
    ("name", "earlier", "later"),
    [
        ("quarters", "Q1", "Q2"),
        ("quarters", "fall", "Q3"),
        ("quarters", "Q1", "spring"),
        ("trimesters", "T1", "T2"),
        ("trimesters", "T2", "T3"),
        ("year-round", "R1", "R2"),
        ("block-4x4", "Q1", "Q2"),
        ("two-summers", "fall", "spring"),
    ],
)
def test_one_course_can_follow_another_within_the_year(name: str, earlier: str, later: str) -> None:
    calendar = ready(name)
    one, other = course("MA11", calendar, earlier), course("MA12", calendar, later, after="MA11")
    assert placed(asked(calendar, one, other)) == [("MA11", earlier), ("MA12", later)]


def test_a_course_of_two_quarters_does_not_come_before_the_second_of_them() -> None:
    calendar = ready("quarters")
    one, other = course("MA11", calendar, "fall"), course("MA12", calendar, "Q2", after="MA11")
    record = Record(entries=(entry(one, "fall", calendar), entry(other, "Q2", calendar)), calendar=calendar)
    assert [found.kind for found in check_plan(record)] == [HeadsUpKind.PREREQUISITE]


def test_where_order_leaves_no_place_the_conflict_names_the_prerequisite() -> None:
    one = course("MA11", DEFAULT_CALENDAR, "fall")
    other = course("MA12", DEFAULT_CALENDAR, "fall", after="MA11")
    answer = find_plan(asked(DEFAULT_CALENDAR, one, other))
    assert isinstance(answer, Impossible)
    assert (ReasonKind.PREREQUISITE, "MA12") in {(reason.kind, reason.course_code) for reason in answer.conflict}


def test_a_course_of_the_whole_year_fills_every_trimester() -> None:
    calendar = ready("trimesters")
    record = Record(
        entries=(entry(course("MA10", calendar, "year", units=credits(1)), "year", calendar),), calendar=calendar
    )
    assert {part.term: periods for part, periods in loads_of(record).items()} == {"T1": 1, "T2": 1, "T3": 1}


def test_a_term_that_holds_too_much_is_named() -> None:
    calendar = ready("trimesters")
    entries = tuple(entry(course(code, calendar), "T2", calendar) for code in ("MA10", "EN10"))
    (found,) = check_plan(Record(entries=entries, calendar=calendar), most_periods=1)
    assert (found.kind, found.term, found.actual) == (HeadsUpKind.LOAD, "T2", "2")


def test_a_catalog_in_semesters_is_understood_in_trimesters() -> None:
    calendar = ready("trimesters")
    fall = course("MA10", calendar, "fall")
    held = [check_plan(Record(entries=(entry(fall, term, calendar),), calendar=calendar)) for term in ("T1", "T2")]
    assert [[found.kind for found in heads_ups] for heads_ups in held] == [[], [HeadsUpKind.OFFERED_TERM]]


def test_shorter_terms_that_are_offered_make_up_a_longer_one() -> None:
    calendar = ready("quarters")
    semesters = course("MA10", calendar, "fall spring", units=credits(1))
    record = Record(entries=(entry(semesters, "year", calendar),), calendar=calendar)
    assert check_plan(record) == ()


BY_SEMESTER = """
[[part]]
slug = "math"
title = "Math"
credits = 0.5
by_semester = 7
from = { subject = "MA" }
"""


@pytest.mark.parametrize(
    ("name", "in_time", "late"),
    [
        ("semesters", "fall", "spring summer"),
        ("quarters", "Q1 Q2 fall", "Q3 Q4 spring year summer"),
        ("trimesters", "T1", "T2 T3 year summer"),
        ("year-round", "R1 R2", "R3 R4 year"),
    ],
)
def test_a_deadline_in_semesters_is_the_end_of_that_semester(name: str, in_time: str, late: str) -> None:
    calendar = ready(name)
    own = course("MA10", calendar)
    status = {
        term: audit(Record(entries=(entry(own, term, calendar, stage=Stage.DONE),)), math(BY_SEMESTER)).status
        for term in (*in_time.split(), *late.split())
    }
    assert [term for term, found in status.items() if found is Status.MET] == in_time.split()


def test_a_deadline_follows_a_semester_that_ends_late() -> None:
    late = replace(ready("trimesters"), first_semester_ends=ready("trimesters").term("T2").dates.ends)
    assert [term.semester for term in late.parts] == [1, 1, 2, 2]


def test_a_course_without_credit_over_both_semesters_has_two_semester_grades() -> None:
    calendar = ready("quarters")
    own = course("MA10", calendar, units=0)
    assert [semesters_of(entry(own, term, calendar)) for term in ("Q1", "fall", "year", "summer")] == [1, 1, 2, 1]


def test_summer_in_a_rulebook_is_every_summer_session() -> None:
    calendar = ready("two-summers")
    book = math('[[part]]\nslug = "a"\ntitle = "A"\ntally = "courses"\nat_least = 2\nfrom = { term = "summer" }\n')
    own = [course(code, calendar) for code in ("MA10", "MA20")]
    entries = tuple(
        entry(one, term, calendar, stage=Stage.DONE) for one, term in zip(own, ("summer-1", "summer-2"), strict=True)
    )
    assert audit(Record(entries=entries), book).status is Status.MET


FIVE = """
terms = ["T1", "T2", "T3"]
[[part]]
slug = "five"
title = "Two classes in the second trimester"
tally = "courses"
at_least = 2
from = { term = "T2" }
"""


def test_a_rulebook_names_the_terms_of_its_calendar() -> None:
    calendar = ready("trimesters")
    entries = tuple(entry(course(code, calendar), "T2", calendar, stage=Stage.DONE) for code in ("MA10", "EN10"))
    assert audit(Record(entries=entries), math(FIVE)).status is Status.MET
    assert audit(Record(entries=entries[:1]), math(FIVE)).status is Status.OPEN


def test_the_batch_agrees_where_students_have_different_calendars() -> None:
    records = [
        Record(entries=(entry(course("MA10", calendar), term, calendar, stage=Stage.DONE),), calendar=calendar)
        for calendar, term in (
            (ready("trimesters"), "T1"),
            (ready("quarters"), "Q2"),
            (DEFAULT_CALENDAR, "fall"),
            (ready("trimesters"), "T2"),
            (ready("quarters"), "spring"),
        )
    ]
    assert assert_batch_agrees(records, rulebook(BY_SEMESTER)) == 0
    assert assert_batch_agrees(records, rulebook(FIVE)) == 0


def test_two_courses_of_one_trimester_can_meet_at_one_time() -> None:
    calendar = ready("trimesters")
    first, second, whole = (CourseTerm(code, calendar.term(code)) for code in ("T1", "T2", "year"))
    assert (first.meets_with(second), first.meets_with(whole), second.meets_with(whole)) == (False, True, True)


def test_what_if_goes_on_with_the_next_trimester() -> None:
    calendar = ready("trimesters")
    own = entry(course("MA10", calendar), "T1", calendar, stage=Stage.NOW)
    question = asked(calendar, course("MA10", calendar, "T1 T2 T3"), entries=(own,))
    assert failed(question, entry_id=own.id).calendar.first == "T2"
    last = replace(own, term=calendar.term("summer"))
    later = failed(asked(calendar, entries=(last,)), entry_id=last.id).calendar
    assert (later.school_year, later.first) == (FIRST + 1, "T1")


def test_a_failed_quarter_is_made_up_in_a_later_one() -> None:
    calendar = ready("quarters")
    one, other = course("MA11", calendar, "Q1 Q2 Q3"), course("MA12", calendar, "Q2 Q3 Q4", after="MA11")
    own = entry(one, "Q1", calendar, stage=Stage.NOW)
    question = failed(asked(calendar, one, other, entries=(own, entry(other, "Q2", calendar))), entry_id=own.id)
    answer = repair(question)
    assert isinstance(answer, Fixes)
    terms = {str(one.entry.course.code): str(one.entry.term) for one in answer.fixes[0].plan.placements}
    assert terms["MA11"] < terms["MA12"]


def test_summer_sessions_follow_each_other_and_none_is_after_the_last_grade() -> None:
    calendar = ready("two-summers")
    one, other = course("MA11", calendar, "summer-1"), course("MA12", calendar, "summer-2", after="MA11")
    question = asked(calendar, one, other)
    assert isinstance(find_plan(question), Impossible)
    junior = replace(question, calendar=replace(question.calendar, school_year=FIRST - 1, grade_level=11))
    assert placed(junior) == [("MA11", "summer-1"), ("MA12", "summer-2")]


def test_an_earlier_end_leaves_out_the_last_trimester() -> None:
    calendar = ready("trimesters")
    question = asked(calendar, *(course(code, calendar, "T1 T2 T3") for code in ("MA11", "MA12")))
    answer = find_plans(question)
    assert isinstance(answer, Found)
    shorter = [plan for plan in answer.plans if plan.kind is PlanKind.SHORTER]
    assert all(one.entry.term != "T3" for plan in shorter for one in plan.placements)


def test_a_record_says_its_calendar_by_name_or_in_full() -> None:
    content = {
        "calendar": "quarters",
        "courses": [{"code": "MA11", "title": "Algebra 1A", "subject": "MA", "units": 60, "terms": ["Q1"]}],
        "entries": [
            {"id": "a", "course": "MA11", "stage": "planned", "grade_level": 12, "school_year": 2026, "term": "Q1"}
        ],
    }
    record = read_record(json.dumps(content)).record
    assert record is not None
    assert record.calendar == ready("quarters")
    again = read_record(write_record(record)).record
    assert again == record
    assert "calendar" in json.loads(write_record(record))


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("term", "Q9", "entries[1].term"),
        ("term", "T1", "entries[1].term"),
    ],
)
def test_an_unknown_term_of_a_record_is_a_problem_at_its_place(key: str, value: str, place: str) -> None:
    values = {"id": "a", "course": "MA11", "stage": "planned", "grade_level": 12, "school_year": 2026, key: value}
    content = {
        "calendar": "quarters",
        "courses": [{"code": "MA11", "title": "A", "subject": "MA", "units": 60}],
        "entries": [values],
    }
    loaded = read_record(json.dumps(content))
    assert [problem.place for problem in loaded.problems] == [place]


@pytest.mark.parametrize(
    ("calendar", "place"),
    [("moons", "calendar"), ({"starts": "08-01", "term": []}, "calendar.term"), (7, "calendar")],
)
def test_a_bad_calendar_in_a_record_is_a_problem_at_its_place(calendar: object, place: str) -> None:
    loaded = read_record(json.dumps({"calendar": calendar}))
    assert [problem.place for problem in loaded.problems] == [place]


def test_wishes_speak_in_the_terms_of_their_calendar() -> None:
    content = {
        "calendar": {"school_year": 2026, "grade_level": 12, "terms": "quarters", "first": "Q2"},
        "courses": [{"code": "MA11", "title": "A", "subject": "MA", "units": 60, "terms": ["Q1", "Q3"]}],
        "wishes": {
            "free_period": [{"grade_level": 12, "term": "Q4"}],
            "finish_early": {"grade_level": 12, "term": "Q3"},
            "pinned": [{"course": "MA11", "school_year": 2026, "term": "Q3"}],
        },
    }
    loaded = read_wishes(json.dumps(content), record=Record())
    assert loaded.problems == ()
    assert loaded.calendar is not None
    assert [str(span.half.term) for span in loaded.calendar.spans()] == ["Q2", "Q3", "Q4"]


def test_the_record_lends_its_calendar_to_the_wishes() -> None:
    content = {"calendar": {"school_year": 2026, "grade_level": 12}}
    loaded = read_wishes(json.dumps(content), record=Record(calendar=ready("trimesters")))
    assert loaded.calendar is not None
    assert loaded.calendar.terms == ready("trimesters")


def test_the_digest_of_a_record_knows_its_calendar() -> None:
    plain = Record(grade_level=12)
    assert digest_record(replace(plain, calendar=ready("quarters"))) != digest_record(plain)
