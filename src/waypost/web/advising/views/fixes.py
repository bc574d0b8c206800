"""Fixes for a whole lane of the caseload: asked for at once, stopped, and sent to a student from the row."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.advising.presenters.caseload import Filters, found_students
from waypost.web.advising.queries import Fixes, desk_of
from waypost.web.base import clock
from waypost.web.finder.actions.batches import ask_fixes, stop_fixes
from waypost.web.finder.queries.fixes import newest_fixes, newest_run
from waypost.web.finder.queries.search import searches_of
from waypost.web.finder.views.fixes import send_way

from .caseload import filters_of, list_as_narrowed


@page(Permission.CASELOAD_READ, verbs=("POST",))
def fixes_find(request: ActorRequest) -> HttpResponse:
    """Look for fixes for every student who is listed with credits to pick."""
    now, filters = clock.now(), filters_of(request.POST)
    desk = desk_of(request.actor, at=now)
    students = found_students(desk, fixes=Fixes(), filters=Filters(lane="open", name=filters.name, grade=filters.grade))
    if students:
        ask_fixes(request.actor, students=students, at=now)
    else:
        messages.info(request, _("Nobody here has credits to pick."))
    return redirect(list_as_narrowed(request.POST))


@page(Permission.CASELOAD_READ, verbs=("POST",))
def fixes_stop(request: ActorRequest) -> HttpResponse:
    """Stop looking; what was found stays."""
    run = newest_run(newest_fixes(request.actor))
    count = stop_fixes(request.actor, at=clock.now())
    if run and count:
        words = {"looked_at": run.count - count, "count": run.count}
        messages.success(request, _("Stopped. %(looked_at)s of %(count)s looked at.") % words)
    return redirect(list_as_narrowed(request.POST))


@page(Permission.PLAN_PROPOSE, verbs=("POST",))
def fix_ask(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the fix of a row to its student, who says yes or no."""
    search = get_object_or_404(searches_of(request.actor), pk=pk)
    return send_way(request, search) or redirect(list_as_narrowed(request.POST))
