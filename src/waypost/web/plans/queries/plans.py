"""Plans and their branches, as far as the actor may see or change them."""

from __future__ import annotations

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.plans.models import Branch, Plan


def plans_readable_by(actor: Actor) -> QuerySet[Plan]:
    """The plans that the actor may read, with their students."""
    students = students_for(actor, Permission.PLAN_READ)
    return Plan.objects.filter(student__in=students).select_related("student__school", "student__district")


def plans_editable_by(actor: Actor) -> QuerySet[Plan]:
    """The plans that the actor may change and send, with their students."""
    students = students_for(actor, Permission.PLAN_EDIT)
    return Plan.objects.filter(student__in=students).select_related("student__school", "student__district")


def branches_editable_by(actor: Actor) -> QuerySet[Branch]:
    """The open branches that the actor may change, with plan and student."""
    students = students_for(actor, Permission.PLAN_EDIT)
    branches = Branch.objects.filter(plan__student__in=students, used_at=None, archived_at=None)
    return branches.select_related("plan__student__district")
