"""The planner, searches, demand and the commands of a school with trimesters."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, actor_of
from tests.factories import NOW, make_plan
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner
from tests.web.plans.search_pages import answered
from tests.web.plans.trimesters import TRIMESTERS, in_trimesters
from waypost.engine.calendar.ready import READY
from waypost.engine.demand import CourseTerm
from waypost.engine.readiness import check_plan
from waypost.web.demand.queries.demand import demand_in_plans, usual_question
from waypost.web.finder.models import Search
from waypost.web.finder.queries.search import real_planner, results_of
from waypost.web.history.models import Event
from waypost.web.plans.queries.places import places_ahead
from waypost.web.policies.actions import CalendarRefused
from waypost.web.policies.models import CalendarText
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import District
from waypost.web.standings.actions.calendars import put_calendar_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client: Client, cast: Cast) -> PlannerPages:
    pages = mayas_planner(client, cast)
    in_trimesters(cast)
    return pages


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2026, 8, 10), ["T1", "T2", "T3", "year", "summer"]),
        (date(2026, 11, 24), ["T2", "T3", "summer"]),
        (date(2027, 3, 9), ["summer"]),
        (date(2027, 6, 20), []),
    ],
)
def test_the_terms_that_have_not_begun_can_be_planned(pages: PlannerPages, day: date, left: list[str]) -> None:
    places = places_ahead(pages.student, on=day, last=12)
    assert [place.term for place in places if place.grade_level == 10] == left
    assert [place.term for place in places if place.grade_level == 11] == ["T1", "T2", "T3", "year", "summer"]


def test_the_planner_has_a_column_for_each_trimester(pages: PlannerPages) -> None:
    heads = pages.get().content.decode()
    assert heads.count('class="c-term yr">Trimester 2</th>') == 3
    text = text_of(pages.get())
    assert "Fall" not in text
    assert "Add a class for Trimester 3" in text
    assert "Add a class for all year" in text


def test_what_was_planned_for_fall_stands_in_the_first_trimester(pages: PlannerPages) -> None:
    text = text_of(pages.get(year=11))
    assert "Speech" in text
    assert "offered" not in text_of(pages.get("planner_why", f"planned-{pages.planned('SPCH').pk}"))


def test_the_pages_speak_spanish(pages: PlannerPages, cast: Cast, client: Client) -> None:
    client.force_login(cast.lucia.user)
    assert "Trimestre 2" in text_of(pages.get())


def test_a_class_is_added_and_moved_between_trimesters(pages: PlannerPages, cast: Cast) -> None:
    pages.post("planner_add", course=cast.courses["WELD1"].pk, place="11-T1")
    pages.post("planner_move", planned=pages.planned("WELD1").pk, place="11-T3")
    assert pages.planned("WELD1").term == "T3"


@pytest.mark.parametrize("place", ["11-Q1", "11-fall", "11-T4"])
def test_a_term_of_another_calendar_is_no_place(pages: PlannerPages, cast: Cast, place: str) -> None:
    assert pages.post("planner_add", course=cast.courses["WELD1"].pk, place=place).status_code == 400


def test_the_second_part_may_follow_in_the_next_trimester(pages: PlannerPages, cast: Cast) -> None:
    pages.post("planner_add", course=cast.courses["WELD1"].pk, place="11-T1")
    pages.post("planner_add", course=cast.courses["WELD2"].pk, place="11-T2")
    planner = real_planner(actor_of(cast.maya.user), student_id=pages.student.pk)
    second = f"planned-{pages.planned('WELD2').pk}"
    assert [one for one in planner.real.heads_ups if one.entry_id == second] == []


def test_a_search_answers_in_trimesters_without_heads_ups(pages: PlannerPages, cast: Cast, client: Client) -> None:
    page = text_of(answered(client, cast.maya, wish=["must:WELD2"]))
    assert "Plans to choose from" in page
    results = results_of(actor_of(cast.maya.user), search=Search.objects.get())
    ahead = results.ahead[0]
    welding = {row.course.code: row.term for row in ahead.outlook.planned if row.course.code.startswith("WELD")}
    assert set(welding) == {"WELD1", "WELD2"}
    assert ahead.outlook.audits[0].result.meter.open == 0
    orders = [one for one in check_plan(ahead.outlook.record) if one.entry_id and "planned" in one.entry_id]
    assert [one.kind.value for one in orders if one.kind.value in {"prerequisite", "offered_term"}] == []


def test_the_wishes_name_trimesters(pages: PlannerPages, client: Client, cast: Cast) -> None:
    text = text_of(client.get(reverse("finder:search_new", args=[cast.maya.pk])))
    assert "Trimester 2 of 11th grade" in text
    assert "of 11th grade, fall" not in text


def test_demand_counts_by_trimester(pages: PlannerPages, cast: Cast) -> None:
    make_plan(cast.theo, (cast.courses["WELD1"], 12, "T2"))
    actor = actor_of(cast.principal.user)
    answer = demand_in_plans(actor, question=usual_question(actor))
    wanted = {(one.course, str(one.term)): count for one, count in answer.demand.counts.items()}
    assert wanted[("WELD1", "T2")] == 1
    assert all(isinstance(one, CourseTerm) for one in answer.demand.counts)


def test_the_actor_and_the_student_have_the_same_calendar(pages: PlannerPages, cast: Cast) -> None:
    assert actor_of(cast.maya.user).calendar == calendar_of(District.objects.get(pk=cast.district.pk))
    assert actor_of(cast.stranger.user).calendar.terms[0] == "fall"


def test_each_text_that_was_in_force_is_kept(pages: PlannerPages, cast: Cast) -> None:
    actor = actor_of(cast.mr_abara.user)
    assert put_calendar_in_force(actor, text=TRIMESTERS, at=NOW) is None
    put_calendar_in_force(actor, text=READY["quarters"], at=NOW)
    put_calendar_in_force(actor, text="", at=NOW)
    assert list(CalendarText.objects.order_by("revision").values_list("text", flat=True)) == [
        TRIMESTERS,
        READY["quarters"],
        "",
    ]
    assert Event.objects.filter(verb="calendar_applied").count() == 3


def test_a_mistake_leaves_the_calendar_in_force(pages: PlannerPages, cast: Cast) -> None:
    with pytest.raises(CalendarRefused) as refused:
        put_calendar_in_force(actor_of(cast.mr_abara.user), text='starts = "08-01"', at=NOW)
    assert "no term" in refused.value.problems[0].detail
    assert District.objects.get(pk=cast.district.pk).calendar == TRIMESTERS


@pytest.mark.parametrize("part", ["maya", "lucia", "ms_whitfield", "principal"])
def test_only_the_district_office_changes_the_calendar(pages: PlannerPages, cast: Cast, part: str) -> None:
    with pytest.raises(PermissionDenied):
        put_calendar_in_force(actor_of(getattr(cast, part).user), text="", at=NOW)


def said(**options: Any) -> str:
    out = StringIO()
    call_command("calendar", stdout=out, stderr=out, **options)
    return out.getvalue()


def test_the_command_shows_a_calendar_before_it_holds(cast: Cast, tmp_path: Path) -> None:
    make_plan(cast.maya, (cast.courses["SPCH"], 11, "fall"))
    file = tmp_path / "ours.toml"
    file.write_text(TRIMESTERS, encoding="utf-8")
    text = said(file=file, district=cast.district.slug)
    assert "T2 (Trimester 2): 11-30 to 03-05." in text
    assert "year (All year): 08-25 to 06-10, in T1, T2, T3." in text
    assert "Nothing changed." in text
    assert not CalendarText.objects.exists()
    assert "It is in force" in said(file=file, district=cast.district.slug, apply=True)
    assert District.objects.get(pk=cast.district.pk).calendar == TRIMESTERS
    assert "already" in said(file=file, district=cast.district.slug, apply=True)
    assert "Trimester 1" in said(district=cast.district.slug)


def test_the_command_names_classes_whose_term_would_be_gone(pages: PlannerPages, cast: Cast, tmp_path: Path) -> None:
    pages.post("planner_add", course=cast.courses["WELD1"].pk, place="11-T1")
    file = tmp_path / "ours.toml"
    file.write_text(READY["semesters"], encoding="utf-8")
    assert "count as of the whole year: 1 in T1" in said(file=file, district=cast.district.slug)


def test_the_command_lists_every_mistake_and_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(TRIMESTERS.replace('begins = "11-30"', 'begins = "11-10"'), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        said(file=file, district=cast.district.slug, apply=True)
    assert left.value.code == 1
    assert District.objects.get(pk=cast.district.pk).calendar == ""


@pytest.mark.parametrize("options", [{}, {"district": "nowhere"}, {"district": "mesa-ridge", "file": Path("/gone")}])
def test_the_command_refuses_a_wrong_line(cast: Cast, options: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        said(**options)


def test_the_command_lists_calendars_to_begin_with() -> None:
    assert said(list=True).split() == sorted(READY)
    assert said(show="quarters").strip() == READY["quarters"].strip()
