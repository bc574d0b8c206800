"""The page on which a student picks the pathways and universities to see meters for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.plans.actions.branching import start_plan
from waypost.web.plans.actions.following import follow_rulebooks
from waypost.web.plans.forms.following import FollowForm
from waypost.web.plans.queries.following import goals_of
from waypost.web.plans.queries.planner import open_branches, students_planning


@page(Permission.PLAN_EDIT, verbs=("GET", "POST"))
def follow(request: ActorRequest, student_id: int) -> HttpResponse:
    student = get_object_or_404(students_planning(request.actor), pk=student_id)
    real = next(iter(open_branches(request.actor, student=student)), None)
    followed = real.plan.follows if real else []
    offered = goals_of(request.actor, student=student, follows=followed)
    initial = {"chosen": followed, "seen": real.version if real else 1}
    form = FollowForm(request.POST or None, offered=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        branch = real or start_plan(request.actor, student=student, at=clock.now())
        chosen, seen = form.cleaned_data["chosen"], form.cleaned_data["seen"]
        follow_rulebooks(request.actor, branch=branch, seen=seen, chosen=chosen, at=clock.now())
        messages.success(request, _("Saved. The meters show what you follow."))
        return redirect("plans:planner", student_id)
    context = {"form": form, "student": student, "offered": offered}
    return TemplateResponse(request, "plans/follow.html", context, status=422 if form.errors else 200)
