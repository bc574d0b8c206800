"""The caseload: queues by what is needed from this adult, a list to search, one sent plan beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.access.guards import ActorRequest, page
from waypost.web.access.permissions import Permission
from waypost.web.advising.actions import note_view
from waypost.web.advising.forms import FiltersForm, SeenReviewsForm
from waypost.web.advising.presenters.caseload import (
    Filters,
    caseload_page,
    found_rows,
    found_students,
    lane_name,
    passing_among,
    seen_of,
)
from waypost.web.advising.presenters.fixes import fixes_head
from waypost.web.advising.presenters.peek import PeekPage, peek_page
from waypost.web.advising.presenters.rows import Row
from waypost.web.advising.queries import LANES, Desk, Fixes, desk_of, fixes_of, peek_of
from waypost.web.base import clock
from waypost.web.base.views import unreadable
from waypost.web.finder.queries.fixes import newest_fixes, newest_run
from waypost.web.reviews.actions import approve_plans, reopen_reviews
from waypost.web.reviews.models import Review
from waypost.web.reviews.queries import reviews_readable_by

ROWS_ON_A_PAGE: Final = 25


@page(Permission.CASELOAD_READ)
def caseload(request: ActorRequest) -> HttpResponse:
    """The whole page; for htmx only the sent plan beside the list, or how far the search for fixes is."""
    chosen, target = request.GET.get("open", ""), request.htmx.target  # type: ignore[attr-defined]
    if target == "peek" and chosen.isdecimal():
        review = reviews_readable_by(request.actor).filter(pk=chosen).first()
        context = {"peek": _peek(request, review), "filters": filters_of(request.GET)}
        return TemplateResponse(request, "advising/caseload.html#peek", context)
    if target == "looking":
        return _looking(request)
    return TemplateResponse(request, "advising/caseload.html", _context(request, chosen=chosen))


def _looking(request: ActorRequest) -> TemplateResponse:
    """How many plans were looked at; once all were, the queues with what was found."""
    run = newest_run(newest_fixes(request.actor))
    if run and run.going:
        return TemplateResponse(request, "advising/_looking.html", {"run": run})
    context = _context(request, chosen="")
    headers = {"HX-Retarget": "#queue", "HX-Reswap": "innerHTML"}
    return TemplateResponse(request, "advising/caseload.html#queue", context, headers=headers)


@page(Permission.PLAN_APPROVE, verbs=("POST",))
def plans_approve(request: ActorRequest) -> HttpResponse:
    """Approve the named plans that pass every check; the others stay."""
    form = SeenReviewsForm(request.POST.getlist("review"))
    if not form.is_valid():
        return unreadable(request)
    done = approve_plans(request.actor, seen=form.cleaned_data["reviews"], at=clock.now())
    count, left = len(done.approved), len(done.left)
    if count:
        said = ngettext("Approved %(count)s plan.", "Approved %(count)s plans.", count) % {"count": count}
        messages.success(request, said + " " + _("You can undo it for 24 hours."))
    if left:
        said = ngettext("%(count)s plan needs a look first.", "%(count)s plans need a look first.", left)
        messages.warning(request, said % {"count": left})
    return redirect(list_as_narrowed(request.POST))


@page(Permission.PLAN_APPROVE, verbs=("POST",))
def approvals_undo(request: ActorRequest) -> HttpResponse:
    """Take approvals of the last day back."""
    form = SeenReviewsForm(request.POST.getlist("review"))
    if not form.is_valid():
        return unreadable(request)
    seen = form.cleaned_data["reviews"]
    count = len(reopen_reviews(request.actor, seen=seen, at=clock.now()))
    said = ngettext("%(count)s plan waits again.", "%(count)s plans wait again.", count) % {"count": count}
    if count < len(seen):
        messages.warning(request, said + " " + _("The rest was too late to undo."))
    else:
        messages.success(request, said)
    return redirect("advising:caseload")


def _context(request: ActorRequest, *, chosen: str) -> dict[str, Any]:
    now, filters = clock.now(), filters_of(request.GET)
    desk = desk_of(request.actor, at=now)
    fixes = fixes_of(request.actor) if filters.shows_fixes else Fixes()
    students = found_students(desk, fixes=fixes, filters=filters)
    found = Paginator(students, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = caseload_page(desk, fixes=fixes, filters=filters, at=now)
    rows = found_rows(desk, list(found.object_list), fixes=fixes, filters=filters) if filters.is_on else []
    listed = rows if filters.is_on else [row for queue in shown.queues for row in queue.rows]
    peek = _peek(request, _opened(desk, listed, chosen), desk=desk)
    return {
        "page": shown,
        "filters": filters,
        "list_name": lane_name(filters.lane) if filters.lane else _("Students"),
        "found": found if filters.is_on else None,
        "rows": rows,
        "fixes": fixes_head(desk, fixes, count=len(students)) if filters.lane == "open" else None,
        "passing": [seen_of(review) for review in passing_among(students, shown.passing)],
        "peek": peek,
        "decides": desk.decides,
        "letter_keys": request.user.letter_keys,
    }


def filters_of(asked: QueryDict) -> Filters:
    """What the list is narrowed to, as far as it can be read."""
    form = FiltersForm(asked)
    form.is_valid()
    clean = form.cleaned_data
    lane = clean.get("lane", "")
    return Filters(lane=lane if lane in LANES else "", name=clean.get("q", ""), grade=clean.get("grade"))


def list_as_narrowed(asked: QueryDict) -> str:
    """The address of the list that a form was sent from."""
    form = FiltersForm(asked)
    form.is_valid()
    kept = {name: value for name, value in form.cleaned_data.items() if value not in {"", None}}
    return reverse("advising:caseload", query=kept)


def _opened(desk: Desk, listed: Sequence[Row], chosen: str) -> Review | None:
    """The sent plan beside the list: the one that was asked for, else the first; none that the list does not show."""
    reviews = {review.pk: review for review in desk.waiting}
    shown = [reviews[row.review_id] for row in listed if row.review_id in reviews]
    return next((one for one in shown if str(one.pk) == chosen), shown[0] if shown else None)


def _peek(request: ActorRequest, review: Review | None, *, desk: Desk | None = None) -> PeekPage | None:
    if review is None:
        return None
    note_view(request.actor, review=review, at=clock.now())
    checks = desk.checks.get(review.pk) if desk else None
    return peek_page(peek_of(request.actor, review=review, checks=checks))
