"""Keeping where a student stands, so that lists of hundreds need no audit of their own; everybody: audit_chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.audits.actions import store_audits
from waypost.web.audits.queries import Audited
from waypost.web.catalog.models import RulebookKind
from waypost.web.plans.queries.standings import planned_files
from waypost.web.schools.models import Student


def store_standing(actor: Actor, *, student: Student, at: datetime) -> int:
    """Keep where one student stands now; for the deeds that change or judge the real plan."""
    return store_audits(graduation_audits(actor, students=[student], deed=Permission.PLAN_READ), at=at)


def graduation_audits(
    actor: Actor, *, students: Sequence[Student], deed: Permission
) -> Iterator[tuple[Student, Audited]]:
    """Each student with the result of each diploma that holds, in a fixed number of queries."""
    for one in planned_files(actor, students=students, deed=deed):
        for audited in one.audits(kind=RulebookKind.GRADUATION):
            yield one.file.student, audited
