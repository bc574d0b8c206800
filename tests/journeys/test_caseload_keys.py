"""Keys A and R act on the plan that the list shows, after a search, on every tile, and not at all without one."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.conftest import DESKTOP, Open
from tests.journeys.test_counselor import sign_in
from tests.web.advising.caseloads import add_students, send_whole_plan
from tests.web.rules import adopt
from waypost.web.reviews.models import Review

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(open_page: Open, live_server: Any, cast: Cast) -> Page:
    """Three sent plans; Maya has sent none."""
    adopt(cast)
    for number, student in enumerate(add_students(cast, 3)):
        send_whole_plan(cast, student, note=f"Note {number}.")
    page = open_page(DESKTOP)
    sign_in(page, cast.ms_whitfield.user, live_server)
    page.goto("/caseload/")
    return page


def find(page: Page, name: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def states() -> list[str]:
    return list(Review.objects.order_by("pk").values_list("state", flat=True))


def test_a_after_a_search_approves_the_student_who_was_found(desk: Page) -> None:
    find(desk, "Student001")
    expect(desk.locator("#peek")).to_contain_text("Note 1.")
    desk.locator("h1").click()
    with desk.expect_navigation():
        desk.keyboard.press("a")
    expect(desk.locator("body")).to_contain_text("Approved the plan of Student001 Sample.")
    assert states() == ["waiting", "approved", "waiting"]
    assert desk.get_by_role("searchbox", name="Find a student").input_value() == "Student001"
    expect(desk.locator("#peek")).to_contain_text("Nothing to review in this list")


def test_a_and_r_do_nothing_where_nobody_in_the_list_sent_a_plan(desk: Page) -> None:
    for address in ("/caseload/?q=Maya", "/caseload/?lane=unsent", "/caseload/?q=zzz"):
        desk.goto(address)
        for key in "jkar":
            desk.keyboard.press(key)
        desk.wait_for_timeout(200)
        assert desk.url.endswith(address)
    assert states() == ["waiting", "waiting", "waiting"]
