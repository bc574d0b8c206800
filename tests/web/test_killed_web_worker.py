"""kill -9 of a web worker: another takes its place, the site answers again, and the log says so."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.served import Server, new_server


@pytest.fixture(params=[1, 2])
def server(request: pytest.FixtureRequest, tmp_path: Path, db: None) -> Iterator[Server]:
    """A site of its own, with one web worker and with two."""
    made = new_server(tmp_path)
    made.log = tmp_path / "log"
    made.start("--workers", str(request.param))
    yield made
    made.kill()


def web_workers(server: Server) -> list[int]:
    """The processes that answer requests: children of `serve` in its own session."""
    assert server.process is not None
    parent = server.process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in children if _is_alive(child, session=parent)]


def _is_alive(process: str, *, session: int) -> bool:
    """Whether a process that was listed runs in the session: it may end, and be gone, while it is looked at."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        return os.getsid(int(process)) == session and state != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for_workers(server: Server, count: int, *, other_than: set[int]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert server.process is not None
        assert server.process.poll() is None, "the site ended"
        if len(set(web_workers(server)) - other_than) == count:
            return
        time.sleep(0.05)
    raise TimeoutError("no worker took the place of the killed one")


def lines(server: Server) -> list[dict[str, Any]]:
    assert server.log is not None
    return [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]


def test_a_killed_web_worker_is_replaced_each_time_and_the_log_says_so(server: Server) -> None:
    killed: set[int] = set()
    count = len(web_workers(server))
    for _ in range(3):
        killed |= set(web_workers(server))
        for worker in web_workers(server):
            os.kill(worker, signal.SIGKILL)
        wait_for_workers(server, count, other_than=killed)
        server.wait()
        assert server.ask("", "GET", "/sign-in/").status == 200
    assert sum(line["event"].startswith("Unexpected exit from worker") for line in lines(server)) == 3 * count
    assert any(line["event"] == "web worker replaced" for line in lines(server))


def test_the_site_still_stops_when_it_is_told_to(server: Server) -> None:
    assert server.process is not None
    for worker in web_workers(server):
        os.kill(worker, signal.SIGKILL)
    server.wait()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=60) == 0
    server.process = None
