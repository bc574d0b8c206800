"""Keeping where students stand, so that lists of hundreds need no audit of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.audits.actions import store_audits
from waypost.web.audits.queries import Audited
from waypost.web.catalog.models import RulebookKind
from waypost.web.plans.queries.standings import planned_files
from waypost.web.schools.models import Student

BATCH: Final = 500


def store_standing(actor: Actor, *, student: Student, at: datetime) -> int:
    """Keep where one student stands now; for the deeds that change or judge the real plan."""
    return store_audits(_graduation(actor, [student], Permission.PLAN_READ), at=at)


def store_standings(actor: Actor, *, at: datetime) -> int:
    """Keep where every student in the actor's reach stands; returns how many results were looked at.

    Harmless when run twice: a result is kept once for each record, rulebook and engine version.
    """
    students = iter(students_for(actor, Permission.RULEBOOK_TRY).filter(is_active=True).order_by("pk"))
    count = 0
    while batch := list(islice(students, BATCH)):
        count += store_audits(_graduation(actor, batch, Permission.RULEBOOK_TRY), at=at)
    return count


def _graduation(actor: Actor, students: Sequence[Student], deed: Permission) -> Iterator[tuple[Student, Audited]]:
    for one in planned_files(actor, students=students, deed=deed):
        for audited in one.audits():
            if audited.adoption.rulebook.kind == RulebookKind.GRADUATION:
                yield one.file.student, audited
