"""How allauth behaves here: nobody opens an account by themselves, and guessing a password gets slower and slower."""

from __future__ import annotations

import time
from math import ceil
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

FAILED = {"app": "allauth.account", "action": "login_failed"}


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from the district's roster, never from a sign-up page."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("That name and password don’t go together. Check both and try again."),
        "account_inactive": _("This account is closed. Ask your school office."),
        "incorrect_code": _("That code is not right. Use the newest one that your app shows."),
        "incorrect_password": _("That password is not right."),
        "rate_limited": _("That was a lot at once. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise ValidationError with the minutes to wait, when this account saw too many wrong passwords."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            minutes = ceil(seconds_to_wait(request, self._get_login_attempts_cache_key(request, **credentials)) / 60)
            raise ValidationError(wait_words(minutes), code="too_many_login_attempts") from refused


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
