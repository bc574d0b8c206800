"""Proposing a change to a student's plan, and taking the proposal back."""

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
from waypost.web.base.views import unreadable
from waypost.web.catalog.queries import courses_offered
from waypost.web.plans import queries
from waypost.web.plans.adapters import to_choices
from waypost.web.plans.adapters.horizon import last_grade_of
from waypost.web.plans.models import Plan
from waypost.web.plans.presenters.places import term_choices
from waypost.web.plans.queries import DoesNotFit
from waypost.web.reviews.actions import propose_change, withdraw_proposal
from waypost.web.reviews.forms.proposal import ChangeForms, ReasonForm
from waypost.web.reviews.forms.review import SeenForm
from waypost.web.reviews.presenters.proposal import misfit_words, proposal_standing
from waypost.web.reviews.queries import plans_proposable_by, proposals_readable_by, proposals_withdrawable_by, titles_of
from waypost.web.reviews.views.refusals import attempt


@page(Permission.PLAN_PROPOSE, verbs=("GET", "POST"))
def proposal_create(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Up to three changes and a reason; the student answers."""
    plan = get_object_or_404(plans_proposable_by(request.actor), pk=plan_id)
    courses = list(courses_offered(request.actor).order_by("title", "code"))
    choices = to_choices(queries.snapshot_of(queries.real_branch_of(plan), on=request.actor.today))
    rows = ChangeForms(
        request.POST or None,
        courses=courses,
        choices=choices,
        from_grade=plan.student.grade_level,
        last_grade=last_grade_of(plan.student, on=request.actor.today, is_short=True),
        terms=term_choices(request.actor.calendar),
        prefix="change",
    )
    reason = ReasonForm(request.POST or None)
    if request.method == "POST" and rows.is_valid() and reason.is_valid():
        misfit = _propose(request, plan, rows=rows, reason=reason)
        if misfit is None:
            return redirect("reviews:proposal_detail", pk=_newest(request, plan))
        reason.add_error(None, misfit)
    context = {"plan": plan, "student": plan.student, "rows": rows, "reason": reason, "courses": courses}
    return TemplateResponse(request, "advising/proposal_create.html", context, status=422 if request.POST else 200)


@page(Permission.PLAN_PROPOSE, verbs=("POST",))
def proposal_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    proposal = get_object_or_404(proposals_withdrawable_by(request.actor), pk=pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    back = reverse("reviews:proposal_detail", args=[pk])
    refused = attempt(
        request,
        lambda: withdraw_proposal(request.actor, proposal=proposal, seen=form.cleaned_data["seen"], at=clock.now()),
        say=lambda: proposal_standing(proposal),
        back=back,
    )
    return refused or redirect(back)


def _propose(request: ActorRequest, plan: Plan, *, rows: ChangeForms, reason: ReasonForm) -> str | None:
    """Why the plan cannot take the changes, or None once they are proposed."""
    changes, text = rows.changes(), reason.cleaned_data["reason"]
    try:
        propose_change(request.actor, plan=plan, changes=changes, reason=text, at=clock.now())
    except DoesNotFit as misfit:
        return misfit_words(misfit.change, titles=titles_of(request.actor, changes))
    messages.success(request, _("Sent. Nothing changes until the student says yes."))
    return None


def _newest(request: ActorRequest, plan: Plan) -> int:
    return proposals_readable_by(request.actor).filter(plan=plan).values_list("pk", flat=True)[0]
