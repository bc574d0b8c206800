"""Asking for everybody to be audited in the background, stopping that, and going on."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.catalog.models import Rulebook
from waypost.web.history.actions import record
from waypost.web.standings.models import GOING, HALTED, AuditRun, RunKind, RunState
from waypost.web.standings.queries.audit_runs import runs_of, school_of, students_asked


@transaction.atomic
def try_rulebook(actor: Actor, *, rulebook: Rulebook, at: datetime) -> AuditRun:
    """A run over everybody in the actor's reach that counts what the rulebook would change, or the one that goes on.

    Raises PermissionDenied.
    """
    require_role(actor, Permission.RULEBOOK_TRY)
    if rulebook.district_id not in {None, actor.district_id}:
        raise PermissionDenied("another district's rulebook")
    going = runs_of(actor).filter(kind=RunKind.TRY, rulebook=rulebook, state__in=GOING).first()
    return going or _ask(actor, kind=RunKind.TRY, rulebook=rulebook, at=at)


@transaction.atomic
def refresh_standings(actor: Actor, *, at: datetime, anew: bool = False) -> AuditRun:
    """A run that keeps where everybody stands, or the one that goes on; `anew` stops that one, since the rules changed.

    Raises PermissionDenied.
    """
    require_role(actor, Permission.RULEBOOK_PUBLISH)
    going = runs_of(actor).filter(kind=RunKind.REFRESH, state__in=GOING)
    if anew:
        going.update(state=RunState.STOPPED, finished_at=at)
    return going.first() or _ask(actor, kind=RunKind.REFRESH, rulebook=None, at=at)


@transaction.atomic
def stop_run(actor: Actor, *, run: AuditRun, at: datetime) -> bool:
    """Whether it was stopped; what was audited stands. False where it ended first. Raises PermissionDenied."""
    _require(actor, run)
    if not AuditRun.objects.filter(pk=run.pk, state__in=GOING).update(state=RunState.STOPPED, finished_at=at):
        return False
    record(actor, verb="audit_run_stopped", at=at, about=run)
    return True


@transaction.atomic
def resume_run(actor: Actor, *, run: AuditRun, at: datetime) -> bool:
    """Whether it goes on where it was stopped or failed. Raises PermissionDenied."""
    _require(actor, run)
    halted = AuditRun.objects.filter(pk=run.pk, state__in=HALTED)
    if not halted.update(state=RunState.WAITING, finished_at=None, deadline=None, tries=0):
        return False
    record(actor, verb="audit_run_resumed", at=at, about=run)
    return True


def _ask(actor: Actor, *, kind: RunKind, rulebook: Rulebook | None, at: datetime) -> AuditRun:
    run = AuditRun.objects.create(
        district_id=actor.district_id,
        school_id=school_of(actor),
        kind=kind,
        rulebook=rulebook,
        asked_by_id=actor.user_id,
        asked_as=actor.reference if actor.user_id else "",
        by_name=actor.name,
        total=students_asked(actor, rulebook=rulebook).count(),
        created_at=at,
    )
    record(actor, verb="audit_run_asked", at=at, about=run, of=kind, rulebook=rulebook.pk if rulebook else None)
    return run


def _require(actor: Actor, run: AuditRun) -> None:
    require_role(actor, Permission.RULEBOOK_TRY if run.is_try else Permission.RULEBOOK_PUBLISH)
    if (run.district_id, run.school_id) != (actor.district_id, school_of(actor)):
        raise PermissionDenied("a run over other students")
