"""Keeping what a plan said at the turn of a school year, once the student has read it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.history.actions import record
from waypost.web.plans.models import YearTurn
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.queries.turns import turn_of


@transaction.atomic
def read_turn(actor: Actor, *, planner: Planner, at: datetime) -> YearTurn | None:
    """What the plan carried over and asked, kept; None where there is nothing to read. Raises PermissionDenied."""
    require(actor, Permission.PLAN_EDIT, planner.student)
    turn = turn_of(planner)
    if turn is None or planner.plan is None:
        return None
    kept, is_new = YearTurn.objects.get_or_create(
        plan=planner.plan,
        school_year=turn.school_year,
        defaults={
            "carried": [row.course.code for row in turn.carried],
            "asked": [row.course.code for row in turn.asked],
            "seen_at": at,
        },
    )
    if is_new:
        record(actor, verb="year_turn_read", at=at, about=planner.plan, student=planner.student, year=turn.school_year)
    return kept
