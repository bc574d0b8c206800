"""Walking a site by its links: each kind of page once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, get_resolver
from playwright.sync_api import Page, Response

LINKS: Final = "[...document.querySelectorAll('a[href]')].map(link => link.href)"
DOWNLOADS: Final = {"demo:sample_bundle", "demand:demand_file", "mfa_download_recovery_codes"}
MOST_PAGES: Final = 60


@dataclass(kw_only=True)
class Crawl:
    """One person's walk from the first page; a page is known by its route and the questions it is asked."""

    page: Page
    origin: str
    known: set[str] = field(default_factory=set)
    waiting: deque[str] = field(default_factory=deque)

    def pages(self, *first: str) -> Iterator[tuple[str, Response]]:
        """Each kind of page, opened, with its route; its links are looked at when the caller comes back."""
        for address in first:
            self._note(self.origin + address)
        while self.waiting:
            address = self.waiting.popleft()
            response = self.page.goto(address)
            assert response is not None, address
            if self._is_new_here(address):
                yield self._kind(self.page.url), response
            for link in self.page.evaluate(LINKS):
                self._note(link)

    def _is_new_here(self, address: str) -> bool:
        """Whether the address itself answered, or led on to a kind of page that is new."""
        asked, found = self._kind(address), self._kind(self.page.url)
        is_new = asked == found or found not in self.known
        self.known.add(found)
        return is_new

    def _note(self, link: str) -> None:
        kind = self._kind(link)
        if kind and kind not in self.known and len(self.known) < MOST_PAGES:
            self.known.add(kind)
            self.waiting.append(link.partition("#")[0])

    def _kind(self, link: str) -> str:
        """The route and the names of its questions; empty for what is not a page of the site."""
        parts = urlsplit(link)
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            return ""
        try:
            route = get_resolver("tests.web.demo.urls").resolve(parts.path).view_name
        except Resolver404:
            return f"dead link {parts.path}"
        asked = sorted(parse_qs(parts.query))
        return "" if route in DOWNLOADS else " ".join([route, *asked])
