"""Logs for machines: one JSON object a line, without a word about people.

Other people's code logs paths, names and values in its sentences, so of its records only the sentence's pattern is
kept, and of an exception only its type and where it happened. The demo, whose people are invented, logs in full.
"""

from __future__ import annotations

import logging.config
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog

Fields = dict[str, Any]


def log_settings(*, readable: bool, level: str) -> Fields:
    """Django's LOGGING: readable lines, or JSON without personal data."""
    formatter = {
        "()": "structlog.stdlib.ProcessorFormatter",
        "processors": processors(readable=readable),
        "foreign_pre_chain": [structlog.stdlib.add_logger_name],
        "use_get_message": readable,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "NOTSET", "propagate": True},
            "django.request": {"level": "ERROR"},  # a 404 is in our own line of the request, without its path
        },
    }


def configure(config: Fields) -> None:
    """Django's LOGGING_CONFIG: sets up the standard library's logging and structlog on top of it."""
    logging.config.dictConfig(config)
    structlog.configure(
        processors=[structlog.stdlib.add_logger_name, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def processors(*, readable: bool) -> list[Any]:
    """What turns an event into a line."""
    last = (
        [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
        if readable
        else [exception_place, structlog.processors.JSONRenderer()]
    )
    return [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        *last,
    ]


def exception_place(_logger: object, _method: str, event: Fields) -> Fields:
    """Replace an exception by its type and its places in the code; its message may hold a name."""
    failure = event.pop("exc_info", None)
    if failure is True:
        failure = sys.exc_info()
    event.pop("stack_info", None)
    if isinstance(failure, tuple) and failure[0] is not None:
        event["exception"] = failure[0].__name__
        event["at"] = _places(failure[2])
        event.update(_first_failure(failure[1]))
    return event


def _first_failure(failure: BaseException) -> Fields:
    """What it all began with, where this failure came while another was handled: the error page's hides its cause."""
    first = failure
    while (earlier := first.__cause__ or first.__context__) is not None:
        first = earlier
    if first is failure:
        return {}
    return {"began_with": type(first).__name__, "began_at": _places(first.__traceback__)}


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
