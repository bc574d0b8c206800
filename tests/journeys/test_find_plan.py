"""Maya has plans found, and her counselor a fix: with scripts, without, by key, on a narrow phone, in the dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import make_plan
from tests.journeys.conftest import DESKTOP, PHONE, Open, no_barriers
from tests.journeys.test_counselor import sign_in
from tests.web.rules import adopt
from waypost.web.finder.models import Search
from waypost.web.finder.tasks import run_next
from waypost.web.jobs.models import JobState
from waypost.web.plans.models import Branch, Plan
from waypost.web.reviews.models import Proposal

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 700}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """English 11 and anatomy; English 12 is missing."""
    adopt(cast)
    return make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))


@pytest.fixture
def opened(open_page: Open, live_server: Any, cast: Cast, plan: Plan) -> Any:
    """Opens Maya's planner as one of the cast."""

    def _opened(part: str = "maya", size: dict[str, int] = DESKTOP, **how: Any) -> Page:
        page = open_page(size, **how)
        sign_in(page, getattr(cast, part).user, live_server)
        page.goto(f"/students/{cast.maya.pk}/courses/")
        return page

    return _opened


def test_a_plan_is_found_and_used_as_a_what_if(opened: Any, plan: Plan) -> None:
    page = opened()
    page.get_by_role("link", name="Find me a plan").click()
    page.get_by_label("Class", exact=True).fill("Statistics (STAT)")
    page.get_by_role("button", name="Add this class").click()
    expect(page.get_by_role("heading", name="Looking for plans.")).to_be_visible()
    no_barriers(page)
    assert run_next(looks=False)
    expect(page.get_by_role("heading", name="Plans to choose from")).to_be_visible()
    expect(page.locator("#say")).to_contain_text("work")
    expect(page.get_by_role("button", name="Take away: Statistics")).to_be_visible()
    no_barriers(page)
    page.get_by_role("button", name="Use as a what-if").first.click()
    expect(page.get_by_text("You are trying this out.").first).to_be_visible()
    assert Branch.objects.get(kind="what_if").planned.filter(course__code="STAT").exists()
    assert plan.branches.get(kind="real").planned.count() == 2


def test_a_search_is_stopped_by_key(opened: Any, plan: Plan) -> None:
    page = opened()
    page.get_by_role("link", name="Find me a plan").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Find plans").focus()
    page.keyboard.press("Enter")
    stop = page.get_by_role("button", name="Stop looking")
    expect(stop).to_be_visible()
    stop.press("Enter")
    expect(page.get_by_text("You stopped this search. Nothing changed.")).to_be_visible()
    assert Search.objects.get().state == JobState.CANCELLED


def test_enter_in_the_class_field_adds_the_class(opened: Any, plan: Plan, cast: Cast) -> None:
    page = opened()
    page.goto(f"/students/{cast.maya.pk}/courses/plans/")
    page.get_by_label("Class", exact=True).fill("Speech")
    page.get_by_label("Class", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Take away: Speech")).to_be_visible()


def test_everything_works_without_scripts(opened: Any, plan: Plan) -> None:
    page = opened(scripts=False)
    page.get_by_role("link", name="Find me a plan").click()
    page.get_by_role("button", name="Find plans").click()
    assert run_next(looks=False)
    page.get_by_role("link", name="See how far it is").click()
    page.get_by_role("button", name="Use as a what-if").first.click()
    assert Branch.objects.filter(kind="what_if").count() == 1


@pytest.mark.parametrize(("size", "theme"), [(NARROW, "light"), (PHONE, "dark"), (DESKTOP, "dark")])
def test_plans_fixes_and_collisions_have_no_barriers(
    opened: Any, plan: Plan, cast: Cast, size: dict[str, int], theme: str
) -> None:
    page = opened(size=size, theme=theme)
    base = page.url
    for ask in ("Find plans", "See fixes"):
        page.goto(f"{base}{'plans' if ask == 'Find plans' else 'fixes'}/")
        no_barriers(page)
        page.get_by_role("button", name=ask).click()
        expect(page.locator("#going")).to_be_visible()
        assert run_next(looks=False)
        expect(page.locator(".plans3, .fixes")).to_be_visible()
        page.locator(".gets details summary, .fixc details summary").first.click()
        if ask == "See fixes":
            page.get_by_text("that do not work").click()
            expect(page.get_by_text("It is in the record or the plan already.").first).to_be_visible()
        no_barriers(page)
    page.goto(f"{base}plans/")
    for how, course in (("must", "STAT"), ("never", "ALG2")):
        form = page.get_by_label("How much")
        if not form.is_visible():
            page.get_by_text("Add a wish").click()
        form.select_option(how)
        page.get_by_label("Class", exact=True).fill(course)
        page.get_by_role("button", name="Add this class").click()
        expect(page.locator("#going")).to_be_visible()
        assert run_next(looks=False)
        expect(page.locator(".plans3, .nofit")).to_be_visible()
    expect(page.get_by_role("heading", name="No plan has all of this")).to_be_visible()
    no_barriers(page)


def test_the_counselor_finds_a_fix_and_asks_the_student(opened: Any, plan: Plan) -> None:
    page = opened("ms_whitfield")
    page.get_by_role("button", name="See fixes").click()
    expect(page.locator("#going")).to_be_visible()
    assert run_next(looks=False)
    expect(page.get_by_role("heading", name="1 fix for Maya")).to_be_visible()
    no_barriers(page)
    page.get_by_role("button", name="Ask Maya").click()
    expect(page.get_by_text("Sent. Nothing changes until the student says yes.")).to_be_visible()
    assert Proposal.objects.get().changes == [{"verb": "add", "code": "ENG12", "grade_level": 12, "term": "year"}]
