"""Runs that audit everybody: which there are, whom they take next, and which try lets a rulebook be published."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.queries import actor_for, office_of
from waypost.web.access.roles import may
from waypost.web.access.scope import students_for
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Rulebook
from waypost.web.history.models import Event
from waypost.web.schools.models import Role, Student
from waypost.web.standings.models import AuditRun, RunKind, RunState

from .effects import LAST_CLASS, students_under

TRY_HOLDS: Final = timedelta(days=7)
FIRST_CLASS: Final = 1900


class NotYet(StrEnum):
    """Why a try does not let its rulebook be published."""

    UNFINISHED = "unfinished"
    ONE_SCHOOL = "one_school"
    OLD = "old"
    CHANGED = "changed"
    OTHER_CLASSES = "other_classes"


def runs_of(actor: Actor) -> QuerySet[AuditRun]:
    """The runs over all whom the actor reaches: the district's, or the tries of the actor's own school."""
    if not may(actor.role, Permission.RULEBOOK_TRY):
        return AuditRun.objects.none()
    school = school_of(actor)
    own = AuditRun.objects.filter(district_id=actor.district_id)
    runs = own.filter(school_id=school) if school else own.filter(school=None)
    return runs.select_related("rulebook", "district").order_by("-pk")


def school_of(actor: Actor) -> int | None:
    """The school that bounds the actor's reach; None for the whole district."""
    return actor.school_id if actor.role is Role.SCHOOL_ADMIN else None


def newest_try(actor: Actor, *, rulebook: Rulebook) -> AuditRun | None:
    """The newest try of exactly this revision, whose text never changes, over the actor's whole reach."""
    return runs_of(actor).filter(kind=RunKind.TRY, rulebook=rulebook).first()


def why_not_yet(run: AuditRun, *, at: datetime) -> NotYet | None:
    """What keeps the try's rulebook from being published; None where nothing does."""
    if run.state != RunState.DONE or not run.is_try:
        return NotYet.UNFINISHED
    if run.school_id is not None:
        return NotYet.ONE_SCHOOL
    if run.created_at < at - TRY_HOLDS:
        return NotYet.OLD
    return NotYet.CHANGED if _changed_since(run) else None


def classes_tried(rulebook: Rulebook) -> tuple[int, int]:
    """The first and last class that a try of the rulebook is of, as an adoption writes them."""
    cohort = to_rulebook(rulebook).rulebook.cohort
    return cohort.class_of_from or FIRST_CLASS, cohort.class_of_to or LAST_CLASS


def students_in(actor: Actor, *, run: AuditRun) -> QuerySet[Student]:
    """Everybody whom the run is about, in the order in which it takes them."""
    return students_asked(actor, rulebook=run.rulebook).order_by("pk")


def students_asked(actor: Actor, *, rulebook: Rulebook | None) -> QuerySet[Student]:
    """Whom a try of the rulebook is about; without one, everybody in the actor's reach."""
    if rulebook is not None:
        return students_under(actor, rulebook=rulebook)
    return students_for(actor, Permission.RULEBOOK_TRY).filter(is_active=True)


def asker_of(run: AuditRun) -> Actor:
    """Who asked, with today's rights; raises PermissionError where the role has ended."""
    if not run.asked_as:
        return office_of(run.district)
    actor = actor_for(run.asked_by, run.asked_as) if run.asked_by else None
    if actor is None:
        raise PermissionError(run.asked_as)
    return actor


def _changed_since(run: AuditRun) -> bool:
    """Whether an import, or other rules of the same name, came after the run began."""
    imports = Q(verb__in=["import_applied", "import_undone"])
    rules = Q(verb="rulebook_published", detail__key=run.rulebook.key if run.rulebook else "")
    return Event.objects.filter(imports | rules, district_id=run.district_id, at__gt=run.created_at).exists()
