"""A right that ends between the page and the write: the write is refused, and nothing of it stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import NOW, make_plan, send_to
from tests.web.rules import adopt
from waypost.web.access.actor import Actor
from waypost.web.history.models import Event
from waypost.web.plans.actions import add_course
from waypost.web.plans.adapters import Add
from waypost.web.plans.models import Plan
from waypost.web.plans.queries import branches_editable_by
from waypost.web.reviews.actions import (
    approve_plan,
    approve_plans,
    ask_question,
    propose_change,
    reopen_review,
    send_plan,
)
from waypost.web.reviews.models import Review, ReviewState
from waypost.web.reviews.queries import reviews_decidable_by
from waypost.web.schools.models import Student, Support


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a counselor had in hand a moment ago: who she is, and one sent plan."""

    actor: Actor
    review: Review

    @property
    def plan(self) -> Plan:
        return self.review.plan


@pytest.fixture
def desk(cast: Cast) -> Desk:
    adopt(cast)
    review = send_to(cast.ms_whitfield, make_plan(cast.maya, (cast.courses["ENG11"], 11, "year")))
    actor = cast.actor(cast.ms_whitfield)
    return Desk(actor=actor, review=reviews_decidable_by(actor).get(pk=review.pk))


DEEDS: dict[str, Callable[[Desk], object]] = {
    "approve": lambda desk: approve_plan(desk.actor, review=desk.review, seen=1, at=NOW),
    "ask": lambda desk: ask_question(desk.actor, review=desk.review, seen=1, text="Why?", at=NOW),
    "reopen": lambda desk: reopen_review(desk.actor, review=desk.review, seen=1, at=NOW),
    "propose": lambda desk: propose_change(
        desk.actor, plan=desk.plan, changes=[Add(code="STAT", grade_level=12, term="year")], reason="It helps.", at=NOW
    ),
}


@pytest.mark.parametrize("deed", list(DEEDS))
def test_the_caseload_changed_hands_while_the_page_was_open(desk: Desk, deed: str) -> None:
    if deed == "reopen":
        Review.objects.update(state=ReviewState.APPROVED, decided_at=NOW)
        desk.review.refresh_from_db()
    before = Event.objects.count(), Review.objects.values().get()
    Support.objects.filter(staff=desk.actor.staff_id).update(ends_on=desk.actor.today)
    with pytest.raises(PermissionDenied):
        DEEDS[deed](desk)
    assert (Event.objects.count(), Review.objects.values().get()) == before


def test_of_many_plans_those_that_left_the_caseload_stay_as_they_are(desk: Desk) -> None:
    Support.objects.filter(staff=desk.actor.staff_id).update(ends_on=desk.actor.today)
    done = approve_plans(desk.actor, seen={desk.review.pk: 1}, at=NOW)
    assert (done.approved, done.left) == ((), ())
    assert Review.objects.get().state == ReviewState.WAITING


def test_a_student_left_while_the_page_was_open(cast: Cast) -> None:
    actor, plan = cast.actor(cast.maya), make_plan(cast.maya)
    branch = branches_editable_by(actor).get(plan=plan)
    Student.objects.filter(pk=cast.maya.pk).update(is_active=False)
    assert not branches_editable_by(actor).exists()
    branch.plan.student.refresh_from_db()  # as a request has it, which reads the row inside its transaction
    before = Event.objects.count()
    where = {"course": cast.courses["ENG11"], "grade_level": 11, "term": "year"}
    with pytest.raises(PermissionDenied):
        add_course(actor, branch=branch, seen=1, at=NOW, **where)
    with pytest.raises(PermissionDenied):
        send_plan(actor, plan=branch.plan, seen=1, note="", at=NOW)
    assert Event.objects.count() == before
    assert not branch.planned.exists()
