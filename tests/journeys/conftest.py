"""A real browser on the two sizes that the design is made for, with and without JavaScript."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1366, "height": 768}
QUIET: Final = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

Open = Callable[..., Page]

#: Each size and each theme once: what sticks out hangs on the size, what is pale on the theme.
LOOKS: Final = pytest.mark.parametrize(
    ("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"]
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second database each journey is made in one way: how a page looks and goes is the same there."""
    if config.getoption("--one-way", default=False):
        others = [item for item in items if _is_other_way(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


def _is_other_way(item: pytest.Item) -> bool:
    """Whether a journey has the same one on a desktop with scripts."""
    ways = getattr(item, "callspec", None)
    params = ways.params if ways else {}
    return params.get("scripts") is False or params.get("size", DESKTOP) != DESKTOP


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, silent towards everybody but us."""
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": QUIET.split()}


@pytest.fixture(autouse=True)
def real_database(transactional_db: None) -> None:
    """The server answers in another thread, so rows are written for real."""


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Open]:
    """Opens a page of a fresh browser: `open_page(DESKTOP, scripts=False)`; a message in its console fails the test."""
    contexts: list[BrowserContext] = []
    heard: list[str] = []

    def opened(size: dict[str, int] = DESKTOP, *, scripts: bool = True, theme: str = "light", **more: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=size,
            java_script_enabled=scripts,
            color_scheme=theme,
            **{"locale": "en-US", **more},
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(message.text) if is_a_fault(message) else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
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
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
