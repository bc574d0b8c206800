"""How the planner answers a step: the board drawn anew with one sentence; or both versions, where it came too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.access.guards import ActorRequest
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.plans.actions.rows import AlreadyThere
from waypost.web.plans.actions.undoing import NothingToUndo
from waypost.web.plans.forms.planner import SeenForm
from waypost.web.plans.models import Branch, Edit
from waypost.web.plans.presenters.planner import board_of
from waypost.web.plans.presenters.planner_stale import stale_of, wish_words
from waypost.web.plans.presenters.planner_why import why_of
from waypost.web.plans.queries.meanwhile import meanwhile
from waypost.web.plans.queries.places import Place
from waypost.web.plans.queries.planner import Planner

from .planner_page import full_page, look_for

NOT_RESENT = {"csrfmiddlewaretoken", "idempotency_key", "seen", "real_seen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a form asks for, to be shown again where it came too late."""

    verb: str
    code: str = ""
    place: Place | None = None


def refused(
    request: ActorRequest, student_id: int, form: SeenForm, deed: Callable[[], Edit | None], *, wish: Wish
) -> Edit | HttpResponse | None:
    """The deed's own result; or the answer that says why it was not done, with nothing changed."""
    try:
        return deed()
    except StaleWrite:
        return too_late(request, student_id, form, wish=wish)
    except AlreadyThere:
        return unchanged(request, student_id, form, said=_("That class is there already. Nothing changed."))
    except NothingToUndo:
        return unchanged(request, student_id, form, said=_("There is no step left to go."))
    except IllegalMove:
        return unchanged(request, student_id, form, said=_("That place is locked. Your school office can change it."))


def answered(request: ActorRequest, planner: Planner, form: SeenForm, *, said: str, entry_id: str = "") -> HttpResponse:
    """The board after a step; without htmx, the page of the branch with the sentence on top."""
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, said)
        return redirect(planner_url(planner, year=form.cleaned_data["year"]))
    entry = planner.shown.entry(entry_id)
    context = {
        "board": board_of(planner, year=form.cleaned_data["year"]),
        "panel": {"why": why_of(planner, entry, adult="")} if entry else {},
        "said": said,
        "letter_keys": getattr(request.user, "letter_keys", True),
    }
    return TemplateResponse(request, "plans/planner.html#answer", context)


def unchanged(request: ActorRequest, student_id: int, form: SeenForm, *, said: str) -> HttpResponse:
    """The plan as it is, with the reason why it stays so."""
    look = look_for(request.actor, student_id, branch_id=form.cleaned_data["branch"], year=form.cleaned_data["year"])
    return answered(request, look.planner, form, said=said)


def too_late(
    request: ActorRequest, student_id: int, form: SeenForm, *, wish: Wish, can_resend: bool = True
) -> HttpResponse:
    """Both versions: the plan as it is now, and what the student wanted, ready to be sent again."""
    branch_id, year = form.cleaned_data["branch"], form.cleaned_data["year"]
    look = look_for(request.actor, student_id, branch_id=branch_id, year=year)
    branch = _changed_branch(look.planner, form)
    stale = stale_of(
        look.planner,
        meanwhile(request.actor, branch=branch, seen=_seen(form, branch)),
        wish=wish_words(look.planner, wish.verb, code=wish.code, place=wish.place),
        action=request.path if can_resend else "",
        fields=[(name, str(value)) for name, value in request.POST.items() if name not in NOT_RESENT],
    )
    partial = "answer" if request.htmx else ""  # type: ignore[attr-defined]
    response = full_page(request, look, partial=partial, stale=stale, said=stale.who)
    response.status_code = 409
    return response


def planner_url(planner: Planner, *, year: int | None = None) -> str:
    """The address of the branch that is shown."""
    asked: dict[str, Any] = {"branch": planner.shown.branch.pk if planner.is_what_if and planner.shown.branch else None}
    query = {name: str(value) for name, value in {**asked, "year": year}.items() if value is not None}
    return reverse("plans:planner", args=[planner.student.pk], query=query)


def _changed_branch(planner: Planner, form: SeenForm) -> Branch:
    """The branch that moved on: for a what-if in use it can be the real plan."""
    shown, real = planner.shown.branch, planner.real.branch
    if shown is None or real is None:
        raise LookupError("a stale plan exists")
    return real if shown.version == form.cleaned_data["seen"] else shown


def _seen(form: SeenForm, branch: Branch) -> int:
    real_seen = form.cleaned_data.get("real_seen")
    return int(real_seen if real_seen and not branch.is_what_if else form.cleaned_data["seen"])
