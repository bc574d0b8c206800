"""Ms. Whitfield has fixes found for everybody with credits to pick, and sends one: with scripts, without, by phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import make_plan
from tests.journeys.conftest import DESKTOP, PHONE, Open, follow, no_barriers
from tests.journeys.test_counselor import sign_in
from tests.web.advising.caseloads import add_students, store
from tests.web.rules import adopt
from waypost.web.finder.tasks import run_next
from waypost.web.reviews.models import Proposal, ProposalState

pytestmark = pytest.mark.journey

LANE = "/caseload/?lane=open"
WAYS = pytest.mark.parametrize(
    ("size", "scripts", "theme"),
    [(DESKTOP, True, "light"), (PHONE, True, "dark"), (PHONE, False, "light")],
    ids=["desktop", "phone-dark", "phone-nojs"],
)


@pytest.fixture
def opened(open_page: Open, live_server: Any, cast: Cast) -> Any:
    """Opens the lane with two students: Maya lacks English 12, the other has planned one class."""
    adoption = adopt(cast)
    planned = {cast.maya: (("ENG11", 11), ("ANAT", 11)), add_students(cast, 1)[0]: (("ART1", 12),)}
    for student, codes in planned.items():
        make_plan(student, *((cast.courses[code], grade, "year") for code, grade in codes))
        store(student, adoption, status="open", planned=28)

    def _opened(size: dict[str, int], **how: Any) -> Page:
        page = open_page(size, **how)
        sign_in(page, cast.ms_whitfield.user, live_server)
        page.goto(LANE)
        return page

    return _opened


@WAYS
def test_fixes_are_found_for_the_lane_and_one_is_sent_and_taken_back(
    opened: Any, size: dict[str, int], scripts: bool, theme: str
) -> None:
    page = opened(size, scripts=scripts, theme=theme)
    follow(page, page.get_by_role("button", name="Find fixes for these 2 students"))
    expect(page.get_by_text("0 of 2 looked at")).to_be_visible()
    if scripts:
        no_barriers(page)
    while run_next(looks=False):
        pass
    if scripts:
        expect(page.locator("#say")).to_have_text("1 plan has a fix.")
    else:
        follow(page, page.get_by_role("link", name="Show what is found so far"))
    first = page.locator(".fix-row").first
    expect(first).to_contain_text("1 credit of English to pick. Add English 12 in 12th grade.")
    expect(first).to_contain_text("Before 12th grade")
    if scripts:
        no_barriers(page)
    follow(page, page.get_by_role("button", name="Ask Maya"))
    expect(page.get_by_text("Maya has your idea.")).to_be_visible()
    if scripts:
        no_barriers(page)
    follow(page, page.get_by_role("button", name="Take it back"))
    expect(page.locator("main")).to_contain_text("took this idea back")
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN


def test_looking_is_stopped_by_key(opened: Any) -> None:
    page = opened(DESKTOP)
    follow(page, page.get_by_role("button", name="Find fixes for these 2 students"))
    assert run_next(looks=False)
    page.get_by_role("button", name="Stop looking").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Stopped. 1 of 2 looked at.")).to_be_visible()
    assert not run_next(looks=False)
