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
from waypost.web.plans.queries.following import adoptions_to_choose


@transaction.atomic
def follow_rulebooks(actor: Actor, *, branch: Branch, seen: int, chosen: Collection[int], at: datetime) -> list[int]:
    """The adoptions that the student follows from now on; ids that cannot be chosen are left out.

    `branch` is the real one, whose version guards the whole plan. Raises PermissionDenied and StaleWrite.
    """
    plan = branch.plan
    require(actor, Permission.PLAN_EDIT, plan.student)
    claim(branch, seen=seen)
    offered = adoptions_to_choose(actor, student=plan.student)
    followed = sorted(adoption.pk for adoption in offered if adoption.pk in chosen)
    plan.follows = followed
    plan.save(update_fields=["follows"])
    record(actor, verb="rulebooks_followed", at=at, about=plan, student=plan.student, adoptions=followed)
    return followed
