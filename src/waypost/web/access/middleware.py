"""Puts the actor on the request, and the actor's language on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from waypost.engine.calendar import DEFAULT_CALENDAR
from waypost.web.accounts.models import User
from waypost.web.schools.presenters import speaking_of

from . import queries
from .actor import Actor
from .presenters import RoleChoice, role_choices

ROLE_KEY = "role"
SEVERAL_KEY = "several_roles"  # kept from the first page on: most people hold one role, and pay no query for it

Next = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets `request.actor`: the role that the session chose, else the first one held, else None."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.roles = None, ()  # type: ignore[attr-defined]
        if isinstance(request.user, User):
            actor = _actor(request, request.user)
            request.actor = actor  # type: ignore[attr-defined]
            if actor is not None and request.session.get(SEVERAL_KEY):
                request.roles = SimpleLazyObject(partial(_roles, request.user, actor))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest, user: User) -> Actor | None:
    chosen = request.session.get(ROLE_KEY)
    actor = queries.actor_for(user, chosen) if chosen else None
    if actor is None:
        held = queries.roles_held(user)
        actor = held[0].actor if held else None
        if actor is not None:
            request.session[ROLE_KEY] = actor.reference
            request.session[SEVERAL_KEY] = len(held) > 1
    return actor


def _roles(user: User, chosen: Actor) -> list[RoleChoice]:
    return role_choices(queries.roles_held(user), chosen=chosen)


class LanguageMiddleware:
    """The person's own language, and the terms of the district; before signing in the cookie's, then the browser's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        actor = request.actor  # type: ignore[attr-defined]
        calendar = actor.calendar if actor is not None else DEFAULT_CALENDAR
        with translation.override(language), speaking_of(calendar):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request: HttpRequest) -> str:
        known = dict(settings.LANGUAGES)
        actor = request.actor  # type: ignore[attr-defined]
        if actor is not None and actor.language in known:
            return str(actor.language)
        return translation.get_language_from_request(request)


class NoStoreMiddleware:
    """No browser and no proxy keeps what somebody signed in was shown: devices in schools are shared.

    Stands around the sessions, so that it also sees a redirect, a refusal and the error page, and asks nothing of
    the database. When a session ends or another takes its place, the browser's cache goes too. Static files are
    answered before, and stay cached.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        came_with = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        given = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if came_with or given:
            response.headers["Cache-Control"] = "no-store, private"
        if came_with and given and given.value != came_with:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response
