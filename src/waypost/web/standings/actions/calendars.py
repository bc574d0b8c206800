"""Putting a district's calendar in force: afterwards everybody is audited again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.policies.actions import apply_calendar
from waypost.web.policies.models import CalendarText

from .auditing import refresh_standings


@transaction.atomic
def put_calendar_in_force(actor: Actor, *, text: str, at: datetime) -> CalendarText | None:
    """The calendar of this text in force; None where it is already. Raises CalendarRefused and PermissionDenied."""
    kept = apply_calendar(actor, text=text, at=at)
    if kept is not None:
        refresh_standings(actor, at=at, anew=True)
    return kept
