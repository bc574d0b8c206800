"""A planner of the master schedule reads next year's demand, asks again and takes it home as a file."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast, hire_cast
from tests.conftest import SecondFactorClient
from tests.factories import make_plan, make_student
from tests.journeys.conftest import DESKTOP, PHONE, Open, no_barriers
from waypost.web.accounts.models import User
from waypost.web.demand.tasks import run_periods

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 640}
CHOICES = ["ANAT", "ART1", "STAT", "SPAN2", "USH", "ALG2"]


@pytest.fixture
def cast() -> Cast:
    """Each pair of six courses is what one to four students want."""
    cast = hire_cast()
    for at, pair in enumerate(combinations(CHOICES, 2)):
        for number in range(at % 4 + 1):
            student = make_student(cast.school, f"Student {at}-{number}")
            make_plan(student, *((cast.courses[code], 11, "year") for code in pair))
    return cast


def open_demand(page: Page, user: User, live_server: Any, query: str = "") -> None:
    client = SecondFactorClient()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"/demand/{query}")


def found(page: Page, *, scripts: bool) -> None:
    """A worker finds the periods; without scripts the reader asks whether it has."""
    assert run_periods()
    if not scripts:
        page.get_by_role("link", name="See how far it is").click()


@pytest.mark.parametrize(
    ("size", "scripts", "theme"),
    [(DESKTOP, True, "light"), (DESKTOP, False, "dark"), (PHONE, True, "dark"), (NARROW, True, "light")],
)
def test_demand_is_read_asked_again_and_taken(
    open_page: Open, live_server: Any, cast: Cast, size: dict[str, int], scripts: bool, theme: str
) -> None:
    page = open_page(size, scripts=scripts, theme=theme)
    open_demand(page, cast.principal.user, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("What plans ask of 2027-28")
    page.get_by_role("button", name="Find their periods").click()
    expect(page.get_by_text("Looking for the periods")).to_be_visible()
    if scripts:
        no_barriers(page)
    found(page, scripts=scripts)
    expect(page.locator("#demand").get_by_text("Every pair of them that a student wants")).to_be_visible()
    expect(page.get_by_role("img", name="6 courses that meet once")).to_be_visible()
    if scripts:
        no_barriers(page)
    page.get_by_label("Periods in a day").fill("3")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Find their periods").click()
    found(page, scripts=scripts)
    expect(page.locator("#demand").get_by_text("this is proven")).to_be_visible()
    expect(page.get_by_text("same period").first).to_be_visible()
    if scripts:
        no_barriers(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take it as a CSV file").click()
    assert taken.value.suggested_filename == "demand-2027-28.csv"
    assert "ANAT" in Path(taken.value.path()).read_text()


def test_a_form_without_sense_says_what_to_fix(open_page: Open, live_server: Any, cast: Cast) -> None:
    page = open_page(PHONE)
    open_demand(page, cast.mr_abara.user, live_server, "?size=5&least=9&periods=7")
    expect(page.get_by_role("alert")).to_contain_text("The fewest students can't be more than the most.")
    no_barriers(page)


def test_it_is_there_in_spanish(open_page: Open, live_server: Any, cast: Cast) -> None:
    user = cast.principal.user
    assert user is not None
    user.language = "es"
    user.save()
    page = open_page(DESKTOP)
    open_demand(page, user, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lo que los planes piden para 2027-28")
    no_barriers(page)
