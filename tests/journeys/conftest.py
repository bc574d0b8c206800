"""A real browser on the two sizes that the design is made for, with and without JavaScript."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page

from tests.journeys.barriers import axe_faults

PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1366, "height": 768}
QUIET: Final = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

Open = Callable[..., Page]
Heard = list[str]
MOST_KEPT: Final = 4  # each kept page is a process of its own

#: Each size and each theme once: what sticks out hangs on the size, what is pale on the theme.
LOOKS: Final = pytest.mark.parametrize(
    ("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"]
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, silent towards everybody but us; its shell without windows needs half the time."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return {**browser_type_launch_args, "executable_path": program, "args": QUIET.split()}


@pytest.fixture(autouse=True)
def real_database(transactional_db: None) -> None:
    """The server answers in another thread, so rows are written for real."""


class KeptPages:
    """Pages that are used again by a later journey of the same way: clean, but with style sheets and scripts at hand."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: list[tuple[str, Page]] = []

    def take(self, **way: Any) -> tuple[str, Page]:
        """A page of a context of its own, on nothing yet."""
        key = repr(sorted(way.items()))
        for kept in self.free:
            if kept[0] == key:
                self.free.remove(kept)
                return kept
        return key, self.browser.new_context(**way).new_page()

    def give_back(self, key: str, page: Page) -> None:
        """Nothing of the journey stays: no cookie, no second page, no pointer above a button."""
        try:
            for other in page.context.pages:
                if other is not page:
                    other.close()
            page.goto("about:blank")
            page.mouse.move(0, 0)
            page.context.clear_cookies()
        except Error:  # the journey closed it
            return
        self.free.append((key, page))
        self.close(keep=MOST_KEPT)

    def close(self, *, keep: int = 0) -> None:
        while len(self.free) > keep:
            self.free.pop(0)[1].context.close()


@pytest.fixture(scope="session")
def kept_pages(browser: Browser, live_server: Any) -> Iterator[KeptPages]:
    """The pages of this process; closed before the server goes, so that no connection outlives it."""
    pages = KeptPages(browser)
    yield pages
    pages.close()


@pytest.fixture
def open_page(kept_pages: KeptPages, live_server: Any) -> Iterator[Open]:
    """Opens a page of a browser of its own: `open_page(DESKTOP, scripts=False)`; a word in its console fails the test."""
    taken: list[tuple[str, Page]] = []
    heard: Heard = []

    def note_message(message: ConsoleMessage) -> None:
        if is_a_fault(message):
            heard.append(message.text)

    def note_error(error: Error) -> None:
        heard.append(str(error))

    def opened(size: dict[str, int] = DESKTOP, *, scripts: bool = True, theme: str = "light", **more: Any) -> Page:
        way = {"viewport": size, "java_script_enabled": scripts, "color_scheme": theme, "locale": "en-US", **more}
        taken.append(kept_pages.take(base_url=live_server.url, **way))
        page = taken[-1][1]
        page.on("console", note_message)
        page.on("pageerror", note_error)
        return page

    yield opened
    for key, page in taken:
        if not page.is_closed():
            page.evaluate("0")  # what its console has said is heard before the answer comes
        page.remove_listener("console", note_message)
        page.remove_listener("pageerror", note_error)
        kept_pages.give_back(key, page)
    assert heard == []


def is_a_fault(message: ConsoleMessage) -> bool:
    """Whether the console complains of more than a refused form, which the page shows in words."""
    in_words = ("(Conflict)", "(Unprocessable Entity)")
    return message.type == "error" and not any(words in message.text for words in in_words)


def follow(page: Page, link: Locator) -> None:
    """Click, and go on only when the next page is here; a click alone may return while the old one still stands."""
    with page.expect_navigation():
        link.click()


def no_barriers(page: Page) -> None:
    """No finding of axe on the page as it stands, and no sideways scroll."""
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
