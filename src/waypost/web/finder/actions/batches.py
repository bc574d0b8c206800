"""Asking for the fixes of many students at once, and stopping it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_each
from waypost.web.finder.models import Search, SearchKind
from waypost.web.finder.queries.fixes import own_fixes
from waypost.web.history.actions import record_each
from waypost.web.jobs.models import GOING, JobState
from waypost.web.schools.models import Student


@transaction.atomic
def ask_fixes(actor: Actor, *, students: Sequence[Student], at: datetime) -> list[Search]:
    """One search for fixes for each student, which a worker takes after all others. Raises PermissionDenied.

    What the actor asked about these students in an earlier run, and still waits, is asked no more.
    """
    require_each(actor, Permission.PLAN_READ, students)
    waiting = own_fixes(actor).filter(is_batch=True, state=JobState.WAITING, student__in=students)
    waiting.update(state=JobState.CANCELLED, finished_at=at)
    searches = Search.objects.bulk_create(
        Search(
            student=student,
            asked_by_id=actor.user_id or 0,  # a command has no user, and asks nothing
            asked_as=actor.reference,
            question={"kind": SearchKind.FIXES, "wishes": []},
            is_batch=True,
            created_at=at,
        )
        for student in students
    )
    record_each(actor, verb="search_asked", at=at, about=_each(searches), of=SearchKind.FIXES)
    return searches


@transaction.atomic
def stop_fixes(actor: Actor, *, at: datetime) -> int:
    """How many searches of the actor's runs were stopped; those that are answered stay."""
    going = own_fixes(actor).filter(is_batch=True, state__in=GOING)
    searches = list(going.order_by("pk"))
    stopped = Search.objects.filter(pk__in=[search.pk for search in searches], state__in=GOING)
    count = stopped.update(state=JobState.CANCELLED, finished_at=at)
    record_each(actor, verb="search_cancelled", at=at, about=_each(searches))
    return count


def _each(searches: Sequence[Search]) -> Iterator[tuple[Search, int]]:
    return ((search, search.student_id) for search in searches)
