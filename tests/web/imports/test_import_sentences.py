"""Every problem has words, and they fit the place they are shown in."""

from __future__ import annotations

import pytest
from django.utils import translation

from waypost.interchange.codes import Code
from waypost.web.imports.adapters.codes import DistrictCode
from waypost.web.imports.adapters.problems import Place, StoredGroup
from waypost.web.imports.presenters.numbers import joined, line_words
from waypost.web.imports.presenters.sentences import SENTENCES, todo, what

CODES = [*Code, *DistrictCode]


def group(code: str, *places: Place) -> StoredGroup:
    found = places or (Place(4, "S1", "found", "meant"),)
    return StoredGroup(code=code, severity="held", file="users.csv", column="grades", count=len(found), places=found)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_code_has_a_sentence_and_an_advice(code: str, language: str) -> None:
    assert code in SENTENCES
    with translation.override(language):
        said = (what(group(code)), todo(group(code)))
    assert all(text and text.endswith((".", ").")) and "%(" not in text for text in said), said
    assert "error" not in " ".join(said).lower()


@pytest.mark.parametrize("code", CODES)
def test_spanish_is_not_english(code: str) -> None:
    english = what(group(code))
    with translation.override("es"):
        assert what(group(code)) != english


def test_values_that_differ_are_listed_up_to_three() -> None:
    places = [Place(line, "", str(line)) for line in range(2, 7)]
    assert "“2, 3, 4, …”" in what(group(Code.BAD_GRADE, *places))


def test_a_percent_sign_in_a_file_does_no_harm() -> None:
    assert "100%(x)s" in what(group(Code.BAD_GRADE, Place(2, "", "100%(x)s")))


def test_lines_read_as_ranges() -> None:
    assert line_words([1630]) == "line 1,630"
    assert line_words([4, 5, 6, 9]) == "lines 4 to 6, 9"
    assert line_words([]) == "the whole file"


def test_lists_read_as_a_sentence() -> None:
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b and c"
