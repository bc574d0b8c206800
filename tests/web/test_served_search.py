"""A search against a real server: answered by a process beside the site, which comes back and never stays behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.web.served import Server, key, new_server

pytestmark = pytest.mark.both

T = TypeVar("T")
ANSWER = "No rules are set for this class year yet."  # the cast of the served site has no rulebook


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = new_server(tmp_path_factory.mktemp("served-search"))
    made.start()
    yield made
    made.kill()


def test_a_search_is_answered_beside_the_site_again_and_again(server: Server) -> None:
    worker = within(20, lambda: worker_of(server))
    assert within(20, lambda: ANSWER in ask(server))
    os.kill(worker, signal.SIGKILL)
    again = within(20, lambda: (worker_of(server) or worker) != worker and worker_of(server))
    assert within(20, lambda: ANSWER in ask(server))
    server.kill()
    assert within(20, lambda: not is_there(again))


def ask(server: Server) -> str:
    """The page of a new search, some seconds later."""
    maya = server.people["maya"]
    address = f"/students/{maya['student']}/courses/plans/"
    asked = server.ask(maya["session"], "POST", address, {"idempotency_key": key()})
    until = time.monotonic() + 5
    page = server.ask(maya["session"], "GET", asked.location)
    while 'id="going"' in page.body and time.monotonic() < until:
        time.sleep(0.1)
        page = server.ask(maya["session"], "GET", asked.location)
    return page.body


def worker_of(server: Server) -> int:
    """The process beside the site; 0 while there is none."""
    assert server.process is not None
    mark = f"--beside={server.process.pid}".encode()
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if mark in words:
            return int(entry.parent.name)
    return 0


def is_there(process: int) -> bool:
    """Whether a process runs; one that ended and waits for its parent does not."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def within(seconds: float, look: Callable[[], T]) -> T:
    """The first thing found that is not nothing, or what there is when time is up."""
    until = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.1)
    return found
