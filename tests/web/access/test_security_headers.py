"""Every page carries the strict policy and keeps to it: no inline script, no inline style, no frame, no other origin."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from waypost.web.access.checks import routes

PUBLIC = ["/sign-in/", "/sign-out/", "/sign-in/closed/", "/health/", "/no/such/page/"]
SIGNED_IN = ["/", "/settings/", "/settings/password/", "/settings/second-step/", "/sign-out/"]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:")


def holds(response: HttpResponse) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    if response.headers.get("Content-Type", "").startswith("text/html"):
        page = response.content.decode()
        assert not INLINE.search(page)
        assert not re.search(r"(?:src|href)=\"https?://", page)


@pytest.mark.parametrize("address", PUBLIC)
def test_before_signing_in(client: Client, db: None, address: str) -> None:
    holds(client.get(address))


@pytest.mark.parametrize("address", SIGNED_IN)
def test_after_signing_in(client: Client, cast: Cast, address: str) -> None:
    assert cast.maya.user is not None
    client.force_login(cast.maya.user)
    holds(client.get(address))


def test_no_route_is_without_a_guard() -> None:
    assert [name for name, route in routes() if not hasattr(route.callback, "permission")] == []
