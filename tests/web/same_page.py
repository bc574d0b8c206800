"""Comparing two pages as a stranger would: without what differs at every visit."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from django.http import HttpResponse

TOKENS: Final = re.compile(r'(csrf-token" content|csrfmiddlewaretoken" value|idempotency_key" value)="[^"]*"')


def plain(content: bytes, *asked: object) -> str:
    """A page without its form tokens and without what the address named: paths, then bare ids."""
    text = TOKENS.sub("", content.decode())
    for one in sorted(map(str, asked), key=len, reverse=True):
        text = text.replace(escape(one), "").replace(one, "")
    return text


def headers_of(response: HttpResponse) -> dict[str, str]:
    """The headers of an answer without its length, which hangs on the address, and without cookies."""
    return {name: value for name, value in response.headers.items() if name not in {"Content-Length", "Set-Cookie"}}
