"""A failure that even the error page can't show leaves one line without a person, and an answer."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from waypost.web.base.logs import log_settings
from waypost.web.base.uncaught import PLAIN_PAGE, Application, answers_anyway


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    formatter = log_settings(readable=False, level="INFO")["formatters"]["lines"]
    built = structlog.stdlib.ProcessorFormatter(**{key: value for key, value in formatter.items() if key != "()"})
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(built)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def ask(application: Application, path: str) -> tuple[str, bytes]:
    begun: list[str] = []
    body = application(RequestFactory().get(path).environ, lambda status, _headers: begun.append(status))
    return begun[-1], b"".join(body)


def died(lines: io.StringIO) -> list[dict[str, Any]]:
    written = [json.loads(line) for line in lines.getvalue().splitlines()]
    return [line for line in written if line["event"] == "request died"]


def test_static_files_that_are_missing_break_the_error_page_and_are_logged(
    settings: Any, db: None, lines: io.StringIO
) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    status, body = ask(answers_anyway(WSGIHandler()), "/sign-in/?next=/students/4711/")
    assert (status, body) == ("500 Internal Server Error", PLAIN_PAGE)
    (line,) = died(lines)
    assert line["route"] == "account_login"
    assert line["exception"] == "ValueError"
    assert "4711" not in lines.getvalue()


def test_the_line_names_what_it_began_with(lines: io.StringIO) -> None:
    def broken(_environ: Any, _start: Any) -> list[bytes]:
        try:
            raise LookupError("Maya Reyes has no plan")
        except LookupError:
            raise ValueError("the error page fails for Maya Reyes") from None

    status, body = ask(answers_anyway(broken), "/nowhere/")
    assert (status, body) == ("500 Internal Server Error", PLAIN_PAGE)
    (line,) = died(lines)
    assert (line["exception"], line["began_with"], line["route"]) == ("ValueError", "LookupError", "")
    assert any("test_uncaught.py" in place for place in line["began_at"])
    assert "Maya" not in lines.getvalue()
