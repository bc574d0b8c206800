"""A system check: a page that nobody guarded does not start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL pattern of the site with its full namespace-qualified name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry
        else:
            yield from routes(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


@register("access")
def every_view_is_guarded(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """An error for each route whose view says neither @page nor @public."""
    return [
        Error(f"{name}: {route.callback.__module__} has no @page or @public", id="access.E001")
        for name, route in routes()
        if not hasattr(route.callback, "permission")
    ]
