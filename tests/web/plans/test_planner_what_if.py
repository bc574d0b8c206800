"""What-ifs on the page: begun, told in words, compared, used, put away."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner
from waypost.web.plans.models import Branch, PlannedCourse, PlanVersion


@pytest.fixture
def pages(client: Client, cast: Cast) -> PlannerPages:
    return mayas_planner(client, cast)


@pytest.fixture
def what_if(pages: PlannerPages, cast: Cast) -> Branch:
    """A what-if with anatomy and English 12 on top, and without Speech."""
    pages.post("branch_create", htmx=False, name="CNA path")
    branch = Branch.objects.get(kind="what_if")
    branch.planned.filter(course__code="SPCH").delete()
    for code, grade in (("ANAT", 11), ("ENG12", 12)):
        PlannedCourse.objects.create(branch=branch, course=cast.courses[code], grade_level=grade, term="year")
    return branch


def use(pages: PlannerPages, what_if: Branch, *, real_seen: int | None = None, htmx: bool = False) -> HttpResponse:
    seen = pages.branch.version if real_seen is None else real_seen
    return pages.post("branch_use", htmx=htmx, branch=what_if.pk, seen=what_if.version, real_seen=seen)


def test_a_what_if_begins_as_a_copy(pages: PlannerPages, what_if: Branch) -> None:
    assert pages.branch.planned.count() == 2
    assert what_if.planned.filter(course__code="ENG11").exists()


def test_a_what_if_needs_a_name(pages: PlannerPages) -> None:
    assert pages.post("branch_create", htmx=False, name=" ").status_code == 422
    assert not Branch.objects.filter(kind="what_if").exists()


def test_the_band_says_the_effects_in_words(pages: PlannerPages, what_if: Branch) -> None:
    said = text_of(pages.get(branch=what_if.pk))
    assert "You are trying this out." in said
    assert "+2 classes" in said
    assert "−1 class" in said
    assert "8 of 8 to graduate" in said
    assert "new in this what-if" in said


def test_comparing_shows_only_the_differences(pages: PlannerPages, what_if: Branch) -> None:
    said = text_of(pages.get("compare", branch=what_if.pk))
    assert "Added Anatomy & Physiology in 11th grade" in said
    assert "Dropped Speech from 11th grade, fall." in said
    assert "English 11" not in said
    assert "Graduation : 8 of 8 in the what-if, 6 of 8 in your plan." in said


def test_using_it_makes_it_the_plan_and_keeps_the_old_one(pages: PlannerPages, what_if: Branch) -> None:
    answer = use(pages, what_if)
    assert answer.headers["Location"] == pages.address()
    assert set(pages.branch.planned.values_list("course__code", flat=True)) == {"ENG11", "ANAT", "ENG12"}
    assert PlanVersion.objects.count() == 2
    assert pages.get(branch=what_if.pk).status_code == 404


def test_a_plan_that_moved_on_is_shown_beside_the_wish(pages: PlannerPages, what_if: Branch) -> None:
    seen = pages.branch.version
    pages.post("planner_remove", planned=pages.planned("SPCH").pk)
    answer = use(pages, what_if, real_seen=seen)
    assert answer.status_code == 409
    said = text_of(answer)
    assert "Removed Speech" in said
    assert "Use this what-if as your plan." in said
    assert not PlanVersion.objects.exists()
    assert use(pages, what_if).status_code == 302


def test_it_can_be_put_away(pages: PlannerPages, what_if: Branch) -> None:
    pages.post("branch_archive", htmx=False, branch=what_if.pk, seen=what_if.version)
    assert "CNA path" not in text_of(pages.get())
    assert pages.branch.planned.count() == 2


def test_the_real_plan_cannot_be_put_away(pages: PlannerPages) -> None:
    answer = pages.post("branch_archive", htmx=False)
    assert answer.status_code == 302
    assert pages.branch.is_open


def test_several_what_ifs_stand_side_by_side(pages: PlannerPages, what_if: Branch) -> None:
    pages.post("branch_create", htmx=False, branch=what_if.pk, name="Arts")
    said = text_of(pages.get())
    assert "What if: CNA path" in said
    assert Branch.objects.get(name="Arts").planned.filter(course__code="ANAT").exists()


def test_adults_see_a_what_if_but_cannot_use_it(pages: PlannerPages, what_if: Branch, cast: Cast) -> None:
    pages.client.force_login(cast.ms_whitfield.user)
    assert "Use this plan" not in text_of(pages.get(branch=what_if.pk))
    assert use(pages, what_if).status_code == 403


@pytest.mark.parametrize("part", ["theo", "other_student"])
def test_a_stranger_reaches_no_what_if(pages: PlannerPages, what_if: Branch, cast: Cast, part: str) -> None:
    pages.client.force_login(getattr(cast, part).user)
    assert pages.get("compare", branch=what_if.pk).status_code == 404
    assert use(pages, what_if).status_code == 404
    posted = pages.client.post(pages.address("branch_create"), {"idempotency_key": str(uuid4()), "name": "Mine"})
    assert posted.status_code == 404
    assert pages.post("branch_archive", branch=what_if.pk, seen=what_if.version).status_code == 404
