"""Maya plans her classes in a real browser: by key, tap and drag, in a what-if, in two windows, without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cast import Cast
from tests.factories import make_plan, take
from tests.journeys.conftest import DESKTOP, PHONE, Open, follow, no_barriers
from tests.journeys.test_counselor import sign_in
from tests.web.rules import adopt
from waypost.web.accounts.models import User
from waypost.web.plans.models import Branch, Edit, Plan, PlannedCourse

pytestmark = [pytest.mark.journey, pytest.mark.both]

NARROW = {"width": 320, "height": 700}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """English 11, US History and a half-year Speech for 11th grade; Art 1 in 12th."""
    adopt(cast)
    take(cast.maya, cast.courses["SPAN1"], grade_level=8)
    courses = [("ENG11", 11, "year"), ("USH", 11, "year"), ("SPCH", 11, "fall"), ("ART1", 12, "year")]
    return make_plan(cast.maya, *((cast.courses[code], grade, term) for code, grade, term in courses))


@pytest.fixture
def maya(open_page: Open, live_server: Any, cast: Cast, plan: Plan) -> Any:
    """Opens Maya's planner at a size."""

    def opened(size: dict[str, int] = DESKTOP, **how: Any) -> Page:
        page = open_page(size, **how)
        sign_in(page, cast.maya.user, live_server)
        page.goto(f"/students/{cast.maya.pk}/courses/")
        return page

    return opened


def stop(page: Page, plan: Plan, code: str) -> Locator:
    planned = PlannedCourse.objects.get(branch__plan=plan, branch__kind="real", course__code=code)
    return page.locator(f"#stop-planned-{planned.pk}")


def where(plan: Plan, code: str) -> tuple[int, str]:
    planned = PlannedCourse.objects.get(branch__plan=plan, branch__kind="real", course__code=code)
    return planned.grade_level, planned.term


def said(page: Page) -> Locator:
    return page.locator("#say")


def test_arrows_walk_along_the_line_and_across_terms(maya: Any, plan: Plan) -> None:
    page = maya()
    assert page.locator("[data-grid] tbody a[tabindex='0']").count() == 1
    stop(page, plan, "ENG11").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(":focus")).to_contain_text("English 10")
    page.keyboard.press("Home")
    expect(page.locator(":focus")).to_contain_text("English 9")
    page.keyboard.press("End")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Add English, 12th grade")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Add Math, 12th grade")


def test_a_class_moves_by_key_and_keeps_the_focus(maya: Any, plan: Plan) -> None:
    page = maya()
    stop(page, plan, "ENG11").focus()
    page.keyboard.press("m")
    expect(page.locator("#panel")).to_contain_text("Where to move English 11?")
    expect(said(page)).to_have_text("Picked up English 11. 11th grade, all year.")
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("12th grade, all year. 1 heads-up: meant for grade 11.")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Dropped. English 11 is in 12th grade, all year.")
    assert where(plan, "ENG11") == (12, "year")
    expect(page.locator(":focus")).to_contain_text("English 11")


def test_escape_puts_a_class_back(maya: Any, plan: Plan) -> None:
    page = maya()
    stop(page, plan, "SPCH").focus()
    page.keyboard.press("m")
    expect(page.locator("td.spot").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(said(page)).to_have_text("Put back where it was.")
    assert page.locator("td.spot").count() == 0
    assert where(plan, "SPCH") == (11, "fall")


def test_enter_opens_the_reasons_and_escape_returns(maya: Any, plan: Plan) -> None:
    page = maya()
    stop(page, plan, "ENG11").focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("Why English 11?")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_contain_text("English 11")


def test_letters_add_swap_remove_undo_and_redo(maya: Any, plan: Plan) -> None:
    page = maya()
    stop(page, plan, "SPCH").focus()
    page.keyboard.press("a")
    expect(page.locator("#panel h3")).to_have_text("Add a class")
    stop(page, plan, "SPCH").focus()
    page.keyboard.press("r")
    expect(page.locator("#panel h3")).to_have_text("Swap Speech")
    stop(page, plan, "SPCH").focus()
    page.keyboard.press("Delete")
    expect(said(page)).to_contain_text("Removed Speech.")
    page.keyboard.press("z")
    expect(said(page)).to_contain_text("Undone: removed Speech.")
    assert where(plan, "SPCH") == (11, "fall")
    page.keyboard.press("Shift+Z")
    expect(said(page)).to_contain_text("Done again: removed Speech.")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="All keys")).to_be_visible()


def test_keys_in_a_row_wait_for_each_other(maya: Any, plan: Plan) -> None:
    """Z right after Delete takes the removal back, without a page of its own and with a word for the ear."""
    page = maya()
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    stop(page, plan, "SPCH").focus()
    page.keyboard.press("Delete")
    page.keyboard.press("z")
    expect(said(page)).to_contain_text("Undone: removed Speech.")
    assert where(plan, "SPCH") == (11, "fall")
    page.keyboard.press("Shift+Z")
    page.keyboard.press("z")
    page.keyboard.press("Shift+Z")
    expect(page.locator("#toasts .toast")).to_have_count(4)
    expect(said(page)).to_contain_text("Done again: removed Speech.")
    assert not PlannedCourse.objects.filter(branch__kind="real", course__code="SPCH").exists()
    assert loads == []


def test_letters_can_be_turned_off(maya: Any, plan: Plan, cast: Cast) -> None:
    User.objects.filter(pk=cast.maya.user_id).update(letter_keys=False)
    page = maya()
    stop(page, plan, "SPCH").focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("td.spot")).to_have_count(0)


def test_w_begins_a_what_if_and_using_it_changes_the_plan(maya: Any, plan: Plan) -> None:
    page = maya()
    stop(page, plan, "SPCH").focus()
    page.keyboard.press("w")
    page.get_by_label("What do you want to try?").fill("CNA path")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".whatif")).to_contain_text("You are trying this out.")
    page.get_by_role("link", name="Add Science, 12th grade").click()
    page.get_by_role("button", name="Add Anatomy & Physiology").click()
    expect(page.locator(".whatif")).to_contain_text("+1 class")
    assert not PlannedCourse.objects.filter(branch__kind="real", course__code="ANAT").exists()
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("main")).to_contain_text("Added Anatomy & Physiology")
    page.get_by_role("button", name="Use this plan").click()
    expect(page.locator(".toasts")).to_contain_text("This is your plan now.")
    assert where(plan, "ANAT") == (12, "year")


def test_a_class_moves_by_drag(maya: Any, plan: Plan) -> None:
    page = maya()
    moved = stop(page, plan, "ENG11")
    moved.scroll_into_view_if_needed()
    drag(page, moved, page.locator('[data-line="EN"] [data-place^="12-"]'))
    expect(said(page)).to_contain_text("Dropped. English 11 is in 12th grade, all year.")
    assert where(plan, "ENG11") == (12, "year")


def test_a_drag_that_ends_nowhere_changes_nothing(maya: Any, plan: Plan) -> None:
    page = maya()
    drag(page, stop(page, plan, "ENG11"), page.get_by_role("heading", level=1))
    expect(said(page)).to_have_text("Put back where it was.")
    assert where(plan, "ENG11") == (11, "year")
    assert page.locator(".ghost").count() == 0


def drag(page: Page, moved: Locator, to: Locator) -> None:
    start, end = moved.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 24)
    page.locator("td.spot").first.wait_for()
    page.mouse.move(end["x"] + 20, end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()


def test_a_class_moves_by_tap_on_its_spot(maya: Any, plan: Plan) -> None:
    page = maya()
    stop(page, plan, "ENG11").click()
    page.locator("#panel").get_by_role("link", name="Move").click()
    page.locator('[data-line="EN"] td.spot[data-place^="12-"]').click()
    expect(said(page)).to_contain_text("Dropped. English 11 is in 12th grade, all year.")


def test_undo_outlives_a_reload(maya: Any, plan: Plan) -> None:
    page = maya()
    stop(page, plan, "SPCH").click()
    page.locator("#panel").get_by_role("button", name="Remove").click()
    expect(said(page)).to_contain_text("Removed Speech.")
    page.reload()
    page.get_by_role("button", name="Undo: removed Speech").click()
    expect(said(page)).to_contain_text("Undone: removed Speech.")
    assert where(plan, "SPCH") == (11, "fall")


def test_two_windows_show_both_versions_and_lose_nothing(maya: Any, plan: Plan) -> None:
    first, second = maya(), maya()
    stop(first, plan, "SPCH").click()
    first.locator("#panel").get_by_role("button", name="Remove").click()
    expect(said(first)).to_contain_text("Removed Speech.")
    stop(second, plan, "ENG11").click()
    second.locator("#panel").get_by_role("link", name="Move").click()
    second.locator("#panel").get_by_role("button", name="12th grade, all year").click()
    card = second.locator(".stale")
    expect(card).to_contain_text("Removed Speech")
    expect(card).to_contain_text("Move English 11 to 12th grade, all year.")
    assert where(plan, "ENG11") == (11, "year")
    card.get_by_role("button", name="Do it on this version").click()
    expect(said(second)).to_contain_text("Dropped. English 11 is in 12th grade, all year.")
    assert where(plan, "ENG11") == (12, "year")


def test_a_double_click_has_one_effect(maya: Any, plan: Plan) -> None:
    page = maya()
    stop(page, plan, "SPCH").click()
    page.locator("#panel").get_by_role("button", name="Remove").dblclick()
    expect(said(page)).to_contain_text("Removed Speech.")
    assert Edit.objects.count() == 1


def test_on_a_phone_a_class_is_moved_and_added_by_tap(maya: Any, plan: Plan) -> None:
    page = maya(PHONE, has_touch=True)
    page.get_by_label("Move or change Speech").click()
    page.locator(".more-menu[open]").get_by_role("link", name="Move").click()
    page.get_by_role("button", name="11th grade, spring").click()
    expect(said(page)).to_contain_text("Dropped. Speech is in 11th grade, spring.")
    page.locator("#phone").get_by_role("link", name="Add a class for all year").click()
    page.locator("#phone").get_by_role("button", name="Add Statistics").click()
    expect(said(page)).to_contain_text("Added Statistics.")
    page.locator(".years").get_by_role("link", name="10th").click()
    expect(page.locator("#phone")).to_contain_text("English 10")
    assert where(plan, "STAT") == (11, "year")


def test_on_a_phone_the_reasons_open_below_the_class(maya: Any, plan: Plan) -> None:
    page = maya(PHONE)
    page.locator(".plist").get_by_role("link", name="English 11").click()
    expect(page.locator(".plist .why-inline").filter(has_text="Why English 11?")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_without_scripts_a_class_is_added_moved_and_removed(maya: Any, plan: Plan, size: dict[str, int]) -> None:
    page = maya(size, scripts=False)
    if size == PHONE:
        page.locator("#phone").get_by_role("link", name="Add a class for all year").click()
    else:
        page.get_by_role("link", name="Add Science, 12th grade").click()
    page.locator(".found button").locator("visible=true").first.click()
    expect(page.locator(".toasts")).to_contain_text("Added ")
    code = Edit.objects.get().course_code
    planned = PlannedCourse.objects.get(branch__kind="real", course__code=code)
    page.goto(f"{page.url.split('?')[0]}spots/{planned.pk}/")
    page.locator(".spot-list button:enabled").locator("visible=true").last.click()
    expect(page.locator(".toasts")).to_contain_text("Dropped.")
    page.goto(f"{page.url.split('?')[0]}why/planned-{planned.pk}/")
    page.get_by_role("button", name="Remove").locator("visible=true").first.click()
    expect(page.locator(".toasts")).to_contain_text("Removed ")
    assert not PlannedCourse.objects.filter(pk=planned.pk).exists()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_the_planner_has_no_barriers(maya: Any, plan: Plan, size: dict[str, int], theme: str) -> None:
    page = maya(size, theme=theme)
    no_barriers(page)
    if size == DESKTOP:
        stop(page, plan, "ENG11").click()
        expect(page.locator("#panel h3")).to_be_visible()
        no_barriers(page)
        page.locator("#panel").get_by_role("link", name="Move").click()
        expect(page.locator(".spot-list")).to_be_visible()
        no_barriers(page)
        page.get_by_role("link", name="Add Science, 12th grade").click()
    else:
        page.locator("#phone").get_by_role("link", name="Add a class for all year").click()
    expect(page.locator(".found").first).to_be_visible()
    no_barriers(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_what_if_and_its_comparison_have_no_barriers(maya: Any, plan: Plan, theme: str) -> None:
    page = maya(theme=theme)
    what_if = Branch.objects.create(plan=plan, kind="what_if", name="Arts", created_at=plan.created_at)
    page.goto(f"{page.url}?branch={what_if.pk}")
    no_barriers(page)
    follow(page, page.get_by_role("link", name="Compare"))
    no_barriers(page)
