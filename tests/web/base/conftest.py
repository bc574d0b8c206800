"""Draws templates of the shared look without a page behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

Draw = Callable[..., str]


@pytest.fixture(autouse=True)
def every_place_exists(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.web.base.places"


@pytest.fixture
def draw(rf: RequestFactory) -> Draw:
    """Draws a template as a signed-out visitor, or as an actor, sees it."""

    def drawn(template: str, actor: object = None, **context: object) -> str:
        request = rf.get("/")
        request.actor = actor  # type: ignore[attr-defined]
        request._messages = []  # type: ignore[attr-defined]
        return render_to_string(template, context, request=request)

    return drawn
