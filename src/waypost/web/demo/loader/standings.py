"""Where every student stands: the audits of the night before, stored as a real night would."""

from __future__ import annotations

from waypost.web.access.actor import Actor
from waypost.web.demo.district.calendar import TODAY
from waypost.web.schools.models import Role
from waypost.web.standings.actions.audit_chunks import audit_chunk, take_chunk
from waypost.web.standings.actions.auditing import refresh_standings

from .rows import Loaded, moment


def store_demo_standings(loaded: Loaded) -> None:
    """One stored result for each student and diploma."""
    actor = Actor(
        user_id=None, role=Role.DISTRICT_ADMIN, district_id=loaded.district.pk, today=TODAY, name="Nightly audit"
    )
    at = moment(TODAY, hour=9)
    night = refresh_standings(actor, at=at)
    while chunk := take_chunk(at=at, only=night):
        audit_chunk(run=chunk, at=at)
