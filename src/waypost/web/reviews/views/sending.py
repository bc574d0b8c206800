"""Sending the plan to the counselor."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.plans import queries
from waypost.web.plans.adapters import to_choices
from waypost.web.plans.models import Branch, Plan
from waypost.web.plans.queries.people import counselor_of
from waypost.web.plans.queries.planner import open_branches
from waypost.web.reviews.actions import send_plan
from waypost.web.reviews.forms.review import SendForm
from waypost.web.reviews.models import Review
from waypost.web.reviews.presenters.review import already, changes_since, check_lines, nothing_new, open_credits
from waypost.web.reviews.queries import (
    approved_as_it_is,
    checks_of_choices,
    last_approved,
    open_review_of,
    reviews_readable_by,
)

from .refusals import attempt


@page(Permission.PLAN_EDIT, verbs=("GET", "POST"))
def plan_send(request: ActorRequest, pk: int) -> HttpResponse:
    """Say what it is about and send it: to whom, and what is different from the plan they approved last."""
    plan = get_object_or_404(queries.plans_editable_by(request.actor), pk=pk)
    branch = _branch(request, plan)
    initial = {"seen": branch.version, "branch": branch.pk if branch.is_what_if else None}
    form = SendForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _send(request, branch, form)
    return _page(request, branch, form)


@page(Permission.PLAN_READ)
def review_current(request: ActorRequest, pk: int) -> HttpResponse:
    """On to the newest review of the plan."""
    plan = get_object_or_404(queries.plans_readable_by(request.actor), pk=pk)
    review = get_object_or_404(reviews_readable_by(request.actor).filter(plan=plan)[:1])
    return redirect("reviews:review_detail", pk=review.pk)


def _branch(request: ActorRequest, plan: Plan) -> Branch:
    """The what-if that the address or the form names, while it is open; else the real plan."""
    asked = request.POST.get("branch") or request.GET.get("branch")
    if not asked:
        return queries.real_branch_of(plan)
    open_ones = open_branches(request.actor, student=plan.student)
    found = next((branch for branch in open_ones if str(branch.pk) == asked), None)
    if found is None:
        raise Http404
    found.plan = plan
    return found


def _send(request: ActorRequest, branch: Branch, form: SendForm) -> HttpResponse:
    seen, note, plan = form.cleaned_data["seen"], form.cleaned_data["note"], branch.plan
    back = _address(branch)
    if branch.version == seen and (approved := _approved(request, branch)):
        messages.info(request, nothing_new(approved))
        return redirect(back)
    refused = attempt(
        request,
        lambda: send_plan(request.actor, plan=plan, seen=seen, note=note, at=clock.now(), branch=branch),
        say=lambda: _why_not(request, plan),
        back=back,
        text=note,
    )
    if refused:
        return refused
    messages.success(request, _("Sent. You can take it back until it is decided."))
    return redirect("reviews:review_current", pk=plan.pk)


def _address(branch: Branch) -> str:
    query = {"branch": branch.pk} if branch.is_what_if else None
    return reverse("reviews:plan_send", args=[branch.plan_id], query=query)


def _approved(request: ActorRequest, branch: Branch) -> Review | None:
    """The approval of exactly what would be sent, unless something waits already."""
    if open_review_of(request.actor, plan=branch.plan):
        return None
    now = queries.snapshot_of(branch, on=request.actor.today)
    return approved_as_it_is(request.actor, branch=branch, snapshot=now)


def _why_not(request: ActorRequest, plan: Plan) -> str:
    review = open_review_of(request.actor, plan=plan)
    return already(review) if review else _("Your plan changed after this page was opened. Look at it once more.")


def _page(request: ActorRequest, branch: Branch, form: SendForm) -> TemplateResponse:
    plan, scale = branch.plan, branch.plan.student.district.credit_scale
    now = queries.snapshot_of(branch, on=request.actor.today)
    (checks,) = checks_of_choices(request.actor, plan=plan, choices=[to_choices(now)])
    approved = _approved(request, branch)
    context = {
        "plan": plan,
        "branch": branch,
        "form": form,
        "counselor": counselor_of(request.actor, plan=plan),
        "open_review": open_review_of(request.actor, plan=plan),
        "nothing_new": nothing_new(approved) if approved else "",
        "changes": changes_since(last_approved(request.actor, plan=plan), snapshot=now),
        "class_count": len(now),
        "open_credits": open_credits(checks, scale=scale),
        "checks": check_lines(checks, scale=scale),
    }
    return TemplateResponse(request, "reviews/plan_send.html", context, status=422 if form.errors else 200)
