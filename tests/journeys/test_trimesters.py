"""A trimester school from the rules to the planner to fixes: desktop and phone, with scripts and without."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.factories import make_plan
from tests.journeys.conftest import DESKTOP, PHONE, Open, follow, no_barriers
from tests.journeys.test_counselor import sign_in
from tests.web.plans.trimesters import in_trimesters
from tests.web.rules import adopt
from waypost.web.finder.tasks import run_next
from waypost.web.plans.models import Branch, Plan

pytestmark = pytest.mark.journey

WAYS = pytest.mark.parametrize(
    ("size", "scripts", "theme"),
    [(DESKTOP, True, "light"), (PHONE, True, "dark"), (PHONE, False, "light")],
    ids=["desktop", "phone-dark", "phone-nojs"],
)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """English 11, and the two parts of Welding, one trimester after the other; English 12 is missing."""
    adopt(cast)
    in_trimesters(cast)
    choices = (("ENG11", "year"), ("ANAT", "year"), ("WELD1", "T1"), ("WELD2", "T2"))
    return make_plan(cast.maya, *((cast.courses[code], 11, term) for code, term in choices))


@WAYS
def test_rules_planner_and_fixes_speak_in_trimesters(
    open_page: Open, live_server: Any, cast: Cast, plan: Plan, size: dict[str, int], scripts: bool, theme: str
) -> None:
    page = open_page(size, scripts=scripts, theme=theme)
    assert cast.maya.user is not None
    sign_in(page, cast.maya.user, live_server)
    page.goto(f"/students/{cast.maya.pk}/courses/?year=11")
    expect(page.locator("main")).to_contain_text("Welding 1")
    expect(page.locator("main")).to_contain_text("Trimester 2")
    if scripts:
        no_barriers(page)
    page.locator(".checks summary").first.click()
    follow(page, page.get_by_role("link", name="Read the rules"))
    expect(page.locator("main")).to_contain_text("English")
    page.goto(f"/students/{cast.maya.pk}/courses/")
    follow(page, page.get_by_role("button", name="See fixes"))
    assert run_next(looks=False)
    page.reload()
    expect(page.locator("main")).to_contain_text("English 12")
    if scripts:
        no_barriers(page)
    follow(page, page.locator("form[action$='/use/'] button").first)
    found = Branch.objects.get(kind="what_if").planned.get(course__code="ENG12")
    assert (found.grade_level, found.term) == (12, "year")
    assert {row.course.code: row.term for row in Branch.objects.get(kind="what_if").planned.all()}["WELD2"] == "T2"


def test_a_class_is_moved_to_another_trimester_by_key(
    open_page: Open, live_server: Any, cast: Cast, plan: Plan
) -> None:
    page = open_page(DESKTOP)
    assert cast.maya.user is not None
    sign_in(page, cast.maya.user, live_server)
    page.goto(f"/students/{cast.maya.pk}/courses/")
    page.locator("[data-grid]").get_by_role("link", name="Welding 2").press("m")
    page.get_by_role("button", name="11th grade, Trimester 3").click()
    expect(page.locator("#say")).to_contain_text("Trimester 3")
    assert plan.branches.get(kind="real").planned.get(course__code="WELD2").term == "T3"
