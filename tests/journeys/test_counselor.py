"""A sent plan from Maya to Ms. Whitfield and back: question, answer, proposal, refusal, approval."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.conftest import SecondFactorClient
from tests.factories import make_plan
from tests.journeys.conftest import DESKTOP, LOOKS, PHONE, Open, no_barriers
from tests.web.advising.caseloads import add_students, send_whole_plan
from tests.web.rules import adopt
from waypost.web.accounts.models import User
from waypost.web.plans.models import Plan
from waypost.web.reviews.models import Review, ReviewState
from waypost.web.schools.models import Student, search_form

pytestmark = pytest.mark.journey

EVERY_WAY = pytest.mark.parametrize(
    ("size", "scripts"),
    [(DESKTOP, True), (DESKTOP, False), (PHONE, True), (PHONE, False)],
    ids=["desktop", "desktop-nojs", "phone", "phone-nojs"],
)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Maya's plan for 11th and 12th grade, not sent yet."""
    adopt(cast)
    Student.objects.filter(pk=cast.maya.pk).update(search_name=search_form("Maya Reyes"))
    codes = [("ENG11", 11), ("ANAT", 11), ("ENG12", 12), ("ART1", 12)]
    return make_plan(cast.maya, *((cast.courses[code], grade, "year") for code, grade in codes))


def sign_in(page: Page, user: User | None, live_server: Any) -> None:
    client = SecondFactorClient()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


@EVERY_WAY
def test_a_plan_is_sent_asked_about_answered_and_approved(
    open_page: Open, live_server: Any, cast: Cast, plan: Plan, size: dict[str, int], scripts: bool
) -> None:
    maya, counselor = open_page(size, scripts=scripts), open_page(size, scripts=scripts)
    sign_in(maya, cast.maya.user, live_server)
    sign_in(counselor, cast.ms_whitfield.user, live_server)

    maya.goto(f"/plans/{plan.pk}/send/")
    maya.get_by_label("What should they know?").fill("I want to help people walk again.")
    maya.get_by_role("button", name="Send my plan").click()
    expect(maya.get_by_role("heading", level=1)).to_have_text("This plan waits for Ms. Whitfield.")

    counselor.goto("/caseload/")
    expect(counselor.get_by_role("heading", level=1)).to_contain_text("One student needs you today.")
    expect(counselor.locator("#peek")).to_contain_text("I want to help people walk again.")
    counselor.locator("#peek").get_by_role("link", name="Ask a question").click()
    counselor.get_by_label("Your question").fill("Did you think of Statistics?")
    counselor.get_by_role("button", name="Ask a question").click()
    expect(counselor.locator("main")).to_contain_text("Did you think of Statistics?")

    maya.reload()
    expect(maya.get_by_role("heading", level=1)).to_contain_text("Ms. Whitfield asked a question.")
    maya.get_by_label("Your answer").fill("Not yet. What is it good for?")
    maya.get_by_role("button", name="Send my answer").click()
    expect(maya.get_by_role("heading", level=1)).to_have_text("This plan waits for Ms. Whitfield.")

    counselor.reload()
    expect(counselor.locator("main")).to_contain_text("Not yet. What is it good for?")
    counselor.get_by_role("link", name="Propose a change").click()
    propose_statistics(counselor)
    expect(counselor.locator("main")).to_contain_text("This idea waits for Maya.")

    maya.reload()
    maya.get_by_role("link", name="Idea from Ms. Whitfield").click()
    expect(maya.locator("main")).to_contain_text("Add Statistics in 12th grade.")
    maya.get_by_label("Why not?").fill("I would rather keep time for art.")
    maya.get_by_role("button", name="No, keep my plan").click()
    expect(maya.locator("main")).to_contain_text("Maya said no to this idea.")

    counselor.goto("/caseload/")
    expect(counselor.locator("#queue")).to_contain_text("“I would rather keep time for art.”")
    counselor.locator("#peek").get_by_role("button", name="Approve").click()
    expect(counselor.locator("#queue")).to_contain_text("Approved in the last day")
    assert Review.objects.get().state == ReviewState.APPROVED

    maya.goto(f"/plans/{plan.pk}/versions/")
    expect(maya.locator("main")).to_contain_text("Approved by Ms. Whitfield")


@EVERY_WAY
def test_an_accepted_idea_is_in_the_plan_and_among_its_versions(
    open_page: Open, live_server: Any, cast: Cast, plan: Plan, size: dict[str, int], scripts: bool
) -> None:
    advisor, maya = open_page(size, scripts=scripts), open_page(size, scripts=scripts)
    sign_in(advisor, cast.mr_osei.user, live_server)
    sign_in(maya, cast.maya.user, live_server)
    advisor.goto(f"/plans/{plan.pk}/propose/")
    propose_statistics(advisor)
    maya.goto(advisor.url)
    maya.get_by_role("button", name="Yes, change my plan").click()
    expect(maya.locator("main")).to_contain_text("Maya said yes to this idea.")
    maya.get_by_role("link", name="All versions").click()
    expect(maya.locator("main")).to_contain_text("Accepted a proposed change")
    assert plan.branches.get(kind="real").planned.filter(course__code="STAT").exists()


def test_j_j_a_approves_the_third_plan_and_undo_takes_it_back(
    open_page: Open, live_server: Any, cast: Cast, plan: Plan
) -> None:
    reviews = [send_whole_plan(cast, student, note=f"Note {n}") for n, student in enumerate(add_students(cast, 3))]
    page = open_page(DESKTOP)
    sign_in(page, cast.ms_whitfield.user, live_server)
    page.goto("/caseload/")
    for key in "jja":
        page.keyboard.press(key)
    expect(page.locator("#queue")).to_contain_text("Approved in the last day")
    assert list(Review.objects.order_by("pk").values_list("state", flat=True)) == ["waiting", "waiting", "approved"]
    page.locator("#queue").get_by_role("button", name="Undo").click()
    expect(page.locator("#queue")).not_to_contain_text("Approved in the last day")
    assert not Review.objects.filter(state=ReviewState.APPROVED).exists()
    assert len(reviews) == 3


def test_the_keys_walk_the_list_find_and_ask(open_page: Open, live_server: Any, cast: Cast, plan: Plan) -> None:
    for number, student in enumerate(add_students(cast, 2)):
        send_whole_plan(cast, student, note=f"Note {number}.")
    page = open_page(DESKTOP)
    sign_in(page, cast.ms_whitfield.user, live_server)
    page.goto("/caseload/")
    page.keyboard.press("j")
    expect(page.locator("#peek")).to_contain_text("Note 1.")
    expect(page.locator("#say")).to_have_text("Student001 Sample")
    page.keyboard.press("k")
    expect(page.locator("#peek")).to_contain_text("Note 0.")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Find a student")).to_be_focused()
    page.keyboard.type("kaj")
    assert page.get_by_role("searchbox", name="Find a student").input_value() == "kaj"
    page.get_by_role("link", name="Student001 Sample", exact=True).click()
    expect(page.locator("#peek-name")).to_be_focused()
    page.keyboard.press("r")
    expect(page.get_by_label("Your question")).to_be_visible()


def test_letter_keys_can_be_turned_off(open_page: Open, live_server: Any, cast: Cast, plan: Plan) -> None:
    send_whole_plan(cast, add_students(cast, 1)[0])
    User.objects.filter(pk=cast.ms_whitfield.user_id).update(letter_keys=False)
    page = open_page(DESKTOP)
    sign_in(page, cast.ms_whitfield.user, live_server)
    page.goto("/caseload/")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert Review.objects.get().state == ReviewState.WAITING


def test_plans_that_pass_are_approved_at_once(open_page: Open, live_server: Any, cast: Cast, plan: Plan) -> None:
    for student in add_students(cast, 3):
        send_whole_plan(cast, student)
    page = open_page(PHONE, scripts=False)
    sign_in(page, cast.ms_whitfield.user, live_server)
    page.goto("/caseload/")
    page.get_by_role("button", name="Approve 3 (all checks pass)").click()
    expect(page.locator("#queue")).to_contain_text("Student000 Sample, Student001 Sample and 1 more")
    assert Review.objects.filter(state=ReviewState.APPROVED).count() == 3


@LOOKS
def test_no_barrier_on_any_of_these_pages(
    open_page: Open, live_server: Any, cast: Cast, plan: Plan, size: dict[str, int], theme: str
) -> None:
    review = send_whole_plan(cast, add_students(cast, 1)[0], note="Please look.", without="ENG12")
    counselor, maya, lucia = (open_page(size, theme=theme) for _ in range(3))
    sign_in(counselor, cast.ms_whitfield.user, live_server)
    sign_in(maya, cast.maya.user, live_server)
    sign_in(lucia, cast.lucia.user, live_server)
    maya.goto(f"/plans/{plan.pk}/send/")
    no_barriers(maya)
    maya.get_by_role("button", name="Send my plan").click()
    own = Review.objects.get(plan=plan)
    staff_pages = ("/caseload/", "/caseload/?lane=unsent", f"/reviews/{review.pk}/", f"/plans/{plan.pk}/propose/")
    for address in staff_pages:
        counselor.goto(address)
        no_barriers(counselor)
    propose_statistics(counselor)
    shared = (
        counselor.url,
        f"/plans/reviews/{own.pk}/",
        f"/plans/{plan.pk}/versions/",
        f"/plans/{plan.pk}/versions/1/",
    )
    for address in shared:
        for page in (maya, lucia, counselor):
            page.goto(address)
            no_barriers(page)


def propose_statistics(page: Page) -> None:
    page.get_by_label("What to change").first.select_option("add")
    page.get_by_label("New class").first.fill("STAT")
    page.get_by_label("Grade").first.select_option("12")
    page.get_by_label("Term").first.select_option("year")
    page.get_by_label("Why do you propose this?").fill("It helps with any health study.")
    page.get_by_role("button", name="Send it").click()
