"""A proposed change: the student reads it, sees what it would do, and says yes or no."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import allowed
from waypost.web.base import clock
from waypost.web.base.views import unreadable
from waypost.web.plans import queries
from waypost.web.reviews.actions import accept_proposal, decline_proposal
from waypost.web.reviews.forms.review import AcceptForm, DeclineForm
from waypost.web.reviews.models import Proposal
from waypost.web.reviews.presenters.proposal import proposal_page, proposal_standing
from waypost.web.reviews.queries import outcome_of, proposals_answerable_by, proposals_readable_by

from .refusals import attempt


@page(Permission.PLAN_READ)
def proposal_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One proposed change, with what it would do to the plan as it is now."""
    proposal = get_object_or_404(proposals_readable_by(request.actor), pk=pk)
    return _page(request, proposal, DeclineForm(initial={"seen": proposal.version}))


@page(Permission.PLAN_ANSWER, verbs=("POST",))
def proposal_accept(request: ActorRequest, pk: int) -> HttpResponse:
    """Say yes: the change is in the plan."""
    proposal = get_object_or_404(proposals_answerable_by(request.actor), pk=pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    seen, plan_seen = form.cleaned_data["seen"], form.cleaned_data["plan_seen"]
    refused = attempt(
        request,
        lambda: accept_proposal(request.actor, proposal=proposal, seen=seen, plan_seen=plan_seen, at=clock.now()),
        say=lambda: _how_it_stands(request, pk),
        back=reverse("reviews:proposal_detail", args=[pk]),
    )
    if refused:
        return refused
    messages.success(request, _("Done. The change is in your plan. You can undo it there."))
    return redirect("reviews:proposal_detail", pk=pk)


@page(Permission.PLAN_ANSWER, verbs=("POST",))
def proposal_decline(request: ActorRequest, pk: int) -> HttpResponse:
    """Say no, with a reason."""
    proposal = get_object_or_404(proposals_answerable_by(request.actor), pk=pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, proposal, form)
    seen, text = form.cleaned_data["seen"], form.cleaned_data["text"]
    refused = attempt(
        request,
        lambda: decline_proposal(request.actor, proposal=proposal, seen=seen, reason=text, at=clock.now()),
        say=lambda: _how_it_stands(request, pk),
        back=reverse("reviews:proposal_detail", args=[pk]),
        text=text,
    )
    return refused or redirect("reviews:proposal_detail", pk=pk)


def _how_it_stands(request: ActorRequest, pk: int) -> str:
    proposal = get_object_or_404(proposals_readable_by(request.actor), pk=pk)
    if proposal.is_waiting:
        return _("Your plan changed after this page was opened. Look at the idea once more.")
    return proposal_standing(proposal)


def _page(request: ActorRequest, proposal: Proposal, form: DeclineForm) -> TemplateResponse:
    branch = queries.real_branch_of(proposal.plan)
    context = {
        "proposal": proposal,
        "student": proposal.plan.student,
        "page": proposal_page(proposal, outcome=outcome_of(request.actor, proposal=proposal, branch=branch)),
        "plan_seen": branch.version,
        "form": form,
        "may_withdraw": proposal.is_waiting and proposal.by_id is not None and proposal.by_id == request.actor.staff_id,
        "may_answer": proposal.is_waiting and allowed(request.actor, Permission.PLAN_ANSWER, proposal.plan.student),
    }
    return TemplateResponse(request, "reviews/proposal_detail.html", context, status=422 if form.errors else 200)
