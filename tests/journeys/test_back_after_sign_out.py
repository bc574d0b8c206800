"""On a shared machine, Back after "Sign out" shows nothing of the person who sat there before.

Chromium's back/forward cache is on here, as on every real machine; the other journeys run without it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.cast import Cast
from tests.factories import make_plan
from tests.journeys.conftest import DESKTOP, QUIET
from tests.journeys.test_counselor import sign_in
from tests.web.rules import adopt

pytestmark = pytest.mark.journey


@pytest.fixture
def page(browser_type: BrowserType, live_server: Any) -> Iterator[Page]:
    """A page of a browser that keeps whole pages for Back."""
    browser = browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=[*QUIET.split(), "--enable-features=BackForwardCache"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser.new_context(base_url=live_server.url, viewport=DESKTOP).new_page()
    browser.close()


def test_back_shows_nothing_of_the_plan(page: Page, cast: Cast, live_server: Any) -> None:
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    sign_in(page, cast.maya.user, live_server)
    for address in ("/settings/", "/plan/", f"/students/{cast.maya.pk}/courses/"):
        page.goto(address)
        expect(page.locator("body")).to_contain_text("Maya")
    page.goto("/sign-out/")
    page.locator("main form[action$='/sign-out/'] button, main form button").first.click()
    page.wait_for_url("**/sign-in/**")
    for _ in range(4):
        page.go_back()
        expect(page.locator("body")).not_to_contain_text("Maya")
        expect(page.locator("body")).not_to_contain_text("English 11")


def test_back_is_quick_for_who_stays(page: Page, cast: Cast, live_server: Any) -> None:
    """What is kept by nobody is asked again, and is there again."""
    adopt(cast)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    sign_in(page, cast.maya.user, live_server)
    page.goto(f"/students/{cast.maya.pk}/courses/")
    page.goto("/settings/")
    page.go_back()
    expect(page.locator("body")).to_contain_text("English 11")
