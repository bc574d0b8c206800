"""Every page that the demo's people can reach by a link: no barrier, no error, no foreign request, no English left."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.journeys.barriers import axe_faults
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.crawling import Crawl
from tests.journeys.page_checks import english_leftovers, look_faults, plain_page_faults
from tests.web.served import Server, demo_server

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the pages are the same on every database"),
]

NARROW: Final = {"width": 320, "height": 700}
NOBODY: Final = ""
PEOPLE: Final = [NOBODY, "maya.reyes", "mateo.reyes", "lucia.reyes", "dana.whitfield", "tunde.osei", "kofi.abara"]
IN_SPANISH: Final = ["maya.reyes", "mateo.reyes", "lucia.reyes"]
ANYBODY: Final = ("/", "/settings/", "/demo/", "/demo/outbox/")


@pytest.fixture(autouse=True)
def real_database() -> None:
    """The demo's own server has its own database."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # by the workers of one run
    made = demo_server(tmp_path_factory.mktemp("demo"), pattern=shared / "demo-pattern")
    made.start()
    yield made
    made.kill()


@dataclass(kw_only=True)
class Visitor:
    """A browser that hears everything: what it asked for elsewhere, what its console complained of."""

    context: BrowserContext
    origin: str
    heard: list[str] = field(default_factory=list)

    def open(self) -> Page:
        self.context.on("request", self._note)
        page = self.context.new_page()
        page.on("console", lambda message: self.heard.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        return page

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self.origin and parts.scheme != "data":
            self.heard.append(f"asked for {request.url}")


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[Visitor]:
    origin = f"http://127.0.0.1:{server.port}"
    context = browser.new_context(base_url=origin, viewport=DESKTOP, locale="en-US", reduced_motion="reduce")
    yield Visitor(context=context, origin=origin)
    context.close()


def become(page: Page, person: str) -> None:
    page.goto("/demo/")
    page.locator(f'button[name=person][value="{person}"]').click()
    page.wait_for_load_state()


def speak(page: Page, language: str) -> None:
    page.goto("/settings/")
    page.locator(f'input[name=language][value="{language}"]').check()
    page.locator("form:has(input[name=language][type=radio]) button").first.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_is_whole_for(visitor: Visitor, person: str) -> None:
    """In daylight on a desk, without scripts, in the dark on a phone, and with nothing sticking out on the smallest."""
    page, faults = visitor.open(), []
    if person:
        become(page, person)
    crawl = Crawl(page=page, origin=visitor.origin)
    for kind, response in crawl.pages(*ANYBODY):
        found = [*axe_faults(page), *look_faults(page)]
        if response.status != 200:
            found.append(f"answered {response.status}")
        if "script-src 'self'" not in response.headers.get("content-security-policy", ""):
            found.append("no content security policy")
        found += plain_page_faults(response.text(), path=urlsplit(page.url).path)
        found += phone_faults(page)
        faults += [f"{kind}: {fault}" for fault in found + visitor.heard]
        visitor.heard.clear()
    assert not faults, "\n".join(faults)
    assert len(crawl.known) >= 5, crawl.known


def phone_faults(page: Page) -> list[str]:
    """What is wrong with the same page in the dark on a phone, and on the smallest one."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    found = [f"on a phone: {fault}" for fault in [*axe_faults(page), *look_faults(page)]]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found += [f"at 320 px: {fault}" for fault in look_faults(page)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("person", IN_SPANISH)
def test_no_english_is_left_in_spanish_for(visitor: Visitor, person: str) -> None:
    page, faults = visitor.open(), []
    become(page, person)
    speak(page, "es")
    for kind, _ in Crawl(page=page, origin=visitor.origin).pages(*ANYBODY):
        faults += [f"{kind}: {text}" for text in english_leftovers(page)]
    speak(page, "es" if person == "lucia.reyes" else "en")
    assert not faults, "\n".join(faults)
