"""District IT brings in a bundle: from the file to the undo, on a phone and a desktop, with and without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast, hire_cast
from tests.conftest import SecondFactorClient
from tests.interchange.small_bundle import small_bundle
from tests.journeys.conftest import DESKTOP, LOOKS, PHONE, Open, follow, no_barriers
from tests.web.imports.conftest import Office, changed, make_office
from tests.web.imports.test_brake import without_middle_school
from waypost.interchange.writing import zip_bytes
from waypost.web.accounts.models import User
from waypost.web.schools.models import School, Student

pytestmark = [pytest.mark.journey, pytest.mark.both]

EVERY_WAY = pytest.mark.parametrize(
    ("size", "scripts"), [(DESKTOP, True), (DESKTOP, False), (PHONE, True), (PHONE, False)]
)


@pytest.fixture(autouse=True)
def own_uploads(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def office() -> Office:
    return make_office("Cedar Valley")


def sign_in(page: Page, user: User, live_server: Any) -> None:
    client = SecondFactorClient()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def send(page: Page, files: dict[str, bytes]) -> None:
    """Pick a zip and let it be checked."""
    page.goto("/imports/")
    bundle = {"name": "cedar.zip", "mimeType": "application/zip", "buffer": zip_bytes(files)}
    page.get_by_label("Files").set_input_files(bundle)
    page.get_by_role("button", name="Check the files").click()


@EVERY_WAY
def test_a_bundle_from_upload_to_undo(
    open_page: Open, live_server: Any, office: Office, size: dict[str, int], scripts: bool
) -> None:
    page = open_page(size, scripts=scripts)
    sign_in(page, office.user, live_server)
    send(page, changed("users.csv", "G3,07", "G3,7"))
    expect(page.get_by_role("heading", level=1)).to_have_text("We understood 6 people. 2 rows need a look.")
    expect(page.get_by_text("users.csv line 4")).to_be_visible()
    assert not School.objects.filter(district=office.district).exists()
    page.get_by_role("button", name="Yes, fix all 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We understood 7 people.")
    page.get_by_role("button", name="Apply 7 people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done. 7 people are up to date.")
    assert Student.objects.filter(district=office.district).count() == 3
    page.get_by_role("button", name="Undo, 7 days left", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Undone. It is as it was before.")
    assert not Student.objects.filter(district=office.district).exists()


@EVERY_WAY
def test_the_brake_lets_nobody_go_until_two_people_type_the_name(
    open_page: Open, live_server: Any, office: Office, size: dict[str, int], scripts: bool
) -> None:
    office.bring_in()
    colleague = User.objects.get(pk=office.colleague().user_id)
    page = open_page(size, scripts=scripts)
    sign_in(page, office.user, live_server)
    send(page, without_middle_school())
    expect(page.get_by_role("heading", name="We stopped 1 person from being turned off")).to_be_visible()
    page.get_by_role("link", name="Show me the student").click()
    expect(page.get_by_role("rowheader")).to_contain_text("O'Brien")
    page.get_by_role("link", name="Back to the import").click()
    page.get_by_text("They really left").click()
    page.get_by_label("Type “Ridgeview Middle” to turn them off").fill("Ridgeview Middle")
    page.get_by_role("button", name="Yes, they left").click()
    expect(page.get_by_text("Now a second person opens this page and types the name: Ms. Lee.")).to_be_visible()
    second = open_page(size, scripts=scripts)
    sign_in(second, colleague, live_server)
    second.goto(page.url)
    second.get_by_label("Type “Ridgeview Middle” to turn them off").fill("Ridgeview Middle")
    second.get_by_role("button", name="Apply, and turn them off").click()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Done.")
    assert not Student.objects.get(source_id="S3").is_active


def test_by_keyboard_alone(open_page: Open, live_server: Any, office: Office) -> None:
    page = open_page(DESKTOP)
    sign_in(page, office.user, live_server)
    send(page, small_bundle())
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Apply 7 people":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Done. 7 people are up to date.")


@LOOKS
def test_no_page_of_it_has_barriers(
    open_page: Open, live_server: Any, office: Office, size: dict[str, int], theme: str
) -> None:
    office.bring_in()
    page = open_page(size, theme=theme)
    sign_in(page, office.user, live_server)
    page.goto("/imports/")
    no_barriers(page)
    send(page, changed("users.csv", "S2,active,,true,theo", "S2,active,,maybe,theo", without_middle_school()))
    page.get_by_text("They really left").click()
    no_barriers(page)
    follow(page, page.get_by_role("link", name="Show rows").first)
    no_barriers(page)
    follow(page, page.get_by_role("link", name="Show me the student"))
    no_barriers(page)
    page.goto("/imports/")
    page.get_by_label("Files").set_input_files({"name": "users.csv", "mimeType": "text/csv", "buffer": b"<html>"})
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We can't use this upload.")
    no_barriers(page)


def test_a_stranger_finds_nothing(open_page: Open, live_server: Any, office: Office) -> None:
    run = office.check()
    cast: Cast = hire_cast()
    page = open_page(DESKTOP)
    assert cast.mr_abara.user is not None
    sign_in(page, cast.mr_abara.user, live_server)
    page.goto("/imports/")
    assert "cedar.zip" not in page.content()
    assert page.request.get(f"/imports/{run.pk}/").status == 404
