"""Every version of a plan: who, when, why, and what is different from the one before."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import allowed
from waypost.web.plans import queries
from waypost.web.plans.adapters import to_choices
from waypost.web.reviews.presenters.versions import classes_by_grade, version_row, version_rows
from waypost.web.reviews.queries import approvals_of


@page(Permission.PLAN_READ)
def version_list(request: ActorRequest, pk: int) -> HttpResponse:
    """All versions of one plan, newest first."""
    plan = get_object_or_404(queries.plans_readable_by(request.actor), pk=pk)
    versions = list(queries.versions_readable_by(request.actor).filter(plan=plan))
    approved = approvals_of(request.actor, plan=plan)
    context = {
        "plan": plan,
        "student": plan.student,
        "rows": version_rows(versions, approved=approved),
        "may_propose": allowed(request.actor, Permission.PLAN_PROPOSE, plan.student),
    }
    return TemplateResponse(request, "reviews/version_list.html", context)


@page(Permission.PLAN_READ)
def version_detail(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """One version: its classes, and its difference to the one before."""
    versions = queries.versions_readable_by(request.actor).filter(plan=pk)
    version = get_object_or_404(versions, number=number)
    before = versions.filter(number__lt=number, what_if=None).first()
    approval = approvals_of(request.actor, plan=version.plan).get(version.pk)
    context = {
        "plan": version.plan,
        "student": version.plan.student,
        "row": version_row(version, before=before, approval=approval),
        "before": before,
        "grades": classes_by_grade(to_choices(version.classes)),
    }
    return TemplateResponse(request, "reviews/version_detail.html", context)
