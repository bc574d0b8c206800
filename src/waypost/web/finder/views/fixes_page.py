"""The page of fixes, which two views show."""

from __future__ import annotations

from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import allowed
from waypost.web.base import clock
from waypost.web.finder.presenters.fixes import fixes_page
from waypost.web.finder.queries.search import Results


def fixes_answer(request: ActorRequest, results: Results) -> TemplateResponse:
    """How a search for fixes stands, and the fixes; for htmx only the part that changes."""
    student = results.planner.student
    context = {
        "student": student,
        "is_own": student.pk == request.actor.student_id,
        "can_try": results.planner.can_edit,
        "can_propose": results.planner.plan is not None and allowed(request.actor, Permission.PLAN_PROPOSE, student),
        "search": results.search,
        "page": fixes_page(results, actor=request.actor, now=clock.now()),
    }
    partial = "#answer" if request.htmx else ""  # type: ignore[attr-defined]
    return TemplateResponse(request, f"finder/fixes_detail.html{partial}", context)
