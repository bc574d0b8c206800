"""A continuation school in California from the rules to fixes: desktop and phone, with scripts and without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.factories import make_plan
from tests.journeys.conftest import DESKTOP, PHONE, Open, follow, no_barriers
from tests.journeys.test_counselor import sign_in
from tests.web.plans.single_credits import in_single_credits
from waypost.web.finder.tasks import run_next
from waypost.web.plans.models import Branch, Plan

pytestmark = pytest.mark.journey

WAYS = pytest.mark.parametrize(
    ("size", "scripts", "theme"),
    [(DESKTOP, True, "light"), (PHONE, True, "dark"), (PHONE, False, "light")],
    ids=["desktop", "phone-dark", "phone-nojs"],
)


@pytest.fixture
def plan(cast: Cast, settings: Any, tmp_path: Path) -> Plan:
    """Two credits of work experience and two and a half of health; six and a half and a portfolio are missing."""
    settings.VAR = tmp_path
    in_single_credits(cast)
    return make_plan(cast.maya, (cast.courses["WORK"], 11, "fall"), (cast.courses["WELL"], 11, "spring"))


@WAYS
def test_rules_planner_and_fixes_speak_in_the_schools_credits(
    open_page: Open, live_server: Any, cast: Cast, plan: Plan, size: dict[str, int], scripts: bool, theme: str
) -> None:
    page = open_page(size, scripts=scripts, theme=theme)
    assert cast.maya.user is not None
    sign_in(page, cast.maya.user, live_server)
    page.goto(f"/students/{cast.maya.pk}/courses/?year=11")
    expect(page.locator("main")).to_contain_text("Work experience, 5½ of 12")
    if scripts:
        no_barriers(page)
    page.locator(".checks summary").first.click()
    follow(page, page.get_by_role("link", name="Read the rules"))
    expect(page.locator("main")).to_contain_text("2½ credits from WELL.")
    expect(page.locator("main")).to_contain_text("1 credit from PORT.")
    page.goto(
        f"/students/{cast.maya.pk}/courses/why/planned-{plan.branches.get().planned.get(course__code='WORK').pk}/"
    )
    expect(page.locator("main")).to_contain_text("It gives 2 credits of 12 in Work experience")
    if scripts:
        no_barriers(page)
    page.get_by_text("Choose how much credit").locator("visible=true").click()
    page.get_by_role("button", name="4 credits", exact=True).locator("visible=true").click()
    expect(page.locator("main")).to_contain_text("Work experience, 7½ of 12")
    page.goto(f"/students/{cast.maya.pk}/courses/")
    follow(page, page.get_by_role("button", name="See fixes"))
    assert run_next(looks=False)
    page.reload()
    expect(page.locator("main")).to_contain_text("Graduation 58 of 63½")
    expect(page.locator("main")).to_contain_text("Graduation 63½ of 63½")
    if scripts:
        no_barriers(page)
    follow(page, page.locator("form[action$='/use/'] button").first)
    found = Branch.objects.get(kind="what_if").planned
    assert found.filter(course__code="PORT").count() == 1
