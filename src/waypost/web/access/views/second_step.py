"""Taking the second sign-in step off again, to move it to another phone."""

from __future__ import annotations

from allauth.mfa.totp.views import deactivate_totp
from django.http import HttpRequest, HttpResponse

from waypost.web.access.guards import SECOND_FACTOR_KEY


def stop_second_step(request: HttpRequest) -> HttpResponse:
    """allauth's page; staff are asked to set the step up anew before they go on."""
    request.session.pop(SECOND_FACTOR_KEY, None)
    response: HttpResponse = deactivate_totp(request)
    return response
