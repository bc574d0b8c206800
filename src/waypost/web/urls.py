"""Every address of the site; access.checks refuses one whose view has no guard."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path


def site_urls(*, demo: bool) -> list[URLPattern | URLResolver]:
    """All addresses; those of the demo do not exist outside it."""
    return [
        path("", include("waypost.web.access.urls")),
        path("", include("waypost.web.catalog.urls")),
        path("", include("waypost.web.imports.urls")),
        path("", include("waypost.web.front.urls")),
        path("", include("waypost.web.demand.urls")),
        path("", include("waypost.web.finder.urls")),
        path("", include("waypost.web.reviews.urls")),
        path("", include("waypost.web.standings.urls")),
        path("", include("waypost.web.plans.urls")),
        path("", include("waypost.web.advising.urls")),
        *([path("demo/", include("waypost.web.demo.urls"))] if demo else []),
    ]


urlpatterns = site_urls(demo=settings.DEMO)
