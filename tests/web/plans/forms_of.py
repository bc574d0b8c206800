"""Posting a page's own form the way a browser does: with its hidden fields."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?')


def post(client: Client, address: str, *, key: str = "", **fields: Any) -> HttpResponse:
    """POST with a fresh idempotency key, or with the one given."""
    return client.post(address, {"idempotency_key": key or str(uuid4()), **fields})  # type: ignore[return-value]


def text_of(response: HttpResponse) -> str:
    """The page without tags, with single spaces."""
    html = re.sub(r"<(script|style|svg|template)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    plain = re.sub(r"<[^>]+>", " ", html)
    return " ".join(plain.replace("&amp;", "&").replace("&#x27;", "'").split())
