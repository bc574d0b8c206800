"""Writes against a real server: parallel clicks, six tabs on one plan, a server killed in mid-save."""

from __future__ import annotations

import http.client
import itertools
import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.web.served import Answer, Server, key, new_server

pytestmark = pytest.mark.both

Wish = tuple[int, str]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = new_server(tmp_path_factory.mktemp("served"))
    made.start()
    yield made
    made.kill()


@dataclass(kw_only=True)
class Tab:
    """One open planner of one student."""

    server: Server
    person: dict[str, Any]
    seen: int = 1

    def add(self, wish: Wish, *, once: str) -> Answer:
        course, place = wish
        fields = {"branch": self.person["branch"], "seen": self.seen, "course": course, "place": place}
        address = f"/students/{self.person['student']}/courses/add/"
        return self.server.ask(self.person["session"], "POST", address, {**fields, "idempotency_key": once})

    def kept(self) -> dict[str, Any]:
        """What the database holds of the plan."""
        words = ("-m", "tests.web.served_people", str(self.person["branch"]))
        return json.loads(self.server.run(*words))  # type: ignore[no-any-return]


def wishes(server: Server, count: int) -> list[Wish]:
    return [(course, place) for course, place in server.people["wishes"][:count]]


def test_fifty_clicks_at_once_are_one_class(server: Server) -> None:
    tab, once = Tab(server=server, person=server.people["theo"]), key()
    (wish,) = wishes(server, 1)
    with ThreadPoolExecutor(50) as clicks:
        answers = list(clicks.map(lambda _: tab.add(wish, once=once), range(50)))
    assert {(answer.status, answer.location) for answer in answers} == {(302, answers[0].location)}
    assert tab.kept() == {"planned": [list(wish)], "steps": 1, "version": 2}


def test_six_tabs_on_one_plan_lose_nothing_without_a_word(server: Server) -> None:
    """6 x 20 edits: each is kept or refused with both versions; none is written over."""
    todo, lock, acked = wishes(server, 120), threading.Lock(), []
    late = itertools.count()

    def edit(number: int) -> None:
        tab = Tab(server=server, person=server.people["ana"])
        for wish in todo[number::6]:
            answer = tab.add(wish, once=key())
            while answer.status == 409:
                next(late)
                tab.seen = answer.seen
                answer = tab.add(wish, once=key())
            assert answer.status == 302, answer.body
            tab.seen += 1
            with lock:
                acked.append(wish)

    with ThreadPoolExecutor(6) as people:
        list(people.map(edit, range(6)))
    kept = Tab(server=server, person=server.people["ana"]).kept()
    assert sorted(map(tuple, kept["planned"])) == sorted(acked)
    assert (kept["steps"], kept["version"]) == (120, 121)
    assert next(late) > 0, "the tabs never met"


@dataclass(kw_only=True)
class Ledger:
    """Every write that the server said yes to, and how often it had gone away."""

    acked: list[Wish] = field(default_factory=list)
    gone: int = 0

    def write(self, tab: Tab, wish: Wish) -> None:
        """One write, sent again with the same key until the server answers."""
        once = key()
        while True:
            try:
                answer = tab.add(wish, once=once)
            except (OSError, http.client.HTTPException):
                self.gone += 1
                time.sleep(0.02)
                continue
            assert answer.status == 302, answer.body
            self.acked.append(wish)
            tab.seen += 1
            return


def test_a_server_killed_in_mid_save_loses_nothing_that_it_acknowledged(server: Server) -> None:
    tab, ledger, luck = Tab(server=server, person=server.people["maya"]), Ledger(), random.Random(7)
    todo = wishes(server, 100)
    with _in_the_background(lambda: [ledger.write(tab, wish) for wish in todo]) as writing:
        for share in (0.2, 0.5, 0.8):
            while len(ledger.acked) < share * len(todo) and writing.is_alive():
                time.sleep(0.001)
            time.sleep(luck.random() * 0.03)
            server.kill()
            server.start()
    kept = tab.kept()
    assert ledger.acked == todo
    assert sorted(map(tuple, kept["planned"])) == sorted(ledger.acked), "each acknowledged write once"
    assert (kept["steps"], kept["version"]) == (len(todo), len(todo) + 1)
    assert ledger.gone > 0, "the server was never away"


class _in_the_background:  # noqa: N801  # reads as a statement
    def __init__(self, work: Callable[[], object]) -> None:
        self.thread = threading.Thread(target=work)

    def __enter__(self) -> threading.Thread:
        self.thread.start()
        return self.thread

    def __exit__(self, *_: object) -> None:
        self.thread.join(timeout=60)
