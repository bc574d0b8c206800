"""Take the pictures in this folder from the demo: ./run pictures [NAME ...]

Starts the demo on a free port in a folder of its own, becomes each person, and takes what they see.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = (1366, 768), (390, 844)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One page as one person sees it: the links and buttons to press from their first page."""

    name: str
    person: str
    links: tuple[str, ...] = ()
    size: tuple[int, int] = WIDE
    dark: bool = False
    shows: str = ""  # a heading that comes later


PICTURES = (
    Picture(name="planner", person="Maya", links=("Courses", "What if: CNA path")),
    Picture(name="planner-dark", person="Maya", links=("Courses", "What if: CNA path"), dark=True),
    Picture(name="planner-phone", person="Maya", links=("Courses",), size=PHONE),
    Picture(name="fixes", person="Jaylen", links=("Courses", "See fixes"), shows="fixes for my plan"),
    Picture(name="home", person="Maya"),
    Picture(name="home-phone", person="Maya", size=PHONE),
    Picture(name="caseload", person="Ms. Whitfield"),
    Picture(name="family-phone", person="Lucía", size=PHONE),
    Picture(name="imports", person="Mr. Abara"),
)


def main(names: list[str]) -> None:
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    with demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for picture in wanted:
            take(browser, address, picture)
            print(picture.name)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Become the person, follow the links, and keep what the window shows."""
    width, height = picture.size
    scheme = "dark" if picture.dark else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/demo/")
    page.get_by_role("button", name=picture.person).first.click()
    for link in picture.links:
        follow(page, link)
    if picture.shows:
        page.get_by_role("heading", name=picture.shows).wait_for()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"{picture.name}.png")
    context.close()


def follow(page: Page, link: str) -> None:
    page.wait_for_load_state()
    way = page.get_by_role("link", name=link).or_(page.get_by_role("button", name=link))
    way.locator("visible=true").first.click()
    page.wait_for_load_state()


@contextmanager
def demo_site() -> Iterator[str]:
    """A demo of our own, ready to be looked at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "WAYPOST_VAR": folder}
        server = subprocess.Popen([ROOT / "run", "demo", "--port", str(port)], env=environment, cwd=ROOT)
        try:
            wait_for(f"http://localhost:{port}/health/")
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    for _second in range(300):
        try:
            with urllib.request.urlopen(address):
                return
        except OSError:
            time.sleep(1)
    raise TimeoutError(address)


if __name__ == "__main__":
    main(sys.argv[1:])
