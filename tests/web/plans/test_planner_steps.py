"""The steps of the planner over HTTP: one POST each, answered once, refused to everybody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner
from tests.web.plans.test_planner_page import fill
from waypost.web.history.models import Event
from waypost.web.plans.models import Branch, BranchKind, Edit, Plan, PlannedCourse

MOST_QUERIES = 12
HARMLESS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


@pytest.fixture
def pages(client: Client, cast: Cast) -> PlannerPages:
    return mayas_planner(client, cast)


def said(answer: Any) -> str:
    """What the live region is told."""
    found = re.search(r'<p id="say" hx-swap-oob="innerHTML">(.*?)</p>', answer.content.decode())
    return found[1] if found else ""


def test_a_move_answers_with_the_board_and_one_sentence(pages: PlannerPages) -> None:
    answer = pages.post("planner_move", planned=pages.planned("SPCH").pk, place="12-spring")
    assert answer.status_code == 200
    moved = pages.planned("SPCH")
    assert (moved.grade_level, moved.term) == (12, "spring")
    assert said(answer) == "Dropped. Speech is in 12th grade, spring. Electives: 1 of 1."
    assert 'id="plan-board"' in answer.content.decode()
    assert "Undo: moved Speech" in answer.content.decode()


def test_the_sentence_tells_the_heads_ups_of_the_new_place(pages: PlannerPages) -> None:
    answer = pages.post("planner_move", planned=pages.planned("ENG11").pk, place="12-year")
    assert said(answer) == "Dropped. English 11 is in 12th grade, all year. 1 heads-up: meant for grade 11."


def test_a_class_is_added_and_its_reasons_show(pages: PlannerPages, cast: Cast) -> None:
    answer = pages.post("planner_add", course=cast.courses["STAT"].pk, place="11-year")
    assert said(answer).startswith("Added Statistics. 11th grade, all year. 1 heads-up: ")
    assert "Why Statistics?" in answer.content.decode()


def test_a_class_is_swapped_in_its_place(pages: PlannerPages, cast: Cast) -> None:
    planned = pages.planned("SPCH").pk
    pages.post("planner_swap", planned=planned, course=cast.courses["HLTH"].pk, place="11-spring")
    assert pages.planned("HLTH").term == "spring"
    assert not PlannedCourse.objects.filter(course__code="SPCH").exists()


def test_a_pin_is_set_and_taken_away(pages: PlannerPages) -> None:
    planned = pages.planned("ENG11").pk
    pages.post("planner_pin", planned=planned, rulebook="cedar-valley", path="elective")
    assert pages.planned("ENG11").pins == {"cedar-valley": "elective"}
    pages.post("planner_pin", planned=planned, rulebook="cedar-valley", path="")
    assert pages.planned("ENG11").pins == {}


def test_undo_and_redo_outlive_the_page(pages: PlannerPages) -> None:
    pages.post("planner_remove", planned=pages.planned("SPCH").pk)
    assert "Undo: removed Speech" in pages.get().content.decode()
    assert said(pages.post("planner_undo")) == "Undone: removed Speech. Graduation: 6 of 8."
    assert pages.planned("SPCH").term == "fall"
    assert "Redo: removed Speech" in pages.get().content.decode()
    pages.post("planner_redo")
    assert not PlannedCourse.objects.filter(course__code="SPCH").exists()


def test_nothing_left_to_undo_is_no_fault(pages: PlannerPages) -> None:
    assert said(pages.post("planner_undo")) == "There is no step left to go."


def test_without_scripts_a_step_leads_back_to_the_page(pages: PlannerPages) -> None:
    answer = pages.post("planner_move", htmx=False, planned=pages.planned("SPCH").pk, place="12-fall", year=12)
    assert answer.status_code == 302
    assert answer.headers["Location"] == pages.address(year=12)
    assert "Dropped. Speech is in 12th grade, fall." in text_of(pages.get())


def test_a_double_click_has_one_effect(pages: PlannerPages) -> None:
    planned, seen = pages.planned("SPCH").pk, pages.branch.version
    for _click in range(2):
        pages.post("planner_move", key="one-click", seen=seen, planned=planned, place="12-fall")
    assert Edit.objects.count() == 1


def test_the_first_class_begins_the_plan(client: Client, cast: Cast) -> None:
    client.force_login(cast.theo.user)
    pages = PlannerPages(client=client, student=cast.theo)
    pages.post("planner_add", seen=1, course=cast.courses["ART1"].pk, place="12-year")
    assert Plan.objects.get(student=cast.theo).branches.get().planned.count() == 1


def test_a_stale_step_shows_both_versions_and_loses_nothing(pages: PlannerPages) -> None:
    seen = pages.branch.version
    pages.post("planner_remove", planned=pages.planned("ENG11").pk)
    answer = pages.post("planner_move", seen=seen, planned=pages.planned("SPCH").pk, place="12-spring")
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Your plan changed in another window." in page
    assert "Removed English 11" in page
    assert "Move Speech to 12th grade, spring." in page
    assert pages.planned("SPCH").grade_level == 11
    again = pages.post("planner_move", planned=pages.planned("SPCH").pk, place="12-spring")
    assert again.status_code == 200


def test_a_class_that_is_gone_cannot_be_moved_and_says_so(pages: PlannerPages) -> None:
    planned, seen = pages.planned("SPCH").pk, pages.branch.version
    pages.post("planner_remove", planned=planned)
    answer = pages.post("planner_move", seen=seen, planned=planned, place="12-fall", htmx=False)
    assert answer.status_code == 409
    assert "Removed Speech" in text_of(answer)


def test_a_grade_that_is_over_stays_locked(pages: PlannerPages) -> None:
    answer = pages.post("planner_move", planned=pages.planned("SPCH").pk, place="9-fall")
    assert said(answer) == "That place is locked. Your school office can change it."
    assert pages.planned("SPCH").grade_level == 11


@pytest.mark.parametrize("place", ["", "13-fall", "11-winter", "eleven"])
def test_a_place_that_does_not_exist_is_refused(pages: PlannerPages, place: str) -> None:
    assert pages.post("planner_move", planned=pages.planned("SPCH").pk, place=place).status_code == 400


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("stranger", 403),
        ("lucia", 403),
        ("ms_whitfield", 403),
        ("principal", 403),
        ("theo", 404),
        ("other_student", 404),
    ],
)
@pytest.mark.parametrize("name", ["planner_move", "planner_remove", "planner_pin", "planner_swap", "planner_add"])
def test_nobody_else_takes_a_step(pages: PlannerPages, cast: Cast, part: str, status: int, name: str) -> None:
    fields = {
        "planned": pages.planned("SPCH").pk,
        "place": "12-fall",
        "course": cast.courses["ART1"].pk,
        "rulebook": "cedar-valley",
    }
    pages.client.force_login(getattr(cast, part).user)
    assert pages.post(name, **fields).status_code == status
    assert pages.planned("SPCH").grade_level == 11
    assert not Edit.objects.exists()
    assert not Event.objects.filter(student=cast.maya).exists()


@pytest.mark.parametrize("part", ["theo", "other_student"])
@pytest.mark.parametrize("name", ["planner_undo", "planner_redo"])
def test_nobody_else_undoes_a_step(pages: PlannerPages, cast: Cast, part: str, name: str) -> None:
    pages.client.force_login(getattr(cast, part).user)
    assert pages.post(name).status_code == 404


@pytest.mark.parametrize("count", [10, 300])
@pytest.mark.parametrize("is_what_if", [False, True])
def test_a_move_asks_at_most_twelve_queries(pages: PlannerPages, cast: Cast, count: int, is_what_if: bool) -> None:
    fill(pages.branch, cast, count)
    branch = pages.branch
    planned = pages.planned("SPCH")
    if is_what_if:
        branch = Branch.objects.create(
            plan=branch.plan, kind=BranchKind.WHAT_IF, name="Arts", created_at=branch.created_at
        )
        planned.pk, planned.branch = None, branch
        planned.save()
    fields = {"branch": branch.pk, "planned": planned.pk}
    pages.post("planner_move", seen=1, place="12-fall", **fields)
    with CaptureQueriesContext(connection) as asked:
        answer = pages.post("planner_move", seen=2, place="12-spring", **fields)
    assert answer.status_code == 200
    queries = [one["sql"] for one in asked.captured_queries if not one["sql"].startswith(HARMLESS)]
    assert len(queries) - 1 <= MOST_QUERIES, queries  # one asks for the branch on the test's own behalf


@pytest.mark.parametrize(("name", "more"), [("planner_credit", {"units": "60"}), ("planner_took", {})])
def test_a_step_with_a_class_that_is_gone_comes_too_late(pages: PlannerPages, name: str, more: dict[str, str]) -> None:
    planned, seen = pages.planned("SPCH").pk, pages.branch.version
    pages.post("planner_remove", planned=planned)
    assert pages.post(name, seen=seen, planned=planned, htmx=False, **more).status_code == 409
