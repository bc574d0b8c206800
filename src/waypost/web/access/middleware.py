"""Puts the actor on the request, and the actor's language on the page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from . import queries
from .actor import Actor

ROLE_KEY = "role"

Next = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets `request.actor`: the role that the session chose, else the first one held, else None."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _actor(self, request: HttpRequest) -> Actor | None:
        chosen = request.session.get(ROLE_KEY)
        actor = queries.actor_for(request.user, chosen) if chosen else None  # type: ignore[arg-type]
        if actor is None:
            actor = next((held.actor for held in queries.roles_held(request.user)), None)  # type: ignore[arg-type]
            if actor is not None:
                request.session[ROLE_KEY] = actor.reference
        return actor


class LanguageMiddleware:
    """The person's own language; before signing in the cookie's, then the browser's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        with translation.override(language):
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
