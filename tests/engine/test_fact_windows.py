"""Facts that count only in some days or grades, and one of several facts."""

from datetime import date

import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, node, record, rulebook
from tests.engine.test_rulebook_problems import PART, problems
from waypost.engine.audit import audit
from waypost.engine.digest import digest_record
from waypost.engine.facts import graded_facts
from waypost.engine.record import Cohort, Fact, Record
from waypost.engine.requirement import Rulebook
from waypost.engine.result import Status
from waypost.engine.transcript import read_record, write_record


def exam(more: str, *, at_least: str = "at_least = 60") -> Rulebook:
    return rulebook(f'[[part]]\nslug = "exam"\ntitle = "Exam"\nfact = "exam"\n{at_least}\n{more}\n')


def passed(on: date | None, *, value: int = 70, grade_level: int | None = None) -> Fact:
    return Fact(key="exam", value=value, on=on, grade_level=grade_level)


@pytest.mark.parametrize(
    ("window", "on", "status"),
    [
        ("since = 2026-01-01", date(2026, 1, 1), Status.MET),
        ("since = 2026-01-01", date(2025, 12, 31), Status.OPEN),
        ("until = 2026-01-01", date(2026, 1, 1), Status.MET),
        ("before = 2026-01-01", date(2026, 1, 1), Status.OPEN),
        ("before = 2026-01-01", date(2025, 12, 31), Status.MET),
        ("since = 2026-01-01\nuntil = 2026-01-31", date(2026, 2, 1), Status.OPEN),
        ("since = 2026-01-01", None, Status.CANNOT_CHECK),
    ],
)
def test_only_what_lies_in_the_window_counts(window: str, on: date | None, status: Status) -> None:
    assert audit(record(facts=(passed(on),)), exam(window)).status is status


def test_a_fact_that_would_not_pass_anyway_is_open_without_its_day() -> None:
    assert audit(record(facts=(passed(None, value=50),)), exam("since = 2026-01-01")).status is Status.OPEN


def test_a_later_fact_outside_the_window_takes_nothing_away() -> None:
    facts = (passed(date(2025, 5, 1)), passed(date(2026, 5, 1), value=95), passed(None, value=99))
    found = audit(record(facts=facts), exam("before = 2026-01-01"))
    told = node(found.root, "exam")
    assert told.status is Status.MET
    assert told.tallied is not None
    assert told.tallied.done == 70


def test_the_grade_of_a_day_is_that_of_the_classes_of_its_year() -> None:
    retained = entry(course("ENG"), grade=11, year=2026)
    facts = (passed(date(2026, 10, 1)),)
    own = record(retained, facts=facts, cohort=Cohort(class_of=2027))
    assert [fact.grade_level for fact in graded_facts(own)] == [11]
    assert audit(own, exam("in_grade = 11")).status is Status.MET
    assert audit(own, exam("in_grade = [9, 10]")).status is Status.OPEN


@pytest.mark.parametrize(
    ("cohort", "on", "grade"),
    [
        (Cohort(class_of=2027), date(2027, 6, 30), 12),
        (Cohort(class_of=2027), date(2026, 7, 1), 12),
        (Cohort(class_of=2027), date(2026, 6, 30), 11),
        (Cohort(entered_ninth_in=2023), date(2023, 9, 1), 9),
        (Cohort(), date(2026, 6, 30), None),
    ],
)
def test_else_the_class_year_tells_the_grade(cohort: Cohort, on: date, grade: int | None) -> None:
    (fact,) = graded_facts(record(facts=(passed(on),), cohort=cohort))
    assert fact.grade_level == grade


def test_a_stated_grade_goes_before_and_nobody_guesses_one() -> None:
    rules = exam("in_grade = 10")
    stated = record(facts=(passed(date(2026, 10, 1), grade_level=10),), cohort=Cohort(class_of=2027))
    assert audit(stated, rules).status is Status.MET
    assert audit(record(facts=(passed(None),)), rules).status is Status.CANNOT_CHECK


def test_a_record_keeps_the_grade_of_a_fact_and_its_digest_without_one() -> None:
    own = Record(facts=(passed(date(2026, 10, 1), grade_level=10),))
    assert read_record(write_record(own).decode()).record == own
    assert digest_record(Record(facts=(passed(None),))) != digest_record(Record(facts=(passed(None, grade_level=9),)))
    assert b'"facts":[{"key":"exam","value":70}]' in write_record(Record(facts=(passed(None),)))


def test_any_of_several_facts_will_do_and_the_best_is_named() -> None:
    rules = rulebook('[[part]]\nslug = "exam"\ntitle = "Exam"\nfact = ["algebra", "geometry"]\nat_least = 65\n')
    facts = (Fact(key="algebra", value=60), Fact(key="geometry", value=70))
    told = node(audit(record(facts=facts), rules).root, "exam").tallied
    assert told is not None
    assert (told.done, told.served) == (70, ("geometry",))


WHEN = """
[[part]]
slug = "more"
title = "More math, unless the exam was passed in grade 8"
[part.when]
fact = "exam"
at_least = 60
in_grade = 8
[part.then]
title = "Nothing"
credits = 0
from = { any_course = true }
[part.otherwise]
title = "One credit"
credits = 1
from = { subject = "MA" }
"""


def test_a_condition_may_ask_when_and_says_so_where_nobody_knows() -> None:
    cohort = Cohort(class_of=2030)
    found = [
        audit(record(facts=(passed(on),), cohort=cohort), rulebook(WHEN)).status
        for on in (date(2026, 5, 1), date(2026, 9, 1), None)
    ]
    assert found == [Status.MET, Status.OPEN, Status.CANNOT_CHECK]


def test_the_batch_knows_the_days_too() -> None:
    days = (date(2025, 5, 1), date(2026, 5, 1), None)
    students = [
        record(entry(course("MA1", subject="MA")), facts=(passed(on),), cohort=Cohort(class_of=year))
        for on in days
        for year in (2027, 2030, None)
    ]
    students += [record(), record(facts=(passed(None, grade_level=8),))]
    for rules in (exam("since = 2026-01-01"), exam("in_grade = [8, 11]"), rulebook(WHEN)):
        assert assert_batch_agrees(students, rules) == 1.0
    assert assert_batch_agrees(students[:-1], exam("")) == 0.0


@pytest.mark.parametrize(
    ("text", "kind", "place", "line"),
    [
        ('fact = "x"\nsince = "2026"\n', "wrong_value", "part[1].since", 12),
        ('fact = "x"\nsince = 2026-01-01T10:00:00\n', "wrong_value", "part[1].since", 12),
        ('fact = "x"\nsince = 2026-02-01\nuntil = 2026-01-01\n', "wrong_value", "part[1].until", 13),
        ('fact = "x"\nsince = 2026-02-01\nbefore = 2026-02-01\n', "wrong_value", "part[1].before", 13),
        ('fact = "x"\nuntil = 2026-02-01\nbefore = 2026-02-01\n', "wrong_value", "part[1].before", 13),
        ('fact = "x"\nin_grade = 14\n', "wrong_value", "part[1].in_grade", 12),
        ('fact = "x"\nin_grade = []\n', "wrong_value", "part[1].in_grade", 12),
        ('fact = "x"\nin_grade = "9"\n', "wrong_value", "part[1].in_grade", 12),
        ('fact = []\n', "wrong_value", "part[1].fact", 11),
        ('fact = ["x", "x"]\n', "wrong_value", "part[1].fact", 11),
        ('fact = ["x", 1]\n', "wrong_value", "part[1].fact", 11),
        ('credits = 1\nfrom = { any_course = true }\nsince = 2026-01-01\n', "unknown_key", "part[1].since", 13),
    ],
)  # fmt: skip
def test_a_window_without_sense_is_located(text: str, kind: str, place: str, line: int) -> None:
    assert (kind, place, line) in problems(PART + text)
