"""The page of a student who is too young for a plan: it says when planning begins."""

from __future__ import annotations

from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest
from waypost.web.plans.adapters.horizon import is_before_planning
from waypost.web.plans.presenters.not_yet import not_yet_page
from waypost.web.schools.models import Student


def not_yet(request: ActorRequest, student: Student) -> TemplateResponse | None:
    """The page instead of a plan's own; None for a student who can plan."""
    if not is_before_planning(student):
        return None
    return TemplateResponse(request, "plans/not_yet.html", {"page": not_yet_page(request.actor, student=student)})
