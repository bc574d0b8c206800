"""Changing a branch step by step: who may, what it leaves behind, what it refuses, and taking it back."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.plans.actions.editing import add_course, move_course, pin_course, remove_course, swap_course
from waypost.web.plans.actions.rows import AlreadyThere
from waypost.web.plans.models import Branch, Edit, PlannedCourse


@pytest.fixture
def branch(cast: Cast) -> Branch:
    plan = make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["SPCH"], 11, "fall"))
    return plan.branches.get()


def rows(branch: Branch) -> set[tuple[str, int, str]]:
    return set(branch.planned.values_list("course__code", "grade_level", "term"))


def test_a_student_adds_a_course(cast: Cast, branch: Branch, now: datetime) -> None:
    add_course(
        cast.actor(cast.maya), branch=branch, seen=1, course=cast.courses["ANAT"], grade_level=11, term="year", at=now
    )
    assert ("ANAT", 11, "year") in rows(branch)


def test_a_move_keeps_the_row_and_its_pins(cast: Cast, branch: Branch, now: datetime) -> None:
    planned = branch.planned.get(course__code="SPCH")
    pin_course(cast.actor(cast.maya), planned=planned, seen=1, rulebook_key="grad", path="electives", at=now)
    planned.refresh_from_db()
    move_course(cast.actor(cast.maya), planned=planned, seen=2, grade_level=12, term="spring", at=now)
    moved = PlannedCourse.objects.get(pk=planned.pk)
    assert (moved.grade_level, moved.term, moved.pins) == (12, "spring", {"grad": "electives"})


def test_an_empty_path_takes_the_pin_away(cast: Cast, branch: Branch, now: datetime) -> None:
    planned = branch.planned.get(course__code="SPCH")
    for seen, path in enumerate(["electives", ""], start=1):
        pin_course(cast.actor(cast.maya), planned=planned, seen=seen, rulebook_key="grad", path=path, at=now)
        planned.refresh_from_db()
    assert planned.pins == {}


def test_a_swap_puts_the_other_course_in_its_place(cast: Cast, branch: Branch, now: datetime) -> None:
    planned = branch.planned.get(course__code="SPCH")
    swap_course(cast.actor(cast.maya), planned=planned, seen=1, course=cast.courses["HLTH"], term="fall", at=now)
    assert rows(branch) == {("ENG11", 11, "year"), ("HLTH", 11, "fall")}


def test_every_step_is_in_the_history(cast: Cast, branch: Branch, now: datetime) -> None:
    remove_course(cast.actor(cast.maya), planned=branch.planned.get(course__code="SPCH"), seen=1, at=now)
    event = Event.objects.get()
    assert (event.verb, event.user, event.student) == ("plan_course_removed", cast.maya.user, cast.maya)
    assert event.detail == {"course": "SPCH", "is_what_if": False, "to": []}


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "mr_osei", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_change_it(cast: Cast, branch: Branch, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        remove_course(cast.actor(getattr(cast, part)), planned=branch.planned.get(course__code="SPCH"), seen=1, at=now)
    assert branch.planned.count() == 2
    assert not Event.objects.exists()


def test_a_stale_step_changes_nothing(cast: Cast, branch: Branch, now: datetime) -> None:
    planned = branch.planned.get(course__code="SPCH")
    move_course(cast.actor(cast.maya), planned=planned, seen=1, grade_level=12, term="fall", at=now)
    with pytest.raises(StaleWrite):
        move_course(cast.actor(cast.maya), planned=planned, seen=1, grade_level=11, term="spring", at=now)
    assert ("SPCH", 12, "fall") in rows(branch)
    assert Edit.objects.count() == 1


def test_a_grade_that_is_over_cannot_be_planned(cast: Cast, branch: Branch, now: datetime) -> None:
    planned = branch.planned.get(course__code="SPCH")
    with pytest.raises(IllegalMove):
        move_course(cast.actor(cast.maya), planned=planned, seen=1, grade_level=9, term="fall", at=now)
    assert ("SPCH", 11, "fall") in rows(branch)


def test_the_same_course_does_not_stand_twice_in_one_place(cast: Cast, branch: Branch, now: datetime) -> None:
    with pytest.raises(AlreadyThere):
        add_course(
            cast.actor(cast.maya),
            branch=branch,
            seen=1,
            course=cast.courses["SPCH"],
            grade_level=11,
            term="fall",
            at=now,
        )
    branch.refresh_from_db()
    assert branch.version == 1


@pytest.mark.parametrize("ended", ["used_at", "archived_at"])
def test_a_branch_that_ended_stays_as_it_is(cast: Cast, branch: Branch, now: datetime, ended: str) -> None:
    setattr(branch, ended, now)
    branch.save()
    with pytest.raises(IllegalMove):
        remove_course(cast.actor(cast.maya), planned=branch.planned.first() or _missing(), seen=1, at=now)


def _missing() -> PlannedCourse:
    raise AssertionError("the branch has courses")
