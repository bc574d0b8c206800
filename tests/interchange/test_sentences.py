"""Every code has a sentence that names its place, in words that a page can translate."""

import re

import pytest

from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity
from waypost.interchange.sentences import TEMPLATES, sentence

GAPS = {"file", "line", "column", "subject", "detail", "suggestion"}
WITHOUT_PLACE = {Code.OLD_VERSION, Code.UNKNOWN_VERSION, Code.SHARED_CODE, Code.BAD_PREREQUISITE}


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_sentence(code: Code) -> None:
    template = TEMPLATES[code]
    assert set(re.findall(r"{(\w+)}", template)) <= GAPS
    assert template.endswith((".", ")."))
    assert "error" not in template.lower()
    assert "{file}" in template or code in WITHOUT_PLACE


def test_a_sentence_names_file_and_line() -> None:
    problem = Problem(Code.BAD_GRADE, Severity.HELD, Location("users.csv", 1630, "grades"), "S1", "9", "09")
    assert sentence(problem) == "“9” on line 1,630 of users.csv is not a grade that we can read."


def test_braces_in_a_file_do_no_harm() -> None:
    problem = Problem(Code.BAD_GRADE, Severity.HELD, Location("users.csv", 2, "grades"), detail="{0} {file.x}")
    assert "{0} {file.x}" in sentence(problem)


def test_a_code_from_elsewhere_is_shown_with_its_place() -> None:
    problem = Problem("of-the-web", Severity.HELD, Location("users.csv", 2))
    assert sentence(problem) == "users.csv, line 2: of-the-web"
