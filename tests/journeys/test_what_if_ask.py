"""What if ...? Maya drops a class and moves away, in her mind: on a desktop, and on a phone without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import NOW, make_plan
from tests.journeys.conftest import DESKTOP, PHONE, Open, follow, no_barriers
from tests.journeys.test_counselor import sign_in
from tests.web.plans.test_what_if_ask import LOUISIANA, WHOLE
from tests.web.rules import adopt
from waypost.web.catalog.actions import load_shipped_rulebooks
from waypost.web.finder.tasks import run_next
from waypost.web.plans.models import Branch, Plan

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 700}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan that graduates on time, and the rules of Louisiana."""
    adopt(cast)
    load_shipped_rulebooks({"us-la/lou.toml": LOUISIANA}, at=NOW)
    return make_plan(cast.maya, *((cast.courses[code], grade, "year") for code, grade in WHOLE))


@pytest.fixture
def opened(open_page: Open, live_server: Any, cast: Cast, plan: Plan) -> Any:
    """Opens Maya's planner as one of the cast."""

    def _opened(size: dict[str, int] = DESKTOP, **how: Any) -> Page:
        page = open_page(size, **how)
        sign_in(page, cast.maya.user, live_server)
        page.goto(f"/students/{cast.maya.pk}/courses/")
        return page

    return _opened


def test_a_dropped_class_is_mended_by_key_and_tried(opened: Any, plan: Plan) -> None:
    page = opened()
    page.get_by_role("link", name="What if …?").first.press("Enter")
    no_barriers(page)
    page.get_by_role("button", name="Ask: I fail …").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("I fail: Pick one from the list.")
    no_barriers(page)
    page.get_by_label("I drop", exact=True).select_option("English 12 (12th grade)")
    page.get_by_role("button", name="Ask: I drop …").press("Enter")
    expect(page.get_by_role("heading", name="What if you drop English 12?")).to_be_visible()
    expect(page.get_by_role("heading", name="Looking for the smallest changes.")).to_be_visible()
    expect(page.locator(".if-rules").first).to_contain_text("7 of 8")
    no_barriers(page)
    assert run_next(looks=False)
    expect(page.get_by_role("heading", name="Add English 12 in 12th grade")).to_be_visible()
    expect(page.locator("#say")).to_contain_text("fix")
    no_barriers(page)
    page.get_by_role("button", name="Use as a what-if").first.press("Enter")
    expect(page.get_by_text("You are trying this out.").first).to_be_visible()
    assert Branch.objects.get(kind="what_if").name == "I drop English 12"
    assert plan.branches.get(kind="real").planned.count() == 3


def test_a_move_is_asked_on_a_phone_without_scripts(opened: Any, plan: Plan) -> None:
    page = opened(PHONE, scripts=False)
    follow(page, page.get_by_role("link", name="What if …?").locator("visible=true").first)
    page.get_by_label("I move, and these rules hold", exact=True).select_option("Louisiana diploma")
    follow(page, page.get_by_role("button", name="Ask: I move"))
    assert run_next(looks=False)
    follow(page, page.get_by_role("link", name="See how far it is"))
    expect(page.get_by_role("heading", name="What we can’t check")).to_be_visible()
    expect(page.locator(".if-rules")).to_contain_text("Louisiana diploma")
    expect(page.locator(".fixc").first).to_contain_text("Art 1")


def test_the_answer_fits_a_narrow_phone_in_the_dark(opened: Any, plan: Plan) -> None:
    page = opened(NARROW, theme="dark")
    page.goto(f"{page.url}what-if/ask/")
    no_barriers(page)
    page.get_by_label("I move, and these rules hold", exact=True).select_option("Louisiana diploma")
    page.get_by_role("button", name="Ask: I move").click()
    expect(page.locator("#going")).to_be_visible()
    assert run_next(looks=False)
    expect(page.locator(".fixes")).to_be_visible()
    no_barriers(page)
