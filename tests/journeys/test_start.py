"""A newcomer meets the station board, becomes people, and puts everything back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Locator, Page, expect

from tests.cast import Cast
from tests.journeys.conftest import DESKTOP, LOOKS, PHONE, Open, follow, no_barriers
from tests.web.accounts.conftest import PASSWORD, code_of, with_password
from tests.web.demo.conftest import board_cast, demo  # noqa: F401  # the same site in demo mode
from waypost.web.demo.actions import pristine_file
from waypost.web.schools.models import Student

pytestmark = pytest.mark.journey

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["js", "nojs"])


@SIZES
@SCRIPTS
def test_a_newcomer_becomes_maya_and_then_her_mother(
    open_page: Open,
    board_cast: Cast,  # noqa: F811
    size: dict[str, int],
    scripts: bool,
) -> None:
    page = open_page(size, scripts=scripts)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who do you want to be?")
    board_row(page, "Maya").click()
    expect(page.locator(".demo-bar")).to_contain_text("You are Maya Reyes.")
    page.goto("/settings/")
    page.get_by_role("link", name="Be someone else").click()
    board_row(page, "Lucía").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(".demo-bar")).to_contain_text("Lucía Reyes")


def test_the_board_opens_over_the_page_and_escape_leads_back(open_page: Open, board_cast: Cast) -> None:  # noqa: F811
    page = open_page()
    page.goto("/demo/")
    board_row(page, "Maya").click()
    page.goto("/settings/")
    page.get_by_role("link", name="Be someone else").click()
    expect(page.locator("dialog#board")).to_contain_text("Who do you want to be?")
    assert page.url.endswith("/settings/")
    no_barriers(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog#board")).not_to_be_visible()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the quick reset is SQLite's")
@SCRIPTS
def test_a_reset_takes_seconds_and_says_so(
    open_page: Open,
    board_cast: Cast,  # noqa: F811
    scripts: bool,
) -> None:
    _put_aside()
    Student.objects.filter(pk=board_cast.maya.pk).update(given_name="Somebody")
    page = open_page(scripts=scripts)
    page.goto("/demo/")
    page.get_by_role("button", name="Reset, 5 seconds").click()
    expect(page.locator(".toast").first).to_contain_text("The demo is as good as new.")
    assert Student.objects.get(pk=board_cast.maya.pk).given_name == "Maya"


@SCRIPTS
def test_the_clock_moves_to_spring(open_page: Open, board_cast: Cast, scripts: bool) -> None:  # noqa: F811
    page = open_page(scripts=scripts)
    page.goto("/demo/")
    page.get_by_role("button", name="Spring").click()
    expect(page.get_by_role("button", name="Spring")).to_have_attribute("aria-pressed", "true")


@SIZES
@SCRIPTS
def test_staff_sign_in_with_a_second_step(open_page: Open, cast: Cast, size: dict[str, int], scripts: bool) -> None:
    counselor = with_password(cast.ms_whitfield.user)
    page = open_page(size, scripts=scripts)
    page.goto("/")
    page.get_by_label("Your sign-in name").fill(counselor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second sign-in step")
    page.get_by_label("Code").fill(code_of(page.locator("code").first.inner_text()))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto("/settings/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My settings")


@SCRIPTS
def test_a_family_picks_its_language_before_signing_in(open_page: Open, cast: Cast, scripts: bool) -> None:
    page = open_page(PHONE, scripts=scripts)
    page.goto("/sign-in/")
    page.locator(".langs").get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entrar a Waypost")


def test_the_board_works_by_keyboard_alone(open_page: Open, board_cast: Cast) -> None:  # noqa: F811
    page = open_page()
    page.goto("/demo/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(board_row(page, "Maya")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".demo-bar")).to_contain_text("You are Maya Reyes.")


@LOOKS
def test_no_barrier_on_the_demo_s_own_pages(
    open_page: Open,
    board_cast: Cast,  # noqa: F811
    size: dict[str, int],
    theme: str,
) -> None:
    page = open_page(size, theme=theme)
    for address in ("/demo/", "/demo/outbox/"):
        page.goto(address)
        no_barriers(page)


@LOOKS
def test_no_barrier_at_the_door(open_page: Open, cast: Cast, size: dict[str, int], theme: str, client: Any) -> None:
    page = open_page(size, theme=theme)
    for address in ("/sign-in/", "/sign-in/closed/"):
        page.goto(address)
        no_barriers(page)
    page.goto("/sign-in/")
    page.get_by_label("Your sign-in name").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    follow(page, page.get_by_role("button", name="Sign in"))
    no_barriers(page)
    counselor = with_password(cast.ms_whitfield.user)
    page.get_by_label("Your sign-in name").fill(counselor.username)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Sign in"))
    no_barriers(page)
    page.get_by_label("Code").fill(code_of(page.locator("code").first.inner_text()))
    page.get_by_role("button", name="Turn it on").click()
    for address in ("/settings/codes/", "/settings/", "/settings/password/", "/settings/second-step/", "/sign-out/"):
        page.goto(address)
        no_barriers(page)


def board_row(page: Page, name: str) -> Locator:
    return page.locator(".dep button").filter(has=page.get_by_text(name, exact=True))


def _put_aside() -> None:
    """What the demo's set-up does: a copy of the database to come back to."""
    pristine_file().parent.mkdir(parents=True)
    connection.ensure_connection()
    with closing(sqlite3.connect(pristine_file())) as copy:
        connection.connection.backup(copy)
