"""The front door: each person's first page."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waypost.web.access.actor import Actor
from waypost.web.access.guards import public, second_factor_missing
from waypost.web.base.navigation import url_or_none
from waypost.web.schools.models import Role

FIRST_PAGES: Final[dict[Role, tuple[str, ...]]] = {
    Role.STUDENT: ("front:home",),
    Role.GUARDIAN: ("front:family",),
    Role.COUNSELOR: ("advising:caseload",),
    Role.ADVISOR: ("advising:caseload",),
    Role.TEACHER: ("catalog:rulebook_list",),
    Role.CASE_MANAGER: ("catalog:rulebook_list",),
    Role.SCHOOL_ADMIN: ("catalog:rulebook_list",),
    Role.DISTRICT_ADMIN: ("imports:run_list", "catalog:rulebook_list"),
    Role.PRIVACY_OFFICER: ("catalog:rulebook_list",),
}


@public  # the front door: sends each person on, the signed-out to the sign-in
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send a person to the first page of their role; the demo's visitor to the station board."""
    if not request.user.is_authenticated:
        return redirect((settings.DEMO and url_or_none("demo:board")) or "account_login")
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return TemplateResponse(request, "access/no_role.html", status=403)
    if second_factor_missing(request, actor):
        return redirect("mfa_activate_totp")
    first = next((url for name in FIRST_PAGES[actor.role] if (url := url_or_none(name))), None)
    return redirect(first) if first else TemplateResponse(request, "access/first_page_missing.html")
