"""Open, waiting for a person's word, and what nobody can check are three different things."""

import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import HEADER, course, entry, node, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.record import ExceptionKind, GrantedException, Record, Stage
from waypost.engine.result import Status, least_of
from waypost.engine.rulebook import load_rulebook

MATH = course("MATH3", subject="MA")

THIRD_MATH = """
[[part]]
slug = "math"
title = "Math"
  [[part.part]]
  slug = "third"
  title = "A third math"
  credits = 1
  from = { subject = "MA" }
  [[part.part]]
  slug = "agreed"
  title = "Your adviser agrees"
  certified = "adviser"
"""
UNKNOWN = '[[part]]\nslug = "unknown"\ntitle = "A figure without a source"\nask = true\n'
PRINCIPAL = '[[part]]\nslug = "look"\ntitle = "The principal looks"\nask = "principal"\n'


def _granted(path: str) -> GrantedException:
    return GrantedException(
        rulebook_id="case", path=path, kind=ExceptionKind.CERTIFY, authority="Ms. Whitfield", reason="talked"
    )


def test_a_full_math_that_waits_for_the_adviser_is_not_open() -> None:
    result = audit(record(entry(MATH)), rulebook(THIRD_MATH))
    assert (result.status, result.root.awaits) == (Status.AWAITS_WORD, ("adviser",))
    assert node(result.root, "math/agreed").awaits == ("adviser",)
    assert node(result.root, "math/third").awaits == ()


def test_a_missing_course_is_said_first_and_the_person_still_learns_of_it() -> None:
    result = audit(record(), rulebook(THIRD_MATH))
    assert (result.status, result.root.awaits) == (Status.OPEN, ("adviser",))


def test_the_word_meets_the_part() -> None:
    result = audit(record(entry(MATH), exceptions=(_granted("math/agreed"),)), rulebook(THIRD_MATH))
    assert (result.status, result.root.awaits) == (Status.MET, ())


def test_a_question_that_names_a_person_waits_for_that_person() -> None:
    asked = audit(record(), rulebook(PRINCIPAL))
    assert (asked.status, asked.root.awaits) == (Status.AWAITS_WORD, ("principal",))
    nobody = audit(record(), rulebook(UNKNOWN))
    assert (nobody.status, nobody.root.awaits) == (Status.CANNOT_CHECK, ())


def test_what_nobody_can_check_comes_before_a_word() -> None:
    both = audit(record(entry(MATH)), rulebook(THIRD_MATH + UNKNOWN))
    assert (both.status, both.root.awaits) == (Status.CANNOT_CHECK, ("adviser",))


def test_a_part_without_a_source_asks_nobody() -> None:
    rules = THIRD_MATH.replace('title = "Math"\n', 'title = "Math"\nverified = false\n', 1)
    result = audit(record(entry(MATH)), rulebook(rules))
    assert (result.status, result.root.awaits) == (Status.CANNOT_CHECK, ())


def test_a_word_that_an_option_left_aside_is_not_waited_for() -> None:
    rules = (
        '[[part]]\nslug = "way"\ntitle = "One of these"\nchoose = 1\n'
        '[[part.part]]\nslug = "math"\ntitle = "Math"\ncredits = 1\nfrom = { subject = "MA" }\n'
        '[[part.part]]\nslug = "word"\ntitle = "Your parent agrees"\ncertified = "guardian"\n'
    )
    planned = audit(record(entry(MATH, stage=Stage.PLANNED)), rulebook(rules))
    assert (planned.status, planned.root.awaits) == (Status.ON_TRACK, ())
    assert node(planned.root, "way/word").awaits == ("guardian",)


def test_the_order_of_the_least_is_fixed() -> None:
    assert list(Status) == ["met", "on_track", "awaits_word", "cannot_check", "open"]
    assert [least_of(list(Status)[: end + 1]) for end in range(5)] == list(Status)
    assert least_of([]) is Status.MET


@pytest.mark.parametrize("value", ['"coach"', "false", "3"])
def test_a_word_of_nobody_known_is_refused_with_its_line(value: str) -> None:
    loaded = load_rulebook(HEADER + f'[[part]]\nslug = "look"\ntitle = "Look"\nask = {value}\n')
    assert loaded.rulebook is None
    assert [(problem.place, problem.line) for problem in loaded.problems] == [("part[1].ask", 11)]


def test_the_batch_says_whose_word_as_the_single_audit_does() -> None:
    students = [record(entry(MATH)), record(), record(entry(MATH), exceptions=(_granted("math/agreed"),)), Record()]
    for rules in (THIRD_MATH, THIRD_MATH + UNKNOWN, THIRD_MATH + PRINCIPAL):
        assert_batch_agrees(students, rulebook(rules))
