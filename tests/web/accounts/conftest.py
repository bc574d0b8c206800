"""People with a password, and the codes that their phones would show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from waypost.web.accounts.models import User

PASSWORD = "seven quiet herons"

SignIn = Callable[..., HttpResponse]


@pytest.fixture
def maya(cast: Cast) -> User:
    return with_password(cast.maya.user)


@pytest.fixture
def counselor(cast: Cast) -> User:
    return with_password(cast.ms_whitfield.user)


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    """Types a name and a password into the sign-in page."""

    def typed(username: str, password: str = PASSWORD, **more: str) -> HttpResponse:
        return client.post("/sign-in/", {"login": username, "password": password, **more})

    return typed


def with_password(user: User | None) -> User:
    assert user is not None
    user.set_password(PASSWORD)
    user.save()
    return user


def code_of(secret: str) -> str:
    """The 6 numbers that an app with this key shows now."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))
