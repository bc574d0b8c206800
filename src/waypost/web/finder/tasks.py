"""The work of a search: take the next, answer it, keep the answer; harmless when run twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

import structlog
from django.db import connection

from waypost.web.base import clock
from waypost.web.finder.actions.working import SECONDS, answer_search, fail_search, finish_search, take_search
from waypost.web.finder.models import Search
from waypost.web.jobs.actions import tidy_jobs
from waypost.web.jobs.kinds import JobKind, register
from waypost.web.jobs.models import JobState

LOOK_EVERY: Final = 0.2

log = structlog.get_logger()


class Watch:
    """Whether a search is over: because somebody stopped it, or because its time is up."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._ends = monotonic() + SECONDS

    def is_late(self) -> bool:
        return monotonic() > self._ends

    def is_over(self) -> bool:
        return self.stopped.is_set() or self.is_late()


def run_next(*, looks: bool = True) -> bool:
    """Whether there was a search to run; `looks` = False does not ask the database whether it was stopped."""
    search = take_search(at=clock.now())
    if search is None:
        return False
    with _watched(search, looks=looks) as watch:
        try:
            answer = answer_search(search=search, is_over=watch.is_over, is_cut=watch.is_late)
        except Exception:
            log.exception("search_failed", search=search.pk)
            fail_search(search=search, at=clock.now())
        else:
            finish_search(search=search, answer=answer, at=clock.now())
    return True


@contextmanager
def _watched(search: Search, *, looks: bool) -> Iterator[Watch]:
    watch, done = Watch(), threading.Event()
    if not looks:
        yield watch
        return
    looking = threading.Thread(target=_look, args=(search, watch, done), daemon=True)
    looking.start()
    try:
        yield watch
    finally:
        done.set()
        looking.join()


def _look(search: Search, watch: Watch, done: threading.Event) -> None:
    """Ask now and then whether the search still runs here; the thread has a connection of its own."""
    own = Search.objects.filter(pk=search.pk, state=JobState.RUNNING, tries=search.tries)
    try:
        while not done.wait(LOOK_EVERY):
            if not own.exists():
                watch.stopped.set()
                return
    finally:
        connection.close()


register(JobKind(name="search", priority=1, run=run_next, mend=lambda: tidy_jobs(Search, at=clock.now())))
