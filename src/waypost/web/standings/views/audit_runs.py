"""Runs that audit everybody: the list with their progress, one of them, stop, go on; and publishing after a try."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.base import clock
from waypost.web.catalog.queries import adoption_before
from waypost.web.standings.actions.auditing import refresh_standings, resume_run, stop_run
from waypost.web.standings.actions.publishing import NotTried, publish_rulebook
from waypost.web.standings.forms.publishing import PublishForm
from waypost.web.standings.models import AuditRun
from waypost.web.standings.presenters.audit_runs import run_page, run_rows
from waypost.web.standings.queries.audit_runs import NotYet, classes_tried, runs_of, why_not_yet
from waypost.web.standings.queries.effects import diplomas_beside

RUNS_ON_A_PAGE = 20


@page(Permission.RULEBOOK_TRY)
def audit_run_list(request: ActorRequest) -> HttpResponse:
    """The newest first; while one goes on, htmx asks for the table again."""
    shown = Paginator(runs_of(request.actor), RUNS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = run_rows(shown)
    context = {
        "rows": rows,
        "page": shown,
        "is_going": any(row.is_going for row in rows),
        "may_start": may(request.actor.role, Permission.RULEBOOK_PUBLISH),
    }
    part = "#runs" if request.htmx else ""  # type: ignore[attr-defined]
    return TemplateResponse(request, f"standings/audit_run_list.html{part}", context)


@page(Permission.RULEBOOK_PUBLISH, verbs=("POST",))
def audit_run_start(request: ActorRequest) -> HttpResponse:
    """Audit everybody again by the rules in force."""
    run = refresh_standings(request.actor, at=clock.now())
    return redirect("standings:audit_run_detail", run.pk)


@page(Permission.RULEBOOK_TRY)
def audit_run_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """How a run stands and what it found; for htmx only the part that changes."""
    run = get_object_or_404(runs_of(request.actor), pk=pk)
    form = _form(request, run) if run.is_try else None
    return _page(request, run, form=form, reason=why_not_yet(run, at=clock.now()))


@page(Permission.RULEBOOK_TRY, verbs=("POST",))
def audit_run_stop(request: ActorRequest, pk: int) -> HttpResponse:
    """Stop after the students who are being looked at; where the end came first, show it."""
    run = get_object_or_404(runs_of(request.actor), pk=pk)
    stop_run(request.actor, run=run, at=clock.now())
    return redirect("standings:audit_run_detail", pk)


@page(Permission.RULEBOOK_TRY, verbs=("POST",))
def audit_run_resume(request: ActorRequest, pk: int) -> HttpResponse:
    """Go on with the students who are left."""
    run = get_object_or_404(runs_of(request.actor), pk=pk)
    resume_run(request.actor, run=run, at=clock.now())
    return redirect("standings:audit_run_detail", pk)


@page(Permission.RULEBOOK_PUBLISH, verbs=("POST",))
def audit_run_publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Put the rulebook of a finished try in force, or say why that try does not do."""
    run = get_object_or_404(runs_of(request.actor).filter(rulebook__isnull=False), pk=pk)
    form = _form(request, run)
    reason = why_not_yet(run, at=clock.now())
    if reason or not form.is_valid():
        return _page(request, run, form=form, reason=reason)
    try:
        publish_rulebook(request.actor, tried=run, at=clock.now(), **form.cleaned_data)
    except NotTried as refused:
        return _page(request, run, form=form, reason=refused.reason)
    messages.success(request, _("The rules are in force. Where every student stands is being worked out again."))
    return redirect("catalog:rulebook_detail", run.rulebook_id)


def _form(request: ActorRequest, run: AuditRun) -> PublishForm:
    tried = classes_tried(run.rulebook) if run.rulebook else (0, 0)
    before = adoption_before(request.actor, rulebook=run.rulebook) if run.rulebook else None
    return PublishForm(request.POST or None, tried=tried, this_year=request.actor.today.year, before=before)


def _page(request: ActorRequest, run: AuditRun, *, form: PublishForm | None, reason: NotYet | None) -> HttpResponse:
    beside = diplomas_beside(request.actor, rulebook=run.rulebook) if run.rulebook else []
    before = form.before if form else None
    page = run_page(request.actor, run, reason=reason, beside=beside, before=before)
    context = {"page": page, "form": form}
    if not request.htmx:  # type: ignore[attr-defined]
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "standings/audit_run_detail.html", context, status=status)
    if run.is_going:
        return TemplateResponse(request, "standings/_audit_run_going.html", context)
    response = TemplateResponse(request, "standings/audit_run_detail.html#answer", context)
    response.headers["HX-Retarget"] = "#answer"
    return response
