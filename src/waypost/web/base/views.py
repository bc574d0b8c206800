"""The few pages that belong to no app: the theme switch and the component sheet."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from waypost.web.base.context import THEMES
from waypost.web.base.presenters import Meter

A_YEAR: Final = 365 * 24 * 60 * 60


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark, or the device's own choice in a cookie, and go back to the page."""
    theme = request.POST.get("theme", "")
    response = HttpResponseRedirect(_back(request))
    keep_choice(response, name="theme", value=theme if theme in THEMES else "")
    return response


def keep_choice(response: HttpResponse, *, name: str, value: str) -> None:
    """Keep a choice of this browser in a cookie for a year; an empty one is forgotten."""
    if value:
        response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(name, samesite="Lax")


def system_page(request: HttpRequest) -> TemplateResponse:
    """Every component and state on one page."""
    meter = Meter(done=8, now=7, planned=6, open=3)
    return TemplateResponse(request, "base/system.html", {"story_meter": meter})


def unreadable(request: HttpRequest) -> TemplateResponse:
    """The page of a form whose hidden fields were cut off."""
    return TemplateResponse(request, "400.html", status=400)


def _back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return back if safe else "/"
