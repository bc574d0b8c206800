"""Sending a plan: what it keeps, whom it asks, what it refuses."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import look_after, make_plan, make_staff
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.plans.models import Plan, PlanVersion
from waypost.web.plans.queries import real_branch_of
from waypost.web.reviews.actions import NobodyToAsk, approve_plan, ask_question, send_plan
from waypost.web.reviews.models import Review, ReviewState
from waypost.web.schools.models import Role, Support


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"), (cast.courses["ANAT"], 11, "year"))


def send(cast: Cast, plan: Plan, now: datetime, *, note: str = "Can you look?") -> Review:
    return send_plan(cast.actor(cast.maya), plan=plan, seen=real_branch_of(plan).version, note=note, at=now)


def test_a_sent_plan_waits_for_the_students_counselor(cast: Cast, plan: Plan, now: datetime) -> None:
    review = send(cast, plan, now)
    review.refresh_from_db()
    assert (review.state, review.asked_of, review.note) == (ReviewState.WAITING, cast.ms_whitfield, "Can you look?")


def test_what_was_sent_is_kept_as_a_version(cast: Cast, plan: Plan, now: datetime) -> None:
    version = send(cast, plan, now).of
    assert (version.number, version.reason, version.by, version.by_role) == (1, "sent", cast.maya.user, "student")
    assert [(row["code"], row["grade_level"], row["term"]) for row in version.snapshot] == [
        ("ANAT", 11, "year"),
        ("ENG11", 11, "year"),
    ]
    assert version.snapshot[0]["title"] == "Anatomy & Physiology"


def test_sending_is_in_the_history_without_the_note(cast: Cast, plan: Plan, now: datetime) -> None:
    send(cast, plan, now)
    event = Event.objects.get(verb="plan_sent")
    assert (event.user, event.student, event.detail) == (cast.maya.user, cast.maya, {"plan_version": 1})


def test_a_plan_that_waits_is_not_sent_again(cast: Cast, plan: Plan, now: datetime) -> None:
    send(cast, plan, now)
    with pytest.raises(IllegalMove):
        send(cast, plan, now)
    assert (Review.objects.count(), PlanVersion.objects.count()) == (1, 1)


def test_sending_again_ends_an_open_question(cast: Cast, plan: Plan, now: datetime) -> None:
    first = send(cast, plan, now)
    counselor = cast.actor(cast.ms_whitfield)
    ask_question(counselor, review=first, seen=first.version, text="Why Anatomy?", at=now)
    second = send(cast, plan, now)
    first.refresh_from_db()
    assert (first.state, second.state) == (ReviewState.WITHDRAWN, ReviewState.WAITING)


def test_an_approved_plan_can_be_sent_again(cast: Cast, plan: Plan, now: datetime) -> None:
    first = send(cast, plan, now)
    approve_plan(cast.actor(cast.ms_whitfield), review=first, seen=first.version, at=now)
    assert send(cast, plan, now).of.number == 2


def test_a_stale_plan_is_not_sent(cast: Cast, plan: Plan, now: datetime) -> None:
    with pytest.raises(StaleWrite):
        send_plan(cast.actor(cast.maya), plan=plan, seen=real_branch_of(plan).version + 1, note="", at=now)
    assert not Review.objects.exists()


def test_without_a_counselor_nothing_is_sent(cast: Cast, plan: Plan, now: datetime) -> None:
    Support.objects.filter(role=Role.COUNSELOR).update(ends_on=date(2026, 11, 24))
    with pytest.raises(NobodyToAsk):
        send(cast, plan, now)
    assert not PlanVersion.objects.exists()


def test_it_goes_to_the_counselor_in_force(cast: Cast, plan: Plan, now: datetime) -> None:
    Support.objects.filter(role=Role.COUNSELOR).update(ends_on=date(2026, 11, 1))
    successor = make_staff(cast.school, Role.COUNSELOR, "Ana Ruiz")
    look_after(successor, cast.maya)
    assert send(cast, plan, now).asked_of == successor


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "mr_osei", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_send(cast: Cast, plan: Plan, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        send_plan(cast.actor(getattr(cast, part)), plan=plan, seen=1, note="", at=now)
    assert not Review.objects.exists()
