"""See fixes: ask for the smallest changes, and send one to the student as a proposal."""

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
from waypost.web.finder.actions.searching import ask_search, propose_way
from waypost.web.finder.forms.wishes import WayForm
from waypost.web.finder.models import Search, SearchKind
from waypost.web.finder.presenters.fixes import ask_reason, standing_of
from waypost.web.finder.queries.search import results_of, searches_of
from waypost.web.plans.views.not_yet import not_yet
from waypost.web.reviews.queries import plans_proposable_by
from waypost.web.reviews.views.refusals import attempt

from .search import planner_or_404


@page(Permission.PLAN_READ, verbs=("GET", "POST"))
def fixes(request: ActorRequest, student_id: int) -> HttpResponse:
    """How far the plan is, and the button that looks for fixes."""
    planner = planner_or_404(request, student_id)
    if early := not_yet(request, planner.student):
        return early
    if request.method == "POST":
        student = planner.student
        search = ask_search(request.actor, student=student, kind=SearchKind.FIXES, wishes=(), at=clock.now())
        return redirect("finder:search_detail", search.pk)
    context = {
        "student": planner.student,
        "is_own": planner.student.pk == request.actor.student_id,
        "standing": standing_of(planner),
    }
    return TemplateResponse(request, "finder/fixes.html", context)


@page(Permission.PLAN_PROPOSE, verbs=("POST",))
def search_propose(request: ActorRequest, pk: int) -> HttpResponse:
    """Send one fix to the student, who says yes or no."""
    search = get_object_or_404(searches_of(request.actor), pk=pk)
    return send_way(request, search) or redirect("finder:search_detail", pk)


def send_way(request: ActorRequest, search: Search) -> HttpResponse | None:
    """Propose the way that the form names, and say so; the page that says why not where it could not be."""
    plan = get_object_or_404(plans_proposable_by(request.actor), student=search.student_id)
    form = WayForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    number = form.cleaned_data["number"]
    results = results_of(request.actor, search=search)
    if number >= len(results.ahead):
        return unreadable(request)
    reason = ask_reason(results.planner, results.ahead[number])
    refused = attempt(
        request,
        lambda: propose_way(request.actor, search=search, number=number, plan=plan, reason=reason, at=clock.now()),
        say=lambda: _("The plan changed in the meantime. Look for fixes once more."),
        back=reverse("finder:fixes", args=[search.student_id]),
    )
    if refused is None:
        messages.success(request, _("Sent. Nothing changes until the student says yes."))
    return refused
