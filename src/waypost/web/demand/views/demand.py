"""Next year's demand for whoever plans the master schedule, as a page and as a file."""

from __future__ import annotations

from dataclasses import asdict, replace
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waypost.interchange.export import download_bytes
from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.base.views import unreadable
from waypost.web.demand.actions.demand import note_demand_export
from waypost.web.demand.actions.periods import ask_periods, stop_periods
from waypost.web.demand.forms.demand import DemandForm
from waypost.web.demand.presenters.demand import demand_page
from waypost.web.demand.presenters.demand_file import FILE_HEADER, file_name, file_rows
from waypost.web.demand.queries.demand import (
    DemandQuestion,
    demand_in_plans,
    period_searches,
    schools_of_demand,
    usual_question,
)


@page(Permission.DEMAND_READ)
def demand(request: ActorRequest) -> HttpResponse:
    """The page; where the form does not make sense, it says why and shows the usual question."""
    form, question = _asked(request, request.GET)
    answer = demand_in_plans(request.actor, question=question)
    shown = demand_page(answer)
    if shown.is_going and request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204)  # the page stays as it is, and looks again
    query = urlencode(form.cleaned_data) if form.is_valid() else ""
    context = {"form": form, "page": shown, "query": query, "search": answer.search}
    part = "#demand" if request.htmx else ""  # type: ignore[attr-defined]
    return TemplateResponse(request, f"demand/demand.html{part}", context, status=200 if form.is_valid() else 422)


@page(Permission.DEMAND_READ, verbs=("POST",))
def demand_periods(request: ActorRequest) -> HttpResponse:
    """Let a worker find the periods of the courses that meet once."""
    form, question = _asked(request, request.POST)
    if not form.is_valid():
        return unreadable(request)
    ask_periods(request.actor, demand=demand_in_plans(request.actor, question=question), at=clock.now())
    return redirect(reverse("demand:demand", query=form.cleaned_data))


@page(Permission.DEMAND_READ, verbs=("POST",))
def periods_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    """Stop looking; where the answer came first, show it."""
    search = get_object_or_404(period_searches(request.actor), pk=pk)
    stop_periods(request.actor, search=search, at=clock.now())
    form, _question = _asked(request, request.POST)
    return redirect(reverse("demand:demand", query=form.cleaned_data if form.is_valid() else None))


@page(Permission.DEMAND_READ)
def demand_file(request: ActorRequest) -> HttpResponse:
    """The same as a file for a spreadsheet; the history keeps that it was taken."""
    form, question = _asked(request, request.GET)
    if not form.is_valid():
        return unreadable(request)
    answer = demand_in_plans(request.actor, question=question)
    rows = file_rows(answer)
    school, year = question.school_id, question.year
    note_demand_export(request.actor, year=year, school_id=school, rows=len(rows), at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="{file_name(answer)}"'}
    return HttpResponse(download_bytes(FILE_HEADER, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: ActorRequest, asked: QueryDict) -> tuple[DemandForm, DemandQuestion]:
    """The form as it was sent, and its question; the usual one where it does not make sense."""
    usual = usual_question(request.actor)
    schools = {school.pk: school.name for school in schools_of_demand(request.actor)}
    form = DemandForm(asked, usual=asdict(usual), schools=schools)
    if not form.is_valid():
        return form, usual
    cleaned = form.cleaned_data
    school = int(cleaned["school"]) if cleaned.get("school") else None
    sizes = {name: cleaned[name] for name in ("size", "least", "periods")}
    return form, replace(usual, **sizes, school_id=school)
