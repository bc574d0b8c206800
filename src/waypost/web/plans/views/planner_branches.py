"""What-ifs: begin one, compare it with the real plan, use it, put it away."""

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
from waypost.web.base.views import unreadable
from waypost.web.plans.actions.branching import put_away_what_if, start_plan, start_what_if, use_what_if
from waypost.web.plans.forms.planner import SeenForm, UseForm, WhatIfForm
from waypost.web.plans.models import Branch
from waypost.web.plans.presenters.planner_compare import compare as comparison_of
from waypost.web.plans.queries import branches_editable_by
from waypost.web.plans.queries import planner as queries

from .planner import look_at
from .planner_answers import Wish, refused


@page(Permission.PLAN_EDIT, verbs=("GET", "POST"))
def branch_create(request: ActorRequest, student_id: int) -> HttpResponse:
    """Name a what-if and begin it from the branch that was shown."""
    student = get_object_or_404(queries.students_planning(request.actor), pk=student_id)
    form = WhatIfForm(request.POST or None, initial={"branch": request.GET.get("branch")})
    if request.method == "POST" and form.is_valid():
        source = _source(request, student_id, form.cleaned_data["branch"])
        branch = start_what_if(request.actor, source=source, name=form.cleaned_data["name"], at=clock.now())
        messages.success(request, _("You are trying this out. Your real plan stays the same."))
        return redirect(reverse("plans:planner", args=[student_id], query={"branch": branch.pk}))
    context = {"form": form, "student": student}
    return TemplateResponse(request, "plans/planner_what_if.html", context, status=422 if form.errors else 200)


@page(Permission.PLAN_EDIT, verbs=("POST",))
def branch_use(request: ActorRequest, student_id: int) -> HttpResponse:
    """Make a what-if the real plan; the plan before it is kept."""
    form = UseForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    branch, asked = _what_if(request, student_id, form), form.cleaned_data

    def deed() -> None:
        versions = {"seen": asked["seen"], "real_seen": asked["real_seen"]}
        use_what_if(request.actor, branch=branch, at=clock.now(), **versions)

    late = refused(request, student_id, form, deed, wish=Wish(verb="use"))
    if isinstance(late, HttpResponse):
        return late
    messages.success(request, _("This is your plan now. The one before it is kept under Versions."))
    return redirect("plans:planner", student_id)


@page(Permission.PLAN_EDIT, verbs=("POST",))
def branch_archive(request: ActorRequest, student_id: int) -> HttpResponse:
    """Put a what-if out of sight."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        return unreadable(request)
    branch = _what_if(request, student_id, form)

    def deed() -> None:
        put_away_what_if(request.actor, branch=branch, seen=form.cleaned_data["seen"], at=clock.now())

    late = refused(request, student_id, form, deed, wish=Wish(verb="put_away"))
    if isinstance(late, HttpResponse):
        return late
    messages.success(request, _("Put away. Your plan is as it was."))
    return redirect("plans:planner", student_id)


@page(Permission.PLAN_READ)
def compare(request: ActorRequest, student_id: int) -> HttpResponse:
    """A what-if against the real plan: only what is different, in words."""
    look = look_at(request, student_id)
    if not look.planner.is_what_if:
        raise Http404
    context = {
        "board": look.bare_board(),
        "student": look.planner.student,
        "branch": look.planner.shown.branch,
        "comparison": comparison_of(look.planner),
    }
    return TemplateResponse(request, "plans/planner_compare.html", context)


def _what_if(request: ActorRequest, student_id: int, form: SeenForm) -> Branch:
    editable = branches_editable_by(request.actor)
    return get_object_or_404(editable, plan__student=student_id, pk=form.cleaned_data["branch"])


def _source(request: ActorRequest, student_id: int, branch_id: int | None) -> Branch:
    if branch_id is not None:
        return get_object_or_404(branches_editable_by(request.actor), plan__student=student_id, pk=branch_id)
    student = get_object_or_404(queries.students_planning(request.actor), pk=student_id)
    return start_plan(request.actor, student=student, at=clock.now())
