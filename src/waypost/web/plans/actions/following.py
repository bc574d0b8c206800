"""Which pathways and universities a student wants to see meters for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import claim
from waypost.web.history.actions import record
from waypost.web.plans.models import Branch
from waypost.web.plans.queries.following import goals_of
from waypost.web.schools.actions import raise_record_versions


@transaction.atomic
def follow_rulebooks(actor: Actor, *, branch: Branch, seen: int, chosen: Collection[str], at: datetime) -> list[str]:
    """The keys of the rulebooks that the student follows from now on; keys that nobody can tick are left out.

    What was chosen before and can't be unticked on the page, since it holds for everyone now, stays.

    `branch` is the real one, whose version guards the whole plan. Raises PermissionDenied and StaleWrite.
    """
    plan = branch.plan
    require(actor, Permission.PLAN_EDIT, plan.student)
    claim(branch, seen=seen)
    goals = {goal.key for goal in goals_of(actor, student=plan.student, follows=plan.follows)}
    followed = sorted({key for key in goals if key in chosen} | (set(plan.follows) - goals))
    plan.follows = followed
    plan.save(update_fields=["follows"])
    raise_record_versions([plan.student_id])
    record(actor, verb="rulebooks_followed", at=at, about=plan, student=plan.student, rulebooks=followed)
    return followed
