"""Keeping a plan as it stands, with who, when and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from waypost.web.access.actor import Actor
from waypost.web.plans.models import Branch, Plan, PlanVersion
from waypost.web.plans.queries import real_branch_of, snapshot_of


@transaction.atomic
def keep_version(actor: Actor, *, plan: Plan, reason: str, at: datetime, branch: Branch | None = None) -> PlanVersion:
    """The next version of the plan, of the real one or of the what-if `branch`.

    The deed that it belongs to has passed its own door and claimed the branch.
    """
    kept = branch or real_branch_of(plan)
    newest = plan.versions.aggregate(Max("number"))["number__max"] or 0
    return PlanVersion.objects.create(
        plan=plan,
        number=newest + 1,
        at=at,
        by_id=actor.user_id,
        by_role=actor.role,
        by_name=actor.name,
        reason=reason,
        what_if=kept if kept.is_what_if else None,
        name=kept.name if kept.is_what_if else "",
        snapshot=snapshot_of(kept, on=actor.today),
    )
