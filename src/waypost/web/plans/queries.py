"""Plans and what belongs to them, as far as the actor may see."""

from __future__ import annotations

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for

from .models import Branch, Plan, Proposal, Review


def plans_readable_by(actor: Actor) -> QuerySet[Plan]:
    """The plans that the actor may read, with their students."""
    students = students_for(actor, Permission.PLAN_READ)
    return Plan.objects.filter(student__in=students).select_related("student__school", "student__district")


def branches_editable_by(actor: Actor) -> QuerySet[Branch]:
    """The open branches that the actor may change, with plan and student."""
    students = students_for(actor, Permission.PLAN_EDIT)
    branches = Branch.objects.filter(plan__student__in=students, used_at=None, archived_at=None)
    return branches.select_related("plan__student__district")


def reviews_decidable_by(actor: Actor) -> QuerySet[Review]:
    """The sent plans that the actor may approve or ask about, with version and student."""
    students = students_for(actor, Permission.PLAN_APPROVE)
    return Review.objects.filter(plan__student__in=students).select_related("plan__student__district", "of")


def proposals_answerable_by(actor: Actor) -> QuerySet[Proposal]:
    """The proposals that the actor may accept or decline, with plan and student."""
    students = students_for(actor, Permission.PLAN_ANSWER)
    return Proposal.objects.filter(plan__student__in=students).select_related("plan__student__district")
