"""Next year's demand for whoever plans the master schedule, as a page and as a file."""

from __future__ import annotations

from dataclasses import asdict, replace

from django.http import HttpResponse
from django.template.response import TemplateResponse

from waypost.interchange.export import download_bytes
from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.plans.actions.demand import note_demand_export
from waypost.web.plans.forms.demand import DemandForm
from waypost.web.plans.presenters.demand import demand_page
from waypost.web.plans.presenters.demand_file import FILE_HEADER, file_name, file_rows
from waypost.web.plans.queries.demand import (
    DemandQuestion,
    demand_in_plans,
    schools_of_demand,
    usual_question,
)

from .refusals import unreadable


@page(Permission.DEMAND_READ)
def demand(request: ActorRequest) -> HttpResponse:
    """The page; where the form does not make sense, it says why and shows the usual question."""
    form, question = _asked(request)
    shown = demand_page(demand_in_plans(request.actor, question=question))
    context = {"form": form, "page": shown, "query": request.GET.urlencode() if form.is_valid() else ""}
    return TemplateResponse(request, "plans/demand.html", context, status=200 if form.is_valid() else 422)


@page(Permission.DEMAND_READ)
def demand_file(request: ActorRequest) -> HttpResponse:
    """The same as a file for a spreadsheet; the history keeps that it was taken."""
    form, question = _asked(request)
    if not form.is_valid():
        return unreadable(request)
    answer = demand_in_plans(request.actor, question=question)
    rows = file_rows(answer)
    school, year = question.school_id, question.year
    note_demand_export(request.actor, year=year, school_id=school, rows=len(rows), at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="{file_name(answer)}"'}
    return HttpResponse(download_bytes(FILE_HEADER, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: ActorRequest) -> tuple[DemandForm, DemandQuestion]:
    """The form as it was sent, and its question; the usual one where it does not make sense."""
    usual = usual_question(request.actor)
    schools = {school.pk: school.name for school in schools_of_demand(request.actor)}
    form = DemandForm(request.GET, usual=asdict(usual), schools=schools)
    if not form.is_valid():
        return form, usual
    cleaned = form.cleaned_data
    school = int(cleaned["school"]) if cleaned.get("school") else None
    sizes = {name: cleaned[name] for name in ("size", "least", "periods")}
    return form, replace(usual, **sizes, school_id=school)
