"""A rulebook tried on every student before anybody publishes it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.base import clock
from waypost.web.catalog.queries import rulebooks_readable_by
from waypost.web.standings.actions.auditing import try_rulebook
from waypost.web.standings.queries.audit_runs import newest_try


@page(Permission.RULEBOOK_TRY, verbs=("GET", "POST"))
def rulebook_try(request: ActorRequest, rulebook_id: int) -> HttpResponse:
    """The newest try of this revision, or the button that starts one."""
    rulebook = get_object_or_404(rulebooks_readable_by(request.actor), pk=rulebook_id)
    if request.method == "POST":
        run = try_rulebook(request.actor, rulebook=rulebook, at=clock.now())
        return redirect("standings:audit_run_detail", run.pk)
    newest = newest_try(request.actor, rulebook=rulebook)
    if newest is not None:
        return redirect("standings:audit_run_detail", newest.pk)
    return TemplateResponse(request, "standings/rulebook_try.html", {"rulebook": rulebook})
