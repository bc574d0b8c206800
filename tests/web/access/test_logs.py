"""A log line tells what happened, and nothing about whom."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.test import Client

from tests.cast import Cast
from waypost.web.base.logs import log_settings


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What a production server writes, caught instead of printed."""
    formatter = log_settings(readable=False, level="INFO")["formatters"]["lines"]
    built = structlog.stdlib.ProcessorFormatter(**{key: value for key, value in formatter.items() if key != "()"})
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(built)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def objects(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_request_is_one_json_line_with_the_route_and_without_the_person(
    client: Client, cast: Cast, lines: io.StringIO
) -> None:
    assert cast.maya.user is not None
    client.force_login(cast.maya.user)
    client.get(f"/settings/?student={cast.maya.pk}&name=Reyes")
    (line,) = [one for one in objects(lines) if one["event"] == "request"]
    assert line["route"] == "preferences"
    assert line["status"] == 200
    assert set(line) == {"event", "method", "route", "status", "ms", "logger", "level", "timestamp"}


def test_a_page_that_is_not_there_leaves_no_path_in_the_log(client: Client, db: None, lines: io.StringIO) -> None:
    client.get("/students/4711/maya-reyes/")
    assert "4711" not in lines.getvalue()
    assert "maya" not in lines.getvalue()


def test_a_failure_tells_its_type_and_place_but_not_its_words(
    client: Client, db: None, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise ValueError("Key (username)=(maya.reyes) already exists")

    monkeypatch.setattr("waypost.web.base.health.is_schema_current", fail)
    client.raise_request_exception = False
    assert client.get("/health/?who=maya.reyes").status_code == 500
    failure = next(one for one in objects(lines) if "exception" in one)
    assert failure["exception"] == "ValueError"
    assert any("health.py" in place for place in failure["at"])
    assert "maya" not in lines.getvalue()


def test_other_people_s_sentences_are_kept_without_their_values(lines: io.StringIO) -> None:
    logging.getLogger("somebody.else").warning("Sent to %s", "lucia@example.org")
    (line,) = objects(lines)
    assert line["event"] == "Sent to %s"
