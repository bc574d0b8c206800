"""The course planner: the page, and the panels beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.plans.forms.planner import FindForm, LookForm
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.presenters.planner_finder import finder_of
from waypost.web.plans.presenters.planner_said import spot_line
from waypost.web.plans.presenters.planner_why import why_of
from waypost.web.plans.queries import planner as queries
from waypost.web.plans.queries.around import Aside, aside_of
from waypost.web.plans.queries.finding import courses_for
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.queries.spots import spots_for
from waypost.web.plans.queries.taking import ways_to_take

from .not_yet import not_yet
from .planner_page import Look, full_page, look_for


@page(Permission.PLAN_READ)
def plan_current(request: ActorRequest) -> HttpResponse:
    """The way from the navigation: to the one student that the actor has; with several, to the start page."""
    students = list(queries.students_planning(request.actor)[:2])
    if len(students) == 1:
        return redirect("plans:planner", students[0].pk)
    return redirect("home")


@page(Permission.PLAN_READ)
def planner(request: ActorRequest, student_id: int) -> HttpResponse:
    """The student's classes, year by year; for htmx only the phone's list of one year."""
    look = look_at(request, student_id)
    if early := not_yet(request, look.planner.student):
        return early
    if request.htmx:  # type: ignore[attr-defined]
        return full_page(request, look, partial="phone")
    return full_page(
        request, look, fixes=None if look.planner.is_what_if else aside_of(Aside.FIXES, request.actor, look.planner)
    )


@page(Permission.PLAN_READ)
def planner_why(request: ActorRequest, student_id: int, entry_id: str) -> HttpResponse:
    """Why this class? Beside the plan, or alone for htmx."""
    look = look_at(request, student_id)
    entry = look.planner.shown.entry(entry_id)
    if entry is None:
        raise Http404
    look = look if look.year else replace(look, year=entry.grade_level)
    planned = look.planner.shown.planned_course(entry)
    ways = ways_to_take(request.actor, look.planner, planned) if planned and look.planner.can_edit else ()
    return panel(request, look, why=why_of(look.planner, entry, adult=look.adult, ways=ways))


@page(Permission.PLAN_EDIT)
def planner_spots(request: ActorRequest, student_id: int, planned_id: int) -> HttpResponse:
    """The places where a planned course can go, in words."""
    look = look_at(request, student_id)
    planned = _planned(look.planner, planned_id)
    spots = [
        spot_line(look.planner, spot, planned=planned, adult=look.adult) for spot in spots_for(look.planner, planned)
    ]
    return panel(request, look, spots=spots, planned=planned)


@page(Permission.PLAN_EDIT)
def planner_find(request: ActorRequest, student_id: int) -> HttpResponse:
    """Courses for one place of the plan, or for the place of a course to swap."""
    look = look_at(request, student_id)
    form = FindForm(request.GET)
    if not form.is_valid():
        raise Http404
    asked = form.cleaned_data
    swapped = _planned(look.planner, asked["swap"]) if asked["swap"] else None
    search: dict[str, Any] = {
        "place": asked["place"],
        "subject": asked["subject"],
        "words": asked["words"],
        "swapped": swapped,
    }
    finding = courses_for(request.actor, look.planner, **search)
    return panel(request, look, finder=finder_of(look.planner, finding, **search))


def look_at(request: ActorRequest, student_id: int) -> Look:
    """The student's planner as the address asks for it."""
    form = LookForm(request.GET)
    if not form.is_valid():
        raise Http404
    asked = form.cleaned_data
    return look_for(request.actor, student_id, branch_id=asked["branch"], year=asked["year"])


def panel(request: ActorRequest, look: Look, **shown: object) -> TemplateResponse:
    """One panel: alone for htmx, else beside the plan."""
    if request.htmx:  # type: ignore[attr-defined]
        context = {"board": look.bare_board(), "panel": shown}
        return TemplateResponse(request, "plans/planner.html#panel", context)
    return full_page(request, look, panel=shown)


def _planned(planner: Planner, planned_id: int) -> PlannedCourse:
    found = next((row for row in planner.shown.planned if row.pk == planned_id), None)
    if found is None:
        raise Http404
    return found
