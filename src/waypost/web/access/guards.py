"""The guards of every view: who may open it, and that a form is answered once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from waypost.web.accounts.models import User
from waypost.web.schools.models import STAFF_ROLES

from .actor import Actor
from .once import answer_once
from .permissions import Permission
from .scope import require_role

View = Callable[..., HttpResponse]
SECOND_FACTOR_KEY = "second_factor"


class ActorRequest(HttpRequest):
    """A request behind @page: somebody is signed in, in one role."""

    actor: Actor
    user: User


def page(permission: Permission, *, verbs: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Guard a view with one deed: signed in, second factor for staff, the role has the deed.

    Whose record it is, the view's query answers (404); a POST runs in one transaction, answered once per key.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.method not in verbs and not (request.method == "HEAD" and "GET" in verbs):
                return HttpResponseNotAllowed(verbs)
            actor: Actor | None = request.actor  # type: ignore[attr-defined]
            if actor is None:
                raise PermissionDenied("no role today")
            if second_factor_missing(request, actor):
                return redirect("mfa_activate_totp")
            require_role(actor, permission)
            return answer_once(request, view, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.verbs = verbs  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Mark a view that needs nobody signed in; say why beside it."""

    @wraps(view)
    def unguarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    unguarded.permission = None  # type: ignore[attr-defined]
    unguarded.verbs = ("GET", "POST")  # type: ignore[attr-defined]
    return unguarded


def second_factor_missing(request: HttpRequest, actor: Actor) -> bool:
    """Whether a member of staff still has to set up a second factor; never in the demo."""
    if settings.DEMO or actor.role not in STAFF_ROLES or request.session.get(SECOND_FACTOR_KEY):
        return False
    present = bool(is_mfa_enabled(request.user))
    if present:
        request.session[SECOND_FACTOR_KEY] = True
    return not present
