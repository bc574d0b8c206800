"""A planned class whose term is over and that is not on the record is a question, and the new year says so once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import NOW, make_plan, take
from tests.web.plans.forms_of import post, text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner
from tests.web.plans.search_pages import answered, newest, use
from tests.web.rules import DIPLOMA, adopt
from waypost.web.demand.queries.demand import demand_in_plans, usual_question
from waypost.web.finder.queries.search import real_planner
from waypost.web.history.models import Event
from waypost.web.plans.models import Branch, Edit, PlannedCourse, YearTurn
from waypost.web.schools.models import Student

NEXT_FALL = datetime(2027, 10, 5, 16, 0, tzinfo=UTC)
LATER = datetime(2028, 10, 3, 16, 0, tzinfo=UTC)
HEALTH = (
    DIPLOMA.split("[[part]]")[0].replace("total = 8", "total = 0.5")
    + """
[[part]]
slug = "health"
title = "Health"
credits = 0.5
from = { code = "HLTH" }
"""
)
QUESTION = "Were these classes taken?"


@pytest.fixture
def pages(client: Client, cast: Cast) -> PlannerPages:
    """Maya with English 11 and Speech planned for 11th grade by the page itself, so that their year is kept."""
    found = mayas_planner(client, cast)
    PlannedCourse.objects.update(school_year=2027)
    return found


def _is(student: Student, grade_level: int, *, in_year: int) -> None:
    Student.objects.filter(pk=student.pk).update(grade_level=grade_level, grade_in=in_year)


def _at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("waypost.web.base.clock.now", lambda: moment)


@pytest.fixture
def senior(pages: PlannerPages, monkeypatch: pytest.MonkeyPatch) -> PlannerPages:
    """Two school years on: Maya is in 12th grade, and nothing of 11th grade has come to the record."""
    _is(pages.student, 12, in_year=2028)
    _at(monkeypatch, LATER)
    return pages


def test_nothing_is_asked_while_the_term_lies_ahead(pages: PlannerPages) -> None:
    assert QUESTION not in text_of(pages.get())


def test_a_class_of_a_year_that_is_over_is_asked_about_and_counts_nowhere(senior: PlannerPages, cast: Cast) -> None:
    said = text_of(senior.get())
    assert QUESTION in said
    assert "English 11 11th grade" in said
    assert "Speech 11th grade, fall" in said
    planner = real_planner(cast.actor(cast.maya), student_id=cast.maya.pk)
    assert not planner.real.planned
    assert planner.real.audits[0].result.meter.planned == 0


def test_a_class_that_came_to_the_record_is_no_question(senior: PlannerPages, cast: Cast) -> None:
    take(cast.maya, cast.courses["ENG11"], grade_level=11, mark="F")
    said = text_of(senior.get())
    assert "English 11 11th grade" not in said
    assert "Speech 11th grade, fall" in said


def test_i_took_it_waits_for_the_record_and_can_be_undone(senior: PlannerPages) -> None:
    answer = senior.post("planner_took", planned=senior.planned("ENG11").pk)
    assert "You took English 11. It counts as soon as it is on your record." in text_of(answer)
    assert "It waits for the record." in text_of(answer)
    assert senior.planned("ENG11").said_taken
    assert Event.objects.order_by("pk").last().verb == "plan_course_said_taken"  # type: ignore[union-attr]
    assert "Undone: said that English 11 was taken." in text_of(senior.post("planner_undo"))
    assert not senior.planned("ENG11").said_taken
    assert senior.post("planner_redo").status_code == 200
    assert senior.planned("ENG11").said_taken


def test_i_did_not_takes_it_out_of_the_plan(senior: PlannerPages) -> None:
    answer = senior.post("planner_remove", planned=senior.planned("SPCH").pk)
    assert "Removed Speech." in text_of(answer)
    assert not PlannedCourse.objects.filter(course__code="SPCH").exists()
    senior.post("planner_undo")
    assert senior.planned("SPCH").school_year == 2027


def test_move_it_plans_it_for_a_year_ahead(senior: PlannerPages) -> None:
    senior.post("planner_took", planned=senior.planned("SPCH").pk)
    senior.post("planner_move", planned=senior.planned("SPCH").pk, place="12-spring")
    moved = senior.planned("SPCH")
    assert (moved.grade_level, moved.term, moved.school_year, moved.said_taken) == (12, "spring", 2028, False)


def test_the_answers_need_no_script(senior: PlannerPages) -> None:
    answer = senior.post("planner_took", planned=senior.planned("ENG11").pk, htmx=False)
    assert answer.status_code == 302
    said = text_of(senior.client.get(answer.headers["Location"]))
    assert "You took English 11." in said


def test_a_class_ahead_cannot_be_said_to_be_taken(pages: PlannerPages) -> None:
    pages.post("planner_took", planned=pages.planned("ENG11").pk)
    assert not pages.planned("ENG11").said_taken
    assert not Edit.objects.exists()


def test_a_class_cannot_move_into_a_term_that_is_over(senior: PlannerPages) -> None:
    senior.post("planner_move", planned=senior.planned("SPCH").pk, place="11-spring")
    assert senior.planned("SPCH").term == "fall"


def test_only_the_student_answers(senior: PlannerPages, client: Client, cast: Cast) -> None:
    planned = senior.planned("ENG11").pk
    client.force_login(cast.ms_whitfield.user)
    said = text_of(senior.get())
    assert QUESTION in said
    assert "I took it" not in said
    assert senior.post("planner_took", planned=planned).status_code in {403, 404}
    client.force_login(cast.stranger.user)
    assert senior.post("planner_took", planned=planned).status_code in {403, 404}


def test_a_repeated_grade_keeps_the_year_of_each_class(
    pages: PlannerPages, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Maya repeats 10th grade: what was planned for 2026-27 is over, and what was for 2027-28 is this year's."""
    PlannedCourse.objects.create(
        branch=pages.branch, course=cast.courses["ART1"], grade_level=10, term="year", school_year=2026
    )
    _is(pages.student, 10, in_year=2027)
    _at(monkeypatch, NEXT_FALL)
    planner = real_planner(cast.actor(cast.maya), student_id=cast.maya.pk)
    assert [row.course.code for row in planner.real.asked] == ["ART1"]
    assert {row.course.code: row.grade_level for row in planner.real.planned} == {"ENG11": 10, "SPCH": 10}
    pages.post("planner_move", planned=pages.planned("SPCH").pk, place="11-fall")
    assert pages.planned("SPCH").school_year == 2028
    pages.post("planner_remove", planned=pages.planned("ENG11").pk)
    assert not PlannedCourse.objects.filter(course__code="ENG11").exists()


def test_a_skipped_grade_keeps_the_year_of_each_class(
    pages: PlannerPages, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _is(pages.student, 12, in_year=2027)
    _at(monkeypatch, NEXT_FALL)
    planner = real_planner(cast.actor(cast.maya), student_id=cast.maya.pk)
    assert not planner.real.asked
    assert {row.grade_level for row in planner.real.planned} == {12}


def test_a_class_can_stand_in_both_years_of_a_repeated_grade(
    pages: PlannerPages, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Speech of 2027-28 was planned for 11th grade; now that is 2028-29, and Speech can be planned there as well."""
    _is(pages.student, 10, in_year=2027)
    _at(monkeypatch, NEXT_FALL)
    place = {"course": cast.courses["SPCH"].pk, "place": "11-fall"}
    assert pages.post("planner_add", **place).status_code == 200
    rows = PlannedCourse.objects.filter(course__code="SPCH").order_by("school_year")
    assert list(rows.values_list("school_year", "grade_level")) == [(2027, 10), (2028, 11)]
    assert "That class is there already" in text_of(pages.post("planner_add", **place))


def test_next_years_demand_leaves_out_what_is_over(
    pages: PlannerPages, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = cast.actor(cast.mr_abara)
    assert len(demand_in_plans(actor, question=usual_question(actor)).requests[str(cast.maya.pk)]) == 2
    _is(pages.student, 10, in_year=2027)
    _at(monkeypatch, NEXT_FALL)
    actor = cast.actor(cast.mr_abara)
    assert not demand_in_plans(actor, question=usual_question(actor)).requests


def test_a_way_that_was_found_leaves_the_questions_where_they_are(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(cast, HEALTH)
    make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["SPCH"], 11, "fall"))
    PlannedCourse.objects.update(school_year=2027)
    _is(cast.maya, 12, in_year=2028)
    _at(monkeypatch, LATER)
    client.force_login(cast.maya.user)
    senior = PlannerPages(client=client, student=cast.maya)
    assert answered(client, senior.student, "fixes").status_code == 200
    assert newest().answer["kind"] == "found"
    use(client, newest())
    branch = Branch.objects.get(kind="what_if")
    assert branch.planned.get(course__code="HLTH").school_year == 2028
    assert set(branch.planned.filter(school_year=2027).values_list("course__code", flat=True)) == {"ENG11", "SPCH"}


def test_the_new_year_says_once_what_was_carried_over_and_what_is_asked(
    pages: PlannerPages, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    PlannedCourse.objects.create(
        branch=pages.branch, course=cast.courses["ART1"], grade_level=10, term="year", school_year=2026
    )
    home = reverse("front:home")
    assert "A new school year" not in text_of(client.get(home))
    _is(pages.student, 11, in_year=2027)
    _at(monkeypatch, NEXT_FALL)
    for said in (text_of(client.get(home)), text_of(pages.get())):
        assert "A new school year: 2027-28" in said
        assert "2 planned classes are carried over: English 11 and Speech." in said
        assert "1 class of a term that is over is not on the record." in said
    read = reverse("front:turn_read", args=[pages.student.pk])
    assert post(client, read).status_code == 302
    assert "A new school year" not in text_of(client.get(home))
    turn = YearTurn.objects.get()
    assert (turn.school_year, turn.carried, turn.asked) == (2027, ["ENG11", "SPCH"], ["ART1"])
    assert post(client, read).status_code == 302
    assert YearTurn.objects.count() == 1
    _is(pages.student, 12, in_year=2028)
    _at(monkeypatch, LATER)
    assert "A new school year: 2028-29" in text_of(client.get(home))


def test_a_new_plan_says_nothing_of_a_turn(client: Client, cast: Cast) -> None:
    adopt(cast)
    plan = make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    assert plan.created_at == NOW
    client.force_login(cast.maya.user)
    assert "A new school year" not in text_of(client.get(reverse("front:home")))


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "stranger", "theo"])
def test_nobody_else_reads_it_away(senior: PlannerPages, client: Client, cast: Cast, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    assert post(client, reverse("front:turn_read", args=[senior.student.pk])).status_code in {403, 404}
    assert not YearTurn.objects.exists()


def test_home_asks_until_every_class_is_answered(senior: PlannerPages, client: Client) -> None:
    home = reverse("front:home")
    assert "2 planned classes are not on your record" in text_of(client.get(home))
    senior.post("planner_took", planned=senior.planned("ENG11").pk)
    senior.post("planner_remove", planned=senior.planned("SPCH").pk)
    assert "Say which classes you took" not in text_of(client.get(home))


def test_a_running_class_whose_term_is_over_has_no_mark_yet(senior: PlannerPages) -> None:
    said = text_of(senior.get())
    assert "No mark yet Their term is over." in said
    assert "English 10, 10th grade" in said
    assert "taking now" not in said
