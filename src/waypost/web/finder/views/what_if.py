"""What if ...? One question about a student's plan, out of six."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.catalog.queries import courses_offered
from waypost.web.finder.actions.searching import ask_what_if
from waypost.web.finder.forms.what_if import WhatIfForm
from waypost.web.finder.presenters.what_if_form import what_if_options
from waypost.web.finder.queries.rules_elsewhere import diplomas_elsewhere, pathways_to_choose
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.views.not_yet import not_yet

from .search import planner_or_404


@page(Permission.PLAN_READ, verbs=("GET", "POST"))
def what_if_ask(request: ActorRequest, student_id: int) -> HttpResponse:
    """The six sentences; the button of one asks it."""
    planner = planner_or_404(request, student_id)
    if early := not_yet(request, planner.student):
        return early
    form = _form(request, planner)
    supposed = form.supposition() if request.method == "POST" else None
    if supposed is not None:
        search = ask_what_if(request.actor, student=planner.student, supposed=supposed, at=clock.now())
        return redirect("finder:search_detail", search.pk)
    context = {"student": planner.student, "is_own": _is_own(request, planner), "form": form}
    return TemplateResponse(request, "finder/what_if_ask.html", context, status=422 if form.errors else 200)


def _form(request: ActorRequest, planner: Planner) -> WhatIfForm:
    student = planner.student
    options = what_if_options(
        planner,
        is_own=_is_own(request, planner),
        diplomas=diplomas_elsewhere(request.actor, student=student),
        pathways=pathways_to_choose(request.actor, student=student),
        offered=set(courses_offered(request.actor).values_list("code", flat=True)),
    )
    return WhatIfForm(
        request.POST if request.method == "POST" else None,
        leads=options.leads,
        choices=options.choices,
        refused=options.refused,
        not_now=options.not_now,
        terms=request.actor.calendar.terms,
        label_suffix="",
    )


def _is_own(request: ActorRequest, planner: Planner) -> bool:
    return planner.student.pk == request.actor.student_id
