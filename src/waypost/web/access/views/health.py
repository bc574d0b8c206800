"""Is this server well? For the machine that asks every few seconds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waypost.web.access.guards import public
from waypost.web.base.health import health_now


@public  # asked by machines without an account; tells nothing about people
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Each check by name as true or false; 503 when one is false."""
    checks = health_now()
    well = all(checks.values())
    return JsonResponse({"well": well, "checks": checks}, status=200 if well else 503)
