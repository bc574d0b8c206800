"""What escapes Django, such as a failure in the error page itself, is still logged and still answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import structlog
from django.urls import Resolver404, resolve

log = structlog.get_logger("waypost.request")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

#: Both languages, since nothing that would know the person's works any more.
PLAIN_PAGE: Final = (
    "Something on our side went wrong. What you saved before is safe. Try again in a minute.\n\n"
    "Algo falló de nuestro lado. Lo que guardaste antes está a salvo. Inténtalo de nuevo en un minuto.\n"
).encode()


def answers_anyway(application: Application) -> Application:
    """The application, whose uncaught failures become one log line without a word about people, and a plain 500."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            return application(environ, start_response)
        except Exception:
            method = environ.get("REQUEST_METHOD", "")
            log.exception("request died", method=method, route=_route(environ.get("PATH_INFO", "")), status=500)
            headers = [
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Length", str(len(PLAIN_PAGE))),
                ("Cache-Control", "no-store, private"),
            ]
            start_response("500 Internal Server Error", headers)
            return [PLAIN_PAGE]

    return answer


def _route(path: str) -> str:
    """The name of the address; the path itself may hold ids."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
