"""The station board, and what its buttons do. All public: the demo's people are invented, and nothing else is here."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from waypost.web.access.guards import public
from waypost.web.base import clock

from . import actions, presenters, queries
from .district import sample_bundle as sample
from .loader import NotTheDemo
from .seasons import SEASONS

PAGE_SIZE = 50


@public  # the demo's front door
@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """People to become, the clock, the reset; for htmx only the board, to open as a dialog."""
    template = "demo/board.html#board" if request.headers.get("HX-Request") else "demo/board.html"
    return TemplateResponse(
        request,
        template,
        {
            "people": presenters.board_rows(set(queries.people_here().values_list("username", flat=True))),
            "seasons": presenters.season_choices(clock.demo_day()),
            "wall": presenters.wall_clock(clock.now()),
        },
    )


@public  # signs in as an invented person, without a password
@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the board's people."""
    user = get_object_or_404(queries.people_here(), username=request.POST.get("person", ""))
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


@public  # moves the demo's own clock
@require_POST
def set_clock(request: HttpRequest) -> HttpResponse:
    """Let the demo stand at another day."""
    season = next((one for one in SEASONS if one.key == request.POST.get("season")), actions.FIRST_SEASON)
    actions.move_clock(season)
    messages.success(
        request, _("The demo’s clock now stands at: %s. Marks and classes stay as they are in November.") % season.label
    )
    return redirect("demo:board")


@public  # loses nothing but demo clicks, so it asks nothing
@require_POST
def reset(request: HttpRequest) -> HttpResponse:
    """Put the demo back as it was built; the visitor is back at the board."""
    try:
        actions.reset_demo()
    except NotTheDemo:
        messages.error(request, _("This server holds districts that are not the demo’s. Nothing was changed."))
        return redirect("demo:board")
    request.session.flush()
    messages.success(request, _("The demo is as good as new. All clicks are gone."))
    return redirect("demo:board")


@public  # what the demo would have sent, about invented people
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Mail and texts that a real server would have sent, the newest first."""
    page = Paginator(queries.outbox_messages(), PAGE_SIZE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "demo/outbox.html", {"page": page})


@public  # an invented roster, to try the import with
@require_safe
def sample_bundle(request: HttpRequest) -> HttpResponse:
    """The demo district's roster as a OneRoster bundle, with 11 bad rows."""
    headers = {"Content-Disposition": f'attachment; filename="{sample.FILE_NAME}"'}
    return HttpResponse(sample.sample_bundle(), content_type="application/zip", headers=headers)
