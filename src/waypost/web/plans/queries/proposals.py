"""Proposed changes, as far as the actor may see, answer or withdraw them."""

from __future__ import annotations

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.plans.models import Plan, Proposal


def proposals_readable_by(actor: Actor) -> QuerySet[Proposal]:
    """The proposals on plans that the actor may read, newest first."""
    return _proposals(actor, Permission.PLAN_READ).order_by("-made_at", "-pk")


def proposals_answerable_by(actor: Actor) -> QuerySet[Proposal]:
    """The proposals that the actor may accept or decline, with plan and student."""
    return _proposals(actor, Permission.PLAN_ANSWER)


def proposals_withdrawable_by(actor: Actor) -> QuerySet[Proposal]:
    """The proposals that the actor made, for students in their care."""
    return _proposals(actor, Permission.PLAN_PROPOSE).filter(by=actor.staff_id)


def plans_proposable_by(actor: Actor) -> QuerySet[Plan]:
    """The plans that the actor may propose a change to, with their students."""
    students = students_for(actor, Permission.PLAN_PROPOSE)
    return Plan.objects.filter(student__in=students).select_related("student__school", "student__district")


def _proposals(actor: Actor, permission: Permission) -> QuerySet[Proposal]:
    proposals = Proposal.objects.filter(plan__student__in=students_for(actor, permission))
    return proposals.select_related("plan__student__district", "plan__student__school", "by")
