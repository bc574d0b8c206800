"""What every template may count on."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from waypost.web.base.navigation import navigation, url_or_none

THEMES: Final = ("light", "dark")
SHARED_ROUTES: Final = {
    "home": "home",
    "theme": "set_theme",
    "language": "set_language",
    "role": "switch_role",
    "settings": "preferences",
    "sign_out": "account_logout",
    "board": "demo:board",
    "outbox": "demo:outbox",
}


def site(request: HttpRequest) -> dict[str, Any]:
    """The actor, their places, the plan's name in this district, their theme and keys, and whether this is the demo."""
    actor = getattr(request, "actor", None)
    user = getattr(request, "user", None)
    theme = getattr(user, "theme", "") or request.COOKIES.get("theme", "")
    return {
        "actor": actor,
        "roles": getattr(request, "roles", ()),
        "nav": navigation(role=actor.role, path=request.path) if actor else [],
        "plan_name": getattr(actor, "plan_name", "") or _("My plan"),
        "theme": theme if theme in THEMES else "",
        "letter_keys": getattr(user, "letter_keys", True),
        "demo": settings.DEMO,
        "urls": {name: url_or_none(route) for name, route in SHARED_ROUTES.items()},
    }
