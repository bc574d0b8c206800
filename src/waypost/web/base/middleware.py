"""One log line for each request: what was asked, how it went, how long it took; never who or what about."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("waypost.request")


class RequestLogMiddleware:
    """Logs method, route name, status and milliseconds; ids and query strings stay out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            route=match.view_name if match else "",
            status=response.status_code,
            ms=round(1000 * (time.perf_counter() - start), 1),
        )
        return response
