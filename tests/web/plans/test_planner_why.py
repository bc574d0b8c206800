"""Why this class? What it counts for, where else it could, readiness, heads-ups, the rule and its source, pins."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner
from tests.web.rules import adopt
from waypost.web.catalog.models import Course
from waypost.web.plans.models import PlannedCourse
from waypost.web.records.models import CourseRecord


@pytest.fixture
def pages(client: Client, cast: Cast) -> PlannerPages:
    return mayas_planner(client, cast)


def why(pages: PlannerPages, code: str) -> str:
    return text_of(pages.get("planner_why", f"planned-{pages.planned(code).pk}", htmx=True))


def plan(pages: PlannerPages, cast: Cast, code: str, *, grade: int = 11) -> None:
    PlannedCourse.objects.create(branch=pages.branch, course=cast.courses[code], grade_level=grade, term="year")


def test_it_says_which_credit_it_is_and_for_what(pages: PlannerPages) -> None:
    said = why(pages, "ENG11")
    assert "Why English 11?" in said
    assert "It is credit 3 of 4 in English , for graduation." in said


def test_it_says_where_else_it_could_count(pages: PlannerPages) -> None:
    assert "It could also count for Elective ." in why(pages, "ENG11")


def test_half_a_credit_is_said_as_such(pages: PlannerPages) -> None:
    pages.post("planner_pin", planned=pages.planned("SPCH").pk, rulebook="cedar-valley", path="elective")
    assert "It gives ½ credit of 1 in Elective , for graduation." in why(pages, "SPCH")


def test_a_class_that_no_rule_needs_is_extra(pages: PlannerPages, cast: Cast) -> None:
    for code in ("ART1", "GEOM", "STAT"):
        plan(pages, cast, code, grade=12)
    assert any("It is extra" in why(pages, code) for code in ("ART1", "GEOM", "STAT"))


def test_it_says_what_makes_the_student_ready(pages: PlannerPages, cast: Cast) -> None:
    plan(pages, cast, "ENG12", grade=12)
    assert "You will be ready: English 11 comes before it in this plan." not in why(pages, "SPCH")
    assert "You are ready. Nothing has to come first." in why(pages, "SPCH")


def test_the_rule_and_its_source_can_be_read(pages: PlannerPages) -> None:
    said = why(pages, "ENG11")
    assert "Four credits of English." in said
    assert "Policy 4.45 (a)" in said
    assert "/rulebooks/" in pages.get("planner_why", f"planned-{pages.planned('ENG11').pk}", htmx=True).content.decode()


def test_a_pin_says_what_it_costs(pages: PlannerPages) -> None:
    said = why(pages, "ENG11")
    assert "Keep it for Elective" in said
    assert "It costs" in said


def test_what_cannot_be_checked_names_the_adult(pages: PlannerPages, cast: Cast) -> None:
    Course.objects.filter(code="ANAT").update(prerequisite="an audition")
    plan(pages, cast, "ANAT")
    assert "We can't check this one" in why(pages, "ANAT").replace("’", "'")
    assert "Ms. Whitfield can." in why(pages, "ANAT")


def test_a_done_class_is_locked_and_shows_its_mark(pages: PlannerPages, cast: Cast) -> None:
    taken = CourseRecord.objects.get(student=cast.maya, code="ALG1")
    said = text_of(pages.get("planner_why", f"taken-{taken.pk}", htmx=True))
    assert "Your mark is B ." in said
    assert "stay where they are" in said
    assert "Remove" not in said


def test_it_is_a_whole_page_without_scripts(pages: PlannerPages) -> None:
    page = pages.get("planner_why", f"planned-{pages.planned('ENG11').pk}").content.decode()
    assert page.lstrip().startswith("<!doctype html>")
    assert 'aria-current="true"' in page


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "principal"])
def test_adults_read_it_without_controls(pages: PlannerPages, cast: Cast, part: str) -> None:
    pages.client.force_login(getattr(cast, part).user)
    page = pages.get("planner_why", f"planned-{pages.planned('ENG11').pk}", htmx=True).content.decode()
    assert "English 11" in page
    assert "<form" not in page


@pytest.mark.parametrize("part", ["stranger", "other_student", "theo"])
def test_a_stranger_finds_nothing(pages: PlannerPages, cast: Cast, part: str) -> None:
    entry = f"planned-{pages.planned('ENG11').pk}"
    pages.client.force_login(getattr(cast, part).user)
    assert pages.get("planner_why", entry, htmx=True).status_code == 404


def test_an_entry_of_somebody_else_is_not_found(pages: PlannerPages) -> None:
    assert pages.get("planner_why", "planned-10000000").status_code == 404


CHOICE = """
id = "choice"
title = "Arts or science"
kind = "graduation"
authority = "Test"
citation = "Test"
checked_on = 2026-11-24
[[part]]
slug = "one-of"
title = "One of these"
choose = 1
  [[part.part]]
  slug = "english"
  title = "English and math"
    [[part.part.part]]
    slug = "english"
    title = "English class"
    credits = 1
    from = { code = "ENG11" }
    [[part.part.part]]
    slug = "art"
    title = "Two art classes"
    credits = 2
    from = { subject = "AR" }
  [[part.part]]
  slug = "any"
  title = "Any class"
  credits = 1
  from = { any_course = true }
"""


def test_a_wish_that_the_best_count_leaves_out_is_shown_with_what_it_asks(client: Client, cast: Cast) -> None:
    adopt(cast, CHOICE)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    client.force_login(cast.maya.user)
    pages = PlannerPages(client=client, student=cast.maya)
    said = "The best count leaves it out. With it you would have to pick 2 credits more, in Two art classes."
    assert said in why(pages, "ENG11")
    pages.post("planner_pin", planned=pages.planned("ENG11").pk, rulebook="choice", path="one-of/english/english")
    assert said in why(pages, "ENG11")
