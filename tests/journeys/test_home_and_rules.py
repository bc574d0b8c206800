"""The first pages of a student, a mother and an administrator: from the plan to the rules behind it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import NOW, make_plan
from tests.journeys.conftest import LOOKS, Open, no_barriers
from tests.journeys.test_counselor import EVERY_WAY, sign_in
from tests.web.plans.audit_run_pages import HARDER, tried, work_off
from tests.web.rules import DIPLOMA, adopt
from waypost.web.catalog.models import Adoption, Follow, Rulebook
from waypost.web.standings.actions.auditing import refresh_standings
from waypost.web.standings.tasks import run_chunk

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 700}


@pytest.fixture
def planned(cast: Cast) -> Cast:
    adopt(cast)
    adopt(cast, DIPLOMA.replace("graduation", "pathway").replace("cedar-valley", "health"), follow=Follow.CHOSEN)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))
    return cast


@EVERY_WAY
def test_maya_goes_from_her_plan_to_her_classes_and_picks_an_aim(
    open_page: Open, live_server: Any, planned: Cast, size: dict[str, int], scripts: bool
) -> None:
    page = open_page(size, scripts=scripts)
    sign_in(page, planned.maya.user, live_server)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hi Maya.")
    page.get_by_role("link", name="Pick my classes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My classes")
    page.get_by_role("link", name="Choose what I aim for").locator("visible=true").first.click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/students/\d+/courses/$"))
    assert planned.maya.plan.__class__.objects.get(student=planned.maya).follows


@EVERY_WAY
def test_lucia_reads_in_spanish_and_reaches_the_rules(
    open_page: Open, live_server: Any, planned: Cast, size: dict[str, int], scripts: bool
) -> None:
    page = open_page(size, scripts=scripts)
    sign_in(page, planned.lucia.user, live_server)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("A Maya todavía le falta elegir clases")
    page.get_by_role("link", name="Cedar Valley diploma").click()
    expect(page.get_by_text("4 créditos de inglés.")).to_be_visible()


@EVERY_WAY
def test_the_office_loads_tries_and_publishes_a_rulebook(
    open_page: Open, live_server: Any, planned: Cast, size: dict[str, int], scripts: bool, settings: Any
) -> None:
    settings.AUDIT_CHUNK = 1
    page = open_page(size, scripts=scripts)
    sign_in(page, planned.mr_abara.user, live_server)
    page.goto("/rulebooks/load/")
    page.get_by_label("Or the text itself").fill(HARDER.replace("credits = 5", "credits = -5"))
    page.get_by_role("button", name="Check and load").click()
    expect(page.get_by_role("alert")).to_contain_text("to mend")
    page.get_by_label("Or the text itself").fill(HARDER)
    page.get_by_role("button", name="Check and load").click()
    expect(page.get_by_text("5 credits from English.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish for these classes")).to_have_count(0)
    page.get_by_role("button", name="Try on every student").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("would change")
    expect(page.get_by_role("progressbar", name="Waiting for its turn.")).to_be_visible()
    run_chunk()
    see_how_far(page, scripts=scripts)
    expect(page.get_by_role("progressbar", name="1 of 2 students so far.")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", name="Stopped after 1 of 2 students.")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    work_off()
    see_how_far(page, scripts=scripts)
    expect(page.get_by_role("heading", name="of 2 students.")).to_contain_text("Changes the standing of")
    page.get_by_label("From the class of").fill("2029")
    page.get_by_label("To the class of").fill("2029")
    page.get_by_role("button", name="Publish for these classes").click()
    expect(page.get_by_text("Class of 2029", exact=True)).to_be_visible()
    assert Adoption.objects.filter(rulebook=Rulebook.objects.latest("pk"), ended_at=None).exists()
    page.goto("/rulebooks/runs/")
    expect(page.get_by_role("row", name="Where every student stands")).to_contain_text("Waiting")
    work_off()
    see_how_far(page, scripts=scripts)
    expect(page.get_by_role("row", name="Where every student stands")).to_contain_text("2 students looked at.")


def see_how_far(page: Page, *, scripts: bool) -> None:
    """Without scripts a link loads the page again; with them it changes by itself."""
    if not scripts:
        page.get_by_role("link", name="See how far it is").click()


@LOOKS
def test_no_barrier_on_any_of_these_pages(
    open_page: Open, live_server: Any, planned: Cast, size: dict[str, int], theme: str
) -> None:
    rulebook = Rulebook.objects.get(kind="graduation")
    run = tried(planned, rulebook).pk
    going = refresh_standings(planned.actor(planned.mr_abara), at=NOW).pk
    visits = {
        "maya": ["/plan/", f"/students/{planned.maya.pk}/aims/"],
        "lucia": ["/family/"],
        "ms_whitfield": [f"/students/{planned.maya.pk}/plan/"],
        "mr_abara": ["/rulebooks/", f"/rulebooks/{rulebook.pk}/", "/rulebooks/load/", "/rulebooks/runs/"],
        "principal": [f"/rulebooks/{rulebook.pk}/try/"],
    }
    visits["mr_abara"] += [f"/rulebooks/runs/{run}/", f"/rulebooks/runs/{going}/"]
    for part, addresses in visits.items():
        page = open_page(size, theme=theme)
        sign_in(page, getattr(planned, part).user, live_server)
        for address in addresses:
            page.goto(address)
            no_barriers(page)


def test_the_first_pages_fit_a_narrow_screen(open_page: Open, live_server: Any, planned: Cast) -> None:
    for part, address in [
        ("maya", "/plan/"),
        ("lucia", "/family/"),
        ("mr_abara", "/rulebooks/"),
        ("mr_abara", "/rulebooks/runs/"),
    ]:
        page = open_page(NARROW)
        sign_in(page, getattr(planned, part).user, live_server)
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
