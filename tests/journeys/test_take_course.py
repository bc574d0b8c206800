"""Maya finds a class online, sees what it asks, and takes it in school after all: desktop and phone, without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import make_offering, make_plan
from tests.journeys.conftest import DESKTOP, PHONE, Open, no_barriers
from tests.journeys.test_counselor import sign_in
from tests.web.rules import adopt
from waypost.web.catalog.models import Offering
from waypost.web.finder.tasks import run_next
from waypost.web.plans.models import Branch, Plan

pytestmark = pytest.mark.journey

ASKS = "Costs $150. Ms. Whitfield must say yes."


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """English 12 is missing; it can be taken online too."""
    adopt(cast)
    make_offering(cast.courses["ENG12"], cost_cents=15000, approval="counselor")
    return make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))


@pytest.fixture
def opened(open_page: Open, live_server: Any, cast: Cast, plan: Plan) -> Any:
    """Opens the page that looks for fixes as Maya."""

    def _opened(size: dict[str, int] = DESKTOP, **how: Any) -> Page:
        page = open_page(size, **how)
        sign_in(page, cast.maya.user, live_server)
        page.goto(f"/students/{cast.maya.pk}/courses/fixes/")
        return page

    return _opened


def in_the_what_if() -> Offering | None:
    return Branch.objects.get(kind="what_if").planned.get(course__code="ENG12").offering


def test_a_class_is_found_online_and_taken_in_school(opened: Any) -> None:
    page = opened()
    page.get_by_role("button", name="See fixes").click()
    expect(page.locator("#going")).to_be_visible()
    assert run_next(looks=False)
    fix = page.get_by_role("region", name="Add English 12 in 12th grade, online with State Virtual School")
    expect(fix).to_contain_text("English 12 is taken online with State Virtual School: $150, 1 credit")
    expect(fix).to_contain_text("Needs a yes from Ms. Whitfield")
    no_barriers(page)
    fix.get_by_role("button", name="Use as a what-if").click()
    page.get_by_role("link", name="English 12").first.click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text(ASKS)
    panel.get_by_text("Choose how to take it").click()
    no_barriers(page)
    panel.get_by_role("button", name="The way the school offers it").click()
    expect(page.locator("#say")).to_contain_text("English 12 is taken the way the school offers it now.")
    assert in_the_what_if() is None
    panel.get_by_role("link", name="Other ways to take it").click()
    expect(panel.get_by_text("Choose how to take it")).to_be_visible()
    page.get_by_role("button", name="Undo: changed how English 12 is taken").click()
    expect(page.locator("#say")).to_contain_text("Undone: changed how English 12 is taken.")
    assert in_the_what_if() is not None


def test_the_same_without_scripts_on_a_dark_phone(opened: Any) -> None:
    page = opened(PHONE, scripts=False, theme="dark")
    page.get_by_role("button", name="See fixes").click()
    assert run_next(looks=False)
    page.get_by_role("link", name="See how far it is").click()
    fix = page.get_by_role("region", name="Add English 12 in 12th grade, online with State Virtual School")
    fix.get_by_role("button", name="Use as a what-if").click()
    page.get_by_role("navigation", name="School year").get_by_role("link", name="12th").click()
    page.locator("#phone").get_by_role("link", name="English 12").click()
    expect(page.locator("#phone")).to_contain_text(ASKS)
    page.locator("#phone").get_by_text("Choose how to take it").click()
    page.locator("#phone").get_by_role("button", name="The way the school offers it").click()
    expect(page.get_by_text("English 12 is taken the way the school offers it now.").first).to_be_visible()
    assert in_the_what_if() is None
