"""The difference between two versions of a plan, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from tests.credit import credits
from waypost.web.finder.adapters.brief import Brief, Short, to_brief, to_brief_row
from waypost.web.plans.adapters import Choice, to_choices
from waypost.web.plans.models import PlanVersion
from waypost.web.plans.presenters.diff import diff_lines, differences, headline, sentence

ANAT = Choice(code="ANAT", title="Anatomy & Physiology", subject="SC", units=credits(1), grade_level=11, term="year")
PHYS = Choice(code="PHYS", title="Physics", subject="SC", units=credits(1), grade_level=12, term="year")
SPCH = Choice(code="SPCH", title="Speech", subject="EL", units=credits(0.5), grade_level=11, term="fall")


def words(before: list[Choice], after: list[Choice]) -> list[str]:
    return [sentence(difference) for difference in differences(before, after)]


def test_an_added_and_a_dropped_class() -> None:
    assert words([PHYS], [ANAT]) == [
        "Added Anatomy & Physiology in 11th grade.",
        "Dropped Physics from 12th grade.",
    ]


def test_a_class_of_one_term_says_which() -> None:
    assert words([], [SPCH]) == ["Added Speech in 11th grade, fall."]


def test_the_same_class_in_another_place_was_moved() -> None:
    moved = replace(SPCH, grade_level=12, term="spring")
    assert words([SPCH], [moved]) == ["Moved Speech from 11th grade, fall to 12th grade, spring."]


def test_of_two_of_the_same_class_only_one_moved() -> None:
    twice = [SPCH, replace(SPCH, term="spring")]
    after = [SPCH, replace(SPCH, grade_level=12)]
    assert words(twice, after) == ["Moved Speech from 11th grade, spring to 12th grade, fall."]


def test_a_new_pin_is_a_difference() -> None:
    pinned = replace(ANAT, pins=(("graduation", "science"),))
    assert words([ANAT], [pinned]) == ["Anatomy & Physiology in 11th grade counts for something else."]


def test_the_same_classes_in_another_order_are_no_difference() -> None:
    assert differences([ANAT, PHYS, SPCH], [SPCH, PHYS, ANAT]) == ()


@pytest.mark.parametrize(
    ("before", "after", "is_first", "said"),
    [
        ([], [ANAT], True, "First plan."),
        ([ANAT], [ANAT], False, "No class changed."),
        ([PHYS], [], False, "Dropped Physics."),
        ([PHYS], [ANAT], False, "Added Anatomy & Physiology. And 1 more change."),
        ([PHYS, SPCH], [ANAT], False, "Added Anatomy & Physiology. And 2 more changes."),
    ],
)
def test_a_headline_fits_a_row(before: list[Choice], after: list[Choice], is_first: bool, said: str) -> None:
    assert headline(differences(before, after), is_first=is_first) == said


def test_a_line_names_subject_and_place() -> None:
    (line,) = diff_lines(differences([], [SPCH]))
    assert (line.icon, line.subject, line.title, line.brief) == ("plus", "EL", "Speech", "11th fall")


def test_in_spanish_too() -> None:
    with translation.override("es"):
        assert words([PHYS], [ANAT]) == [
            "Se agregó Anatomy & Physiology en 11.º grado.",
            "Se quitó Physics de 12.º grado.",
        ]


def test_a_version_kept_in_quarters_of_a_credit_reads_as_today() -> None:
    row = {
        "code": "SPCH",
        "title": "Speech",
        "subject": "EL",
        "units": 2,
        "grade_level": 11,
        "term": "fall",
        "pins": {},
    }
    before = PlanVersion(schema=1, snapshot=[row])
    today = PlanVersion(snapshot=[{**row, "units": credits(0.5)}])
    assert before.classes == today.classes
    assert to_choices(before.classes) == to_choices(today.classes)


def test_a_brief_kept_in_quarters_of_a_credit_reads_as_today() -> None:
    brief = Brief(plan_seen=1, short=(Short(title="English", units=credits(1)),))
    row = to_brief_row(brief)
    old = {**row, "short": [{"title": "English", "units": 4, "by_semester": 0}]}
    del old["schema"]
    assert to_brief(old) == to_brief(row) == brief
