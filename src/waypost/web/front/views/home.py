"""The plan's first page: the student's own, and the same as adults and families read it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.finder.views.search import planner_or_404
from waypost.web.front.presenters.family import family_page
from waypost.web.front.presenters.home import home_page
from waypost.web.front.queries.homepage import first_page_of
from waypost.web.plans.actions.turning import read_turn
from waypost.web.plans.queries.people import children_of
from waypost.web.plans.queries.planner import students_planning
from waypost.web.plans.views.not_yet import not_yet
from waypost.web.schools.models import Role


@page(Permission.PLAN_EDIT)
def home(request: ActorRequest) -> HttpResponse:
    return plan_page(request, request.actor.student_id or 0)


@page(Permission.PLAN_READ)
def plan_detail(request: ActorRequest, student_id: int) -> HttpResponse:
    if request.actor.role == Role.GUARDIAN:
        return redirect("front:family_child", student_id)
    return plan_page(request, student_id)


@page(Permission.PLAN_READ)
def family(request: ActorRequest) -> HttpResponse:
    children = children_of(request.actor)
    if not children:
        return TemplateResponse(request, "front/family_nobody.html")
    return child_page(request, children[0].student_id)


@page(Permission.PLAN_READ)
def family_child(request: ActorRequest, student_id: int) -> HttpResponse:
    if request.actor.role != Role.GUARDIAN:
        return redirect("front:plan_detail", student_id)
    return child_page(request, student_id)


@page(Permission.PLAN_EDIT, verbs=("POST",))
def turn_read(request: ActorRequest, student_id: int) -> HttpResponse:
    """The note about the new school year, read: it is not shown again."""
    read_turn(request.actor, planner=planner_or_404(request, student_id), at=clock.now())
    return redirect("front:home")


def plan_page(request: ActorRequest, student_id: int) -> HttpResponse:
    student = get_object_or_404(students_planning(request.actor), pk=student_id)
    if early := not_yet(request, student):
        return early
    shown = home_page(request.actor, page=first_page_of(request.actor, student=student))
    return TemplateResponse(request, "front/plan_detail.html", {"page": shown})


def child_page(request: ActorRequest, student_id: int) -> HttpResponse:
    student = get_object_or_404(students_planning(request.actor), pk=student_id)
    if early := not_yet(request, student):
        return early
    children = children_of(request.actor)
    shown = family_page(first_page_of(request.actor, student=student), children=children)
    return TemplateResponse(request, "front/family.html", {"page": shown})
