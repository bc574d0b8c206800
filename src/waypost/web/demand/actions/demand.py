"""Taking the demand out of the system: no student's row, but a copy that the history knows of."""

from __future__ import annotations

from datetime import datetime

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.history.actions import record
from waypost.web.history.models import Event
from waypost.web.schools.models import District


def note_demand_export(actor: Actor, *, year: int, school_id: int | None, rows: int, at: datetime) -> Event:
    """An entry in the history that the actor took a year's demand away. Raises PermissionDenied."""
    require_role(actor, Permission.DEMAND_READ)
    about = District(pk=actor.district_id)
    return record(actor, verb="demand_exported", at=at, about=about, year=year, school=school_id, rows=rows)
