"""Putting a rulebook in force, once its effect on everybody was seen."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.catalog.actions import adopt_rulebook
from waypost.web.catalog.models import Adoption, Follow
from waypost.web.standings.models import AuditRun
from waypost.web.standings.queries.audit_runs import NotYet, classes_tried, why_not_yet

from .auditing import refresh_standings


class NotTried(Exception):
    """The rulebook must be tried on every student first, or again; `reason` says why."""

    def __init__(self, reason: NotYet) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def publish_rulebook(
    actor: Actor,
    *,
    tried: AuditRun,
    class_from: int,
    class_to: int,
    at: datetime,
    follow: Follow | None = None,
) -> Adoption:
    """The rulebook of a finished try in force for some of its classes; everybody is then audited again.

    Without `follow` it is for whom the revision before it was.
    Raises NotTried and PermissionDenied.
    """
    require_role(actor, Permission.RULEBOOK_PUBLISH)
    if tried.district_id != actor.district_id:
        raise PermissionDenied("another district's try")
    rulebook, reason = tried.rulebook, why_not_yet(tried, at=at)
    if rulebook is None or reason:
        raise NotTried(reason or NotYet.UNFINISHED)
    first, last = classes_tried(rulebook)
    if class_from < first or class_to > last:
        raise NotTried(NotYet.OTHER_CLASSES)
    adoption = adopt_rulebook(actor, rulebook=rulebook, class_from=class_from, class_to=class_to, follow=follow, at=at)
    refresh_standings(actor, at=at, anew=True)
    return adoption
