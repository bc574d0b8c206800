"""The page that answers a what-if question."""

from __future__ import annotations

from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest
from waypost.web.base import clock
from waypost.web.finder.presenters.what_if import what_if_page
from waypost.web.finder.queries.search import Results


def what_if_answer(request: ActorRequest, results: Results) -> TemplateResponse:
    """What changes at once, and the fixes as far as they are found; for htmx only the part that changes."""
    student = results.planner.student
    context = {
        "student": student,
        "is_own": student.pk == request.actor.student_id,
        "can_try": results.planner.can_edit,
        "search": results.search,
        "page": what_if_page(results, actor=request.actor, now=clock.now()),
    }
    partial = "#answer" if request.htmx else ""  # type: ignore[attr-defined]
    return TemplateResponse(request, f"finder/what_if_detail.html{partial}", context)
