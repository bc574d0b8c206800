"""What happened to a branch after a page of it was opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from waypost.web.access.actor import Actor
from waypost.web.history.models import Event
from waypost.web.plans.models import Branch, Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """The standing steps since a version, oldest first; who wrote last, and when ("" and None: nobody known)."""

    edits: tuple[Edit, ...]
    by_name: str
    by_actor: bool
    at: datetime | None


def meanwhile(actor: Actor, *, branch: Branch, seen: int) -> Meanwhile:
    """What others, or the same student in another window, did to the branch since version `seen`."""
    events = Event.objects.filter(student=branch.plan.student_id, kind="branch", object_id=str(branch.pk))
    last = events.select_related("user").order_by("-at", "-pk").first()
    return Meanwhile(
        edits=tuple(branch.edits.filter(number__gt=seen, undone=False).order_by("number")),
        by_name=last.user.name if last and last.user else "",
        by_actor=last is not None and last.user_id == actor.user_id,
        at=last.at if last else None,
    )
