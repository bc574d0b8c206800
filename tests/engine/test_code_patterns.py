"""Ranges of course numbers and codes with blanks."""

import time
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, record, rulebook
from tests.engine.test_rulebook_problems import PART, problems
from waypost.engine.audit import audit
from waypost.engine.code_patterns import NumberRange, fits_pattern, read_range
from waypost.engine.record import Stage
from waypost.engine.result import Status


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MATH 300-499", ("MATH", 300, 499)),
        ("math300-499", ("MATH", 300, 499)),
        ("MATH-300-499", ("MATH", 300, 499)),
        ("MATH 300", ("MATH", 300, 300)),
        ("MATH-300", ("MATH", 300, 300)),
        ("300-499", ("", 300, 499)),
        ("PHYS ED 1-9", ("PHYSED", 1, 9)),
        ("MATH 300–499", ("MATH", 300, 499)),
        ("2D ART 100-200", None),
        ("MATH", None),
        ("MATH 499-300", None),
        ("MATH 300-", None),
        ("MATH 300L", None),
        ("MATH 300-4x9", None),
        ("", None),
        ("-", None),
        ("MATH 1-99999999999", None),
    ],
)
def test_a_range_is_read(text: str, found: tuple[str, int, int] | None) -> None:
    assert read_range(text) == (None if found is None else NumberRange(*found))


@pytest.mark.parametrize("code", ["MATH 300", "MATH 499", "math-301L", "MATH.400H", "MATH0345"])
def test_a_code_lies_in_a_range(code: str) -> None:
    assert NumberRange("MATH", 300, 499).holds(code)


@pytest.mark.parametrize(
    "code", ["MATH 299", "MATH 500", "MAT 301", "MATHED 301", "MATH", "MATH ²34", "301", "MATH 3010"]
)
def test_a_code_lies_outside_a_range(code: str) -> None:
    assert not NumberRange("MATH", 300, 499).holds(code)


@given(code=st.text("AB1", max_size=8), pattern=st.text("AB1*?", max_size=8))
def test_patterns_are_those_of_the_shell(code: str, pattern: str) -> None:
    assert fits_pattern(code, pattern) == fnmatchcase(code, pattern)


def test_no_pattern_explodes() -> None:
    began = time.perf_counter()
    assert not fits_pattern("A" * 60, "*A" * 29 + "*B")
    assert time.perf_counter() - began < 0.05


MAJOR = """
[[part]]
slug = "core"
title = "Core"
credits = 1
from = [{ code = "CS 201" }, { number = "CS 300-399" }]
[[part]]
slug = "free"
title = "Any upper-division class"
credits = 1
from = { number = "300-499" }
"""


def test_ranges_compete_as_all_leaves_do() -> None:
    rules = rulebook(MAJOR)
    assert audit(record(entry(course("CS 310"))), rules).meter.open == credits(1)
    assert audit(record(entry(course("CS 310")), entry(course("CS 201"))), rules).status is Status.MET
    assert audit(record(entry(course("CS 310")), entry(course("ART 499"))), rules).status is Status.MET


def test_a_code_that_counts_as_the_same_course_is_tried() -> None:
    renamed = course("CSC-A", equivalents="CS310")
    assert audit(record(entry(renamed), entry(course("ART 300"))), rulebook(MAJOR)).status is Status.MET


def test_the_batch_reads_ranges_itself() -> None:
    codes = ("CS 201", "CS 310", "ART 499", "ART 299", "CS 400")
    students = [
        record(*(entry(course(code), stage=tuple(Stage)[at % 3]) for at, code in enumerate(codes) if number >> at & 1))
        for number in range(32)
    ]
    assert assert_batch_agrees(students, rulebook(MAJOR)) == 0.0


@pytest.mark.parametrize(
    ("selector", "key"),
    [
        ('number = "MATH"', "number"),
        ('number = ["MATH 300-499", "MATH 5-1"]', "number"),
        ("number = 300", "number"),
        ('code_like = "*"', "code_like"),
        ('code_like = "MATH 301"', "code_like"),
        ('code_like = ["*?", "MATH*"]', "code_like"),
        (f'code_like = "{"A" * 61}*"', "code_like"),
    ],
)
def test_a_pattern_without_sense_is_located(selector: str, key: str) -> None:
    found = problems(PART + f"credits = 1\nfrom = {{ {selector} }}\n")
    assert ("wrong_value", f"part[1].from.{key}", 12) in found


#: The shape of a college major: a core by number, upper-division electives, and a section that asks for nothing.
COLLEGE = """
[[part]]
slug = "core"
title = "Core"
  [[part.part]]
  slug = "calculus"
  title = "Calculus"
  credits = 2
  from = { number = "MATH 150-159" }
  [[part.part]]
  slug = "algebra"
  title = "Linear algebra"
  credits = 1
  from = { code = "MATH 220" }
[[part]]
slug = "upper"
title = "Two upper-division classes, one of them numbered 400 or higher"
  [[part.part]]
  slug = "any"
  title = "Two from 300 to 499"
  credits = 2
  from = { number = "MATH 300-499", not = { number = "MATH 399" } }
  [[part.part]]
  slug = "high"
  title = "One from 400 to 499"
  credits = 1
  within = "upper/any"
  from = { number = "MATH 400-499" }
[[part]]
slug = "recommended"
title = "None required"
choose = 0
  [[part.part]]
  slug = "physics"
  title = "Physics"
  credits = 1
  from = { code_like = "PHYS 2*" }
"""


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ("MATH 150|MATH 151|MATH 220|MATH 310|MATH 410", Status.MET),
        ("MATH 150|MATH 151|MATH 220|MATH 310|MATH 320", Status.OPEN),
        ("MATH 150|MATH 151|MATH 220|MATH 410|MATH 399", Status.OPEN),
        ("MATH 150|MATH 151|MATH 220|MATH 410|MATH 420H|PHYS 201", Status.MET),
        ("MATH 150|MATH 220|MATH 310|MATH 410", Status.OPEN),
    ],
)
def test_a_college_major_by_numbers(codes: str, status: Status) -> None:
    taken = [entry(course(code)) for code in codes.split("|")]
    assert audit(record(*taken), rulebook(COLLEGE)).status is status
