"""What becomes of a plan that a student sent: approved, asked about, taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import claim
from waypost.web.history.actions import record
from waypost.web.plans.models import Review, ReviewState


@transaction.atomic
def approve_plan(actor: Actor, *, review: Review, seen: int, at: datetime) -> Review:
    """The sent version, approved by the actor.

    Raises PermissionDenied, StaleWrite where somebody moved the review since version `seen`, and IllegalMove
    where it no longer waits.
    """
    require(actor, Permission.PLAN_APPROVE, review.plan.student)
    claim(review, seen=seen)
    review.move_to(ReviewState.APPROVED)
    review.decided_at = at
    review.decided_by_id = actor.staff_id
    review.save(update_fields=["state", "decided_at", "decided_by"])
    record(
        actor,
        verb="plan_approved",
        at=at,
        about=review,
        student=review.plan.student,
        plan_version=review.of.number,
    )
    return review
