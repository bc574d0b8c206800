"""Addresses for every place and shared route, so that the look is tested without the apps behind it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path

from waypost.web.base.context import SHARED_ROUTES
from waypost.web.base.navigation import PLACES

ROUTES = {place.route for places in PLACES.values() for place in places} | set(SHARED_ROUTES.values())


def nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def named(app: str) -> list[URLPattern]:
    """One address for each route of an app; the site's own routes have no app."""
    names = sorted(name for where, _, name in (route.rpartition(":") for route in ROUTES) if where == app)
    return [path("" if name == "home" else f"{name}/", nothing, name=name) for name in names]


APPS = sorted({app for app, _, _ in (route.rpartition(":") for route in ROUTES) if app})
urlpatterns = [*named(""), *(path(f"{app}/", include((named(app), app))) for app in APPS)]
