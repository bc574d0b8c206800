"""What a worker does to a run: take the next students, audit them, keep the results and how far it is in one move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.audits.actions import rows_of, store_rows
from waypost.web.audits.models import StoredAudit
from waypost.web.history.actions import record
from waypost.web.plans.actions.standings import graduation_audits
from waypost.web.schools.models import Student
from waypost.web.standings.adapters.shifts import add_shifts
from waypost.web.standings.models import GOING, AuditRun, RunState
from waypost.web.standings.queries.audit_runs import asker_of, students_in
from waypost.web.standings.queries.effects import effects_on

LEASE: Final = timedelta(minutes=1)  # for one chunk; after it the worker is taken for dead
MOST_TRIES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Audits:
    """What the audits of some students gave: rows to keep, or a try's counts with theirs added."""

    results: Sequence[StoredAudit] = ()
    shifts: list[list[Any]]


def take_chunk(*, at: datetime, only: AuditRun | None = None) -> AuditRun | None:
    """A run whose next chunk is now this worker's alone, tries before refreshes; None where nothing is free."""
    free = AuditRun.objects.filter(Q(deadline=None) | Q(deadline__lt=at), state__in=GOING)
    wanted = free.filter(pk=only.pk) if only else free
    for key in wanted.order_by("-kind", "pk").values_list("pk", flat=True)[:5]:
        mine = free.filter(pk=key).update(
            state=RunState.RUNNING, deadline=at + LEASE, takes=F("takes") + 1, tries=F("tries") + 1
        )
        if mine:
            return AuditRun.objects.select_related("rulebook", "district", "asked_by").get(pk=key)
    return None


def audit_chunk(*, run: AuditRun, at: datetime) -> bool:
    """Audit the next students; whether their results were kept, which another worker may have done by now.

    Reads and thinks outside of the transaction that writes, so that nobody waits for it. Raises PermissionError where
    the asker's role has ended.
    """
    actor = asker_of(run)
    after = students_in(actor, run=run).filter(pk__gt=run.last_student_id).select_related("district", "school")
    students = list(after[: settings.AUDIT_CHUNK])
    audits = _audits(actor, run, students, at=at)
    with transaction.atomic():
        kept = _keep(run, students, audits, at=at)
        if kept and len(students) < settings.AUDIT_CHUNK:
            _finish(actor, run, at=at)
    return kept


def give_back(*, run: AuditRun, at: datetime) -> bool:
    """Let the chunk be tried again at once, or mark the run as failed after the third time."""
    if run.tries >= MOST_TRIES:
        return fail_run(run=run, at=at)
    return bool(_own(run).update(deadline=None))


def fail_run(*, run: AuditRun, at: datetime) -> bool:
    """Mark a run that our own fault ended, or whose asker may no longer ask."""
    running = _own(run).filter(state=RunState.RUNNING)
    return bool(running.update(state=RunState.FAILED, finished_at=at, deadline=None))


def _audits(actor: Actor, run: AuditRun, students: Sequence[Student], *, at: datetime) -> Audits:
    if run.rulebook is not None:
        shifts = effects_on(actor, rulebook=run.rulebook, students=students)
        return Audits(shifts=add_shifts(run.shifts, shifts))
    results = graduation_audits(actor, students=students, deed=Permission.RULEBOOK_TRY)
    return Audits(results=rows_of(results, at=at), shifts=[])


def _keep(run: AuditRun, students: Sequence[Student], audits: Audits, *, at: datetime) -> bool:
    last = students[-1].pk if students else run.last_student_id
    kept = _own(run).update(
        last_student_id=last, done=F("done") + len(students), shifts=audits.shifts, deadline=None, tries=0
    )
    if kept:
        store_rows(audits.results)
    return bool(kept)


def _finish(actor: Actor, run: AuditRun, *, at: datetime) -> None:
    """Nobody is left; a run that was stopped in its last chunk stays stopped until somebody says otherwise."""
    if _own(run).filter(state=RunState.RUNNING).update(state=RunState.DONE, finished_at=at, total=F("done")):
        record(actor, verb="audit_run_done", at=at, about=run)


def _own(run: AuditRun) -> QuerySet[AuditRun]:
    """The row while this worker's take is the newest."""
    return AuditRun.objects.filter(pk=run.pk, takes=run.takes)
