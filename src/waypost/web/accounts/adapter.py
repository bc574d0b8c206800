"""How allauth behaves here: nobody opens an account by themselves, and guessing a password gets slower and slower."""

from __future__ import annotations

import time
from math import ceil
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .models import User

FAILED = {"app": "allauth.account", "action": "login_failed"}


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from the district's roster, never from a sign-up page."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("That name and password don’t go together. Check both and try again."),
        "account_inactive": _("This account is closed. Ask your school office."),
        "incorrect_password": _("That password is not right."),
        "rate_limited": _("That was a lot at once. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether a change of how one signs in asks for the password again: not in the minutes after the sign-in."""
        return super().is_reauthentication_required(app=app, **kwargs) and not just_signed_in(context.request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise ValidationError with the minutes to wait, when this account saw too many wrong passwords."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            minutes = ceil(seconds_to_wait(request, self._get_login_attempts_cache_key(request, **credentials)) / 60)
            raise ValidationError(wait_words(minutes), code="too_many_login_attempts") from refused


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The second step's sentences, in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Use the newest one that your app shows."),
    }


def just_signed_in(request: HttpRequest) -> bool:
    """Whether this session began with a password or a code a few minutes ago."""
    if not isinstance(request.user, User):
        return False
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)


def seconds_to_wait(request: HttpRequest, key: str) -> float:
    """Until the longest of the exhausted limits lets the account try again; at least a minute."""
    waits = [60.0]
    for rate in ratelimit.get_rates(**FAILED):
        fails = cache.get(ratelimit.get_cache_key(request, rate=rate, key=key, **FAILED), [])
        if len(fails) >= rate.amount:
            waits.append(fails[-1] + rate.duration - time.time())
    return max(waits)


def wait_words(minutes: int) -> str:
    return ngettext(
        "Too many wrong passwords for this account. You can try again in %(count)d minute.",
        "Too many wrong passwords for this account. You can try again in %(count)d minutes.",
        minutes,
    ) % {"count": minutes}
