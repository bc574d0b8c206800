"""Different values: counts of languages, and leaves that carry different ones."""

import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, record, rulebook
from tests.engine.test_rulebook_problems import PART, problems
from waypost.engine.audit import audit
from waypost.engine.catalog import Course
from waypost.engine.compiled import compile_rulebook
from waypost.engine.record import Record, Stage
from waypost.engine.result import Status
from waypost.engine.search import Calendar, Found, Question, find_plan, school_offerings

TWO = """
[[part]]
slug = "languages"
title = "Two languages"
tally = "values"
of = "language:"
at_least = 2
from = { any_course = true }
"""


def language(code: str, *names: str, units: int = 4) -> Course:
    return course(code, tags=" ".join(f"language:{name}" for name in names), units=units)


def question(rules: str, *courses: Course) -> Question:
    return Question(
        record=Record(grade_level=12),
        rulebooks=(compile_rulebook(rulebook(rules)),),
        offerings=school_offerings(courses),
        calendar=Calendar(school_year=2026, grade_level=12, periods=6, least_periods=0),
    )


def test_values_are_counted_stage_by_stage() -> None:
    rules = rulebook(TWO)
    spanish, french = language("ES", "es"), language("FR", "fr")
    assert audit(record(entry(spanish), entry(language("ES2", "es"))), rules).status is Status.OPEN
    assert audit(record(entry(spanish), entry(french, stage=Stage.PLANNED)), rules).status is Status.ON_TRACK
    assert audit(record(entry(spanish), entry(french)), rules).status is Status.MET
    assert audit(record(entry(language("BOTH", "es", "fr"))), rules).status is Status.MET


def test_the_batch_agrees_on_values() -> None:
    students = [record(entry(language("ES", "es")), entry(language("FR", "fr"))), record(entry(language("ES", "es")))]
    assert assert_batch_agrees(students, rulebook(TWO)) == 1.0


def test_a_search_plans_for_different_values() -> None:
    many = [language(f"ES{at}", "es") for at in range(4)]
    answer = find_plan(question(TWO, *many, language("FR", "fr"), course("ART")))
    assert isinstance(answer, Found)
    (plan,) = answer.plans
    assert plan.is_complete
    assert plan.audits[0].status is Status.ON_TRACK


def test_one_class_of_two_languages_is_enough_for_a_search() -> None:
    answer = find_plan(question(TWO, language("BOTH", "es", "fr")))
    assert isinstance(answer, Found)
    assert answer.plans[0].is_complete


@pytest.mark.parametrize(
    ("text", "kind", "place", "line"),
    [
        ('tally = "values"\nat_least = 2\nfrom = { tag = "x" }\n', "missing", "part[1].of", 8),
        ('tally = "values"\nof = "language"\nat_least = 2\nfrom = { tag = "x" }\n', "missing", "part[1].of", 12),
        ('tally = "courses"\nof = "language:"\nat_least = 2\nfrom = { tag = "x" }\n', "wrong_value", "part[1].of", 12),
    ],
)
def test_values_without_a_tag_are_located(text: str, kind: str, place: str, line: int) -> None:
    assert (kind, place, line) in problems(PART + text)
