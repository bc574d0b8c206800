"""What staff do on a caseload, beyond the verbs of plans: looking is a deed too."""

from __future__ import annotations

from datetime import datetime

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.history.actions import record
from waypost.web.history.models import Event
from waypost.web.reviews.models import Review


def note_view(actor: Actor, *, review: Review, at: datetime) -> Event:
    """An entry in the history that the actor opened a student's sent plan. Raises PermissionDenied."""
    student = review.plan.student
    require(actor, Permission.PLAN_READ, student)
    return record(actor, verb="plan_viewed", at=at, about=review, student=student, plan_version=review.of.number)
