"""The conflicting policies of six districts, each as data: the same transcript, other answers."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.rulebooks.students import student, took, years
from waypost.engine.gpa import LeftOut, gpa_of
from waypost.engine.gpa_policy import GpaPolicy, StandingPolicy
from waypost.engine.record import Entry
from waypost.engine.rulebook import load_gpa_policy, load_standing_policy
from waypost.engine.standing import class_standing
from waypost.rulebooks import gpa_policies, standing_policies


def gpa_policy(name: str) -> GpaPolicy:
    loaded = load_gpa_policy(gpa_policies()[f"policies/gpa/{name}.toml"])
    assert loaded.policy is not None, loaded.problems
    return loaded.policy


def standing_policy(name: str) -> StandingPolicy:
    loaded = load_standing_policy(standing_policies()[f"policies/standing/{name}.toml"])
    assert loaded.policy is not None, loaded.problems
    return loaded.policy


def again(entry: Entry, *, mark: str, grade: int = 11) -> Entry:
    """The same class once more."""
    return replace(entry, id=entry.id + "-again", mark=mark, grade_level=grade, school_year=2015 + grade)


def test_every_policy_loads_and_names_its_source() -> None:
    assert len(gpa_policies()) == 7
    assert len(standing_policies()) == 3
    names = [name.removeprefix("policies/gpa/").removesuffix(".toml") for name in gpa_policies()]
    assert all(gpa_policy(name).citation for name in names)


@pytest.mark.parametrize(
    ("policy", "level", "mark", "points"),
    [
        ("handbook-a", "regular", "A+", "4.33"),
        ("handbook-a", "regular", "98", "4.33"),
        ("handbook-a", "regular", "97", "4"),
        ("handbook-a", "honors", "A-", "4.17"),
        ("handbook-a", "ap", "93", "5"),
        ("handbook-a", "ap", "D", "1"),
        ("handbook-a", "ap", "F", "0"),
        ("cabarrus-nc", "ap", "D", "2"),
        ("cabarrus-nc", "ap", "60", "2"),
        ("cabarrus-nc", "ap", "59", "0"),
        ("cabarrus-nc", "honors", "89", "3.5"),
        ("cabarrus-nc-older", "honors", "90", "5"),
        ("cabarrus-nc-older", "ap", "A", "6"),
        ("gustine-ca", "ap", "A", "5"),
        ("gustine-ca", "honors", "C", "3"),
        ("gustine-ca", "ap", "D", "1"),
        ("colleton-sc", "regular", "100", "5"),
        ("colleton-sc", "honors", "100", "5.5"),
        ("colleton-sc", "ap", "100", "6"),
        ("colleton-sc", "dual", "100", "6"),
        ("johnson-creek-wi", "regular", "A+", "4"),
        ("johnson-creek-wi", "regular", "B+", "3.3"),
        ("johnson-creek-wi", "regular", "B-", "2.67"),
    ],
)
def test_points_and_weights(policy: str, level: str, mark: str, points: str) -> None:
    entry = took("CLASS", "MA", level=level, mark=mark)
    assert gpa_of([entry], policy=gpa_policy(policy)).value == Fraction(points)


@pytest.mark.parametrize(
    ("policy", "mark"), [("colleton-sc", "95"), ("handbook-a", "85"), ("johnson-creek-wi", "B"), ("gustine-ca", "A-")]
)
def test_a_mark_that_the_source_does_not_give_is_held_not_guessed(policy: str, mark: str) -> None:
    found = gpa_of([took("CLASS", "MA", mark=mark)], policy=gpa_policy(policy))
    assert found.value is None
    assert found.held == ("CLASS",)


def test_handbook_a_replaces_a_c_plus_but_no_b_minus() -> None:
    first = took("CLASS", "MA", mark="C+")
    policy = gpa_policy("handbook-a")
    assert gpa_of([first, again(first, mark="A")], policy=policy).value == 4
    kept = replace(first, mark="B-")
    assert gpa_of([kept, again(first, mark="A")], policy=policy).value == Fraction("3.335")


def test_affton_replaces_only_the_identical_course() -> None:
    honors = took("GEOMH", "MA", level="honors", mark="F")
    regular = took("GEOM", "MA", mark="B", attempt="-2")
    regular = replace(regular, course=replace(regular.course, equivalents=frozenset({"GEOMH"})))
    policy = gpa_policy("affton-mo")
    assert gpa_of([honors, regular], policy=policy).value == Fraction(3, 2)
    repeated = gpa_of([honors, again(honors, mark="C")], policy=policy)
    assert repeated.value == 2
    assert dict(repeated.left_out) == {"GEOMH": LeftOut.REPLACED}


def test_affton_leaves_no_credit_out() -> None:
    marks = [took("GEOM", "MA", mark="NC"), took("ALG2", "MA", mark="B")]
    assert gpa_of(marks, policy=gpa_policy("affton-mo")).value == 3


def test_one_transcript_has_another_average_in_every_district() -> None:
    transcript = [
        took("APBIO", "SC", level="ap", mark="D"),
        took("ENG1H", "EN", level="honors", mark="A"),
        took("ALG1", "MA", mark="C"),
    ]
    found = {
        name: gpa_of(transcript, policy=gpa_policy(name)).value
        for name in ("handbook-a", "cabarrus-nc", "cabarrus-nc-older", "gustine-ca", "affton-mo")
    }
    assert found == {
        "handbook-a": Fraction("7.5") / 3,
        "cabarrus-nc": Fraction("8.5") / 3,
        "cabarrus-nc-older": Fraction(10, 3),
        "gustine-ca": Fraction(8, 3),
        "affton-mo": Fraction(7, 3),
    }


@pytest.mark.parametrize(
    ("policy", "credits", "grade"),
    [
        *(("handbook-a", credits, grade) for credits, grade in ((4.5, 9), (5, 10), (10.5, 11), (16, 12))),
        *(("cabarrus-nc", credits, grade) for credits, grade in ((5.5, 9), (6, 10), (13, 11), (19, 12))),
    ],
)
def test_credits_make_the_class(policy: str, credits: float, grade: int) -> None:
    record = student(took("ALL", "EL", credits=credits))
    assert class_standing(record, policy=standing_policy(policy)) == grade


@pytest.mark.parametrize(
    ("english", "math", "others", "grade"),
    [(2, 1, 9, 10), (2, 2, 8, 11), (3, 3, 12, 12), (3, 2, 13, 11), (0, 1, 20, 9)],
)
def test_colleton_asks_for_english_and_math_too(english: int, math: int, others: int, grade: int) -> None:
    record = student(
        *years("EN", *(f"E{number}" for number in range(english))),
        *years("MA", *(f"M{number}" for number in range(math))),
        took("OTHERS", "EL", credits=others),
    )
    assert class_standing(record, policy=standing_policy("colleton-sc")) == grade


def test_the_same_credits_are_another_class_in_another_district() -> None:
    record = student(took("ALL", "EL", credits=12))
    found = {name: class_standing(record, policy=standing_policy(name)) for name in ("handbook-a", "cabarrus-nc")}
    assert found == {"handbook-a": 11, "cabarrus-nc": 10}
