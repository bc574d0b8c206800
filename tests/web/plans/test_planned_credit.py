"""How much of a class with variable credit is planned: chosen, said, kept through steps, what-ifs and versions."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.factories import NOW
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner
from waypost.web.catalog.models import Course
from waypost.web.finder.queries.search import real_planner
from waypost.web.plans.actions import start_what_if
from waypost.web.plans.models import Branch
from waypost.web.plans.queries.versions import snapshot_of


@pytest.fixture
def pages(client: Client, cast: Cast) -> PlannerPages:
    """Maya signed in; Speech gives half a credit up to two."""
    speech = cast.courses["SPCH"]
    Course.objects.filter(pk=speech.pk).update(most_units=4 * speech.units)
    return mayas_planner(client, cast)


def choose(pages: PlannerPages, *, halves: int) -> HttpResponse:
    planned = pages.planned("SPCH")
    return pages.post("planner_credit", planned=planned.pk, units=halves * planned.course.units)


def units_of(cast: Cast) -> int:
    record = real_planner(cast.actor(cast.maya), student_id=cast.maya.pk).real.record
    return next(entry.units for entry in record.entries if entry.course.code == "SPCH")


def why(pages: PlannerPages) -> str:
    return text_of(pages.get("planner_why", f"planned-{pages.planned('SPCH').pk}", htmx=True))


def test_the_panel_offers_every_amount(pages: PlannerPages) -> None:
    said = why(pages)
    assert "Choose how much credit ½ credit This is how it is planned now. 1 credit 1½ credits 2 credits" in said


def test_a_class_with_one_amount_offers_no_choice(pages: PlannerPages, cast: Cast) -> None:
    Course.objects.filter(pk=cast.courses["SPCH"].pk).update(most_units=None)
    assert "Choose how much credit" not in why(pages)
    choose(pages, halves=2)
    assert units_of(cast) == cast.courses["SPCH"].units


def test_a_chosen_amount_counts_and_is_said_and_undone(pages: PlannerPages, cast: Cast) -> None:
    own = cast.courses["SPCH"].units
    said = text_of(choose(pages, halves=3))
    assert "Speech is planned for 1½ credits now." in said
    assert units_of(cast) == 3 * own
    pages.post("planner_undo")
    assert units_of(cast) == own
    pages.post("planner_redo")
    assert units_of(cast) == 3 * own


def test_an_amount_that_the_class_does_not_give_changes_nothing(pages: PlannerPages, cast: Cast) -> None:
    own = cast.courses["SPCH"].units
    choose(pages, halves=5)
    planned = pages.planned("SPCH").pk
    pages.post("planner_credit", planned=planned, units=own + 1)
    assert pages.post("planner_credit", planned=planned, units="many").status_code == 400
    assert units_of(cast) == own


def test_it_is_kept_by_moves_versions_and_what_ifs_and_left_by_swaps(pages: PlannerPages, cast: Cast) -> None:
    own = cast.courses["SPCH"].units
    choose(pages, halves=2)
    pages.post("planner_move", planned=pages.planned("SPCH").pk, place="12-fall")
    assert units_of(cast) == 2 * own
    version = {row["code"]: row["units"] for row in snapshot_of(pages.branch)}
    assert version["SPCH"] == 2 * own
    what_if = start_what_if(cast.actor(cast.maya), source=pages.branch, name="More", at=NOW)
    assert Branch.objects.get(pk=what_if.pk).planned.get(course__code="SPCH").own_units == 2 * own
    pages.post("planner_swap", planned=pages.planned("SPCH").pk, course=cast.courses["HLTH"].pk, place="12-fall")
    assert pages.planned("HLTH").own_units is None
