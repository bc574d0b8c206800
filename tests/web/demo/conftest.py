"""A site in demo mode, with the cast under the demo's account names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.web.demo import urls as demo_urls  # here, so that the site's own are made outside the demo


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> None:
    """The demo's addresses, bar and outbox, and a folder of its own."""
    settings.DEMO = True
    settings.VAR = tmp_path
    settings.ROOT_URLCONF = demo_urls.__name__
    settings.EMAIL_BACKEND = "waypost.web.demo.outbox.OutboxBackend"
    options = settings.TEMPLATES[0]["OPTIONS"]
    processors = [*options["context_processors"], "waypost.web.demo.context.demo_bar"]
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": {**options, "context_processors": processors}}]


@pytest.fixture
def board_cast(demo: None, cast: Cast) -> Cast:
    """Four of the board's people; the others are not in this database."""
    for person in (cast.maya, cast.lucia, cast.ms_whitfield, cast.mr_abara):
        user = person.user
        assert user is not None
        user.username = demo_name(user.name)
        user.save()
    return cast


def demo_name(name: str) -> str:
    return name.lower().replace(" ", ".").replace("í", "i")
