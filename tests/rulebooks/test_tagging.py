"""Tags that titles and codes suggest."""

import re
from pathlib import Path

import pytest

from waypost.engine.rulebook import load_rulebook
from waypost.rulebooks import shipped
from waypost.rulebooks.tagging import plain_words, suggest_tags, tag_rules


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Algebra II", "algebra 2"),
        ("Integrated Math 3a", "integrated math 3 a"),
        ("AP U.S. Government & Politics 1", "ap us government and politics 1"),
        ("L/English 1", "l english 1"),
    ],
)
def test_a_title_is_read_in_plain_words(title: str, words: str) -> None:
    assert plain_words(title) == words


@pytest.mark.parametrize(
    ("title", "tags"),
    [
        ("Algebra I", {"algebra-1"}),
        ("College Algebra 1", set()),
        ("Pre-Algebra 1", {"below-algebra-1"}),
        ("English III", {"english-11"}),
        ("High School English 2", set()),
        ("AP English Language 1", set()),
        ("Mathematics, Grade 7", {"below-high-school"}),
        ("Health Education, Grades 7-8", {"below-high-school"}),
        ("Health Science", set()),
        ("Health", {"health"}),
        ("English Language Arts", set()),
        ("Marketing Economics 1", set()),
        ("AP Computer Science A 1", {"computer-science", "ap-computer-science-a"}),
        ("AP Computer Science Principles 1", {"computer-science"}),
        ("Fundamentals of Physics & Chemistry 1", {"physical-science"}),
        ("Latin American History", set()),
        ("AP US Government & Politics 1", {"us-government", "ap-us-government"}),
        ("Photojournalism", set()),
    ],
)
def test_a_title_suggests(title: str, tags: set[str]) -> None:
    assert suggest_tags(title) == tags


def test_a_sced_code_suggests_whatever_the_title() -> None:
    assert suggest_tags("Math 2", "02072G1.0011") == {"geometry"}


def test_a_code_of_ones_own_tells_the_language() -> None:
    assert suggest_tags("Languages Other Than English Level I", code="SPAN-1") == {"language:spanish"}


def test_nothing_is_suggested_for_functional_classes() -> None:
    assert suggest_tags("L/US History 1", known=["special-education"]) == frozenset()


def test_what_only_a_person_can_know_is_never_suggested() -> None:
    told = ("uc:", "sequence:", "ncaa", "bridge", "elective", "personalized-pathway", "jump-start", "non-academic")
    assert not [rule.tag for rule in tag_rules() if rule.tag.startswith(told)]
    assert "language:programming" not in {rule.tag for rule in tag_rules()}


def test_every_tag_that_shipped_rulebooks_use_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats" / "course-tags.md").read_text(encoding="utf-8")
    used = {tag for rulebook in shipped().values() for tag in _tags(rulebook)}
    ranged = {f"uc:{area}" for area in "bcdef"} | {"english-10", "english-11", "physical-education", "civics-economics"}
    assert {tag for tag in used - ranged if f"`{tag}`" not in text} == set()


def _tags(text: str) -> set[str]:
    assert load_rulebook(text).rulebook is not None
    lists = re.findall(r"(?:tag|all_tags) = (\[[^\]]*\]|\"[^\"]*\")", text)
    return {tag for found in lists for tag in re.findall(r'"([^"]+)"', found)}
