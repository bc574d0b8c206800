"""Putting a previewed run away: nothing of it was written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.base.concurrency import claim
from waypost.web.history.actions import record
from waypost.web.imports.models import Run, RunState


@transaction.atomic
def drop_run(actor: Actor, *, run: Run, seen: int, at: datetime) -> Run:
    """The run, put away; raises PermissionDenied, StaleWrite and IllegalMove."""
    require_role(actor, Permission.IMPORT_RUN)
    claim(run, seen=seen)
    run.move_to(RunState.DROPPED)
    run.save(update_fields=["state"])
    record(actor, verb="import_dropped", at=at, about=run)
    return run
