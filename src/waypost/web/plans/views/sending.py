"""Sending the plan to the counselor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.plans import queries
from waypost.web.plans.actions import send_plan
from waypost.web.plans.forms.review import SendForm
from waypost.web.plans.models import Plan
from waypost.web.plans.presenters.review import already, changes_since

from .refusals import attempt


@page(Permission.PLAN_EDIT, verbs=("GET", "POST"))
def plan_send(request: ActorRequest, pk: int) -> HttpResponse:
    """Say what it is about and send it: to whom, and what is different from the plan they approved last."""
    plan = get_object_or_404(queries.plans_editable_by(request.actor), pk=pk)
    form = SendForm(request.POST or None, initial={"seen": queries.real_branch_of(plan).version})
    if request.method == "POST" and form.is_valid():
        return _send(request, plan, form)
    return _page(request, plan, form)


@page(Permission.PLAN_READ)
def review_current(request: ActorRequest, pk: int) -> HttpResponse:
    """On to the newest review of the plan."""
    plan = get_object_or_404(queries.plans_readable_by(request.actor), pk=pk)
    review = get_object_or_404(queries.reviews_readable_by(request.actor).filter(plan=plan)[:1])
    return redirect("plans:review_detail", pk=review.pk)


def _send(request: ActorRequest, plan: Plan, form: SendForm) -> HttpResponse:
    seen, note = form.cleaned_data["seen"], form.cleaned_data["note"]
    refused = attempt(
        request,
        lambda: send_plan(request.actor, plan=plan, seen=seen, note=note, at=clock.now()),
        say=lambda: _why_not(request, plan),
        back=reverse("plans:plan_send", args=[plan.pk]),
        text=note,
    )
    if refused:
        return refused
    messages.success(request, _("Sent. You can take it back until it is decided."))
    return redirect("plans:review_current", pk=plan.pk)


def _why_not(request: ActorRequest, plan: Plan) -> str:
    review = queries.open_review_of(request.actor, plan=plan)
    return already(review) if review else _("Your plan changed after this page was opened. Look at it once more.")


def _page(request: ActorRequest, plan: Plan, form: SendForm) -> TemplateResponse:
    approved = queries.last_approved(request.actor, plan=plan)
    now = queries.snapshot_of(queries.real_branch_of(plan), on=request.actor.today)
    context = {
        "plan": plan,
        "form": form,
        "counselor": queries.counselor_of(request.actor, plan=plan),
        "open_review": queries.open_review_of(request.actor, plan=plan),
        "changes": changes_since(approved, snapshot=now),
        "class_count": len(now),
    }
    return TemplateResponse(request, "plans/plan_send.html", context, status=422 if form.errors else 200)
