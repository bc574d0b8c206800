"""What the demo bar on every page shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from waypost.web.base import clock

from .queries import outbox_messages


def demo_bar(request: HttpRequest) -> dict[str, Any]:
    """The demo's day, and how many messages wait in the outbox, counted only where a page shows it."""
    return {"demo_day": clock.demo_day(), "outbox_count": SimpleLazyObject(lambda: outbox_messages().count())}
