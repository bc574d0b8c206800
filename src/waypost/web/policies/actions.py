"""Putting a district's calendar in force; with a mistake in the text the one in force stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.engine.calendar_reading import read_calendar
from waypost.engine.rulebook import Problem
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.history.actions import record
from waypost.web.schools.models import District

from .models import CalendarText


class CalendarRefused(Exception):
    """The text can't be used; `problems` tells each reason and its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@transaction.atomic
def apply_calendar(actor: Actor, *, text: str, at: datetime) -> CalendarText | None:
    """The district's calendar from now on; "" for fall, spring, year and summer. None where it is in force already.

    Raises CalendarRefused with every problem and its place.
    """
    require_role(actor, Permission.RULEBOOK_PUBLISH)
    problems = read_calendar(text).problems if text else ()
    if problems:
        raise CalendarRefused(problems)
    district = District.objects.select_for_update().get(pk=actor.district_id)
    if district.calendar == text:
        return None
    newest = district.calendar_texts.order_by("-revision").first()
    kept = CalendarText.objects.create(
        district=district,
        revision=newest.revision + 1 if newest else 1,
        text=text,
        applied_at=at,
        applied_by_id=actor.user_id,
    )
    district.calendar = text
    district.save(update_fields=["calendar"])
    record(actor, verb="calendar_applied", at=at, about=kept, revision=kept.revision)
    return kept
