"""Keeping the real plan as it stands, with who, when and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from waypost.web.access.actor import Actor
from waypost.web.plans.models import Plan, PlanVersion
from waypost.web.plans.queries import real_branch_of, snapshot_of


@transaction.atomic
def keep_version(actor: Actor, *, plan: Plan, reason: str, at: datetime) -> PlanVersion:
    """The next version of the plan; the deed that it belongs to has passed its own door and claimed the branch."""
    newest = plan.versions.aggregate(Max("number"))["number__max"] or 0
    return PlanVersion.objects.create(
        plan=plan,
        number=newest + 1,
        at=at,
        by_id=actor.user_id,
        by_role=actor.role,
        by_name=actor.name,
        reason=reason,
        snapshot=snapshot_of(real_branch_of(plan), on=actor.today),
    )
