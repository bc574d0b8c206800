"""The worker does the most urgent work first, and knows each kind from the app that has it."""

import pytest

from waypost.web.jobs import kinds
from waypost.web.jobs.kinds import JobKind


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, of three kinds in place of the site's own: two have one piece of work each, one has none."""
    kinds.kinds()  # so that none of the site registers among these
    waiting, done = {"slow": 1, "fast": 1, "idle": 0}, list[str]()

    def runner(name: str) -> JobKind:
        def run() -> bool:
            if not waiting[name]:
                return False
            waiting[name] -= 1
            done.append(name)
            return True

        priority = {"idle": 1, "fast": 2, "slow": 3}[name]
        return JobKind(name=name, priority=priority, run=run, mend=lambda: done.append(f"mend {name}"))

    monkeypatch.setattr(kinds, "_kinds", {name: runner(name) for name in waiting})
    return done


def test_people_who_wait_come_before_work_for_later(done: list[str]) -> None:
    assert [kinds.run_one(), kinds.run_one(), kinds.run_one()] == [True, True, False]
    assert done == ["fast", "slow"]


def test_every_kind_mends_what_dead_workers_held(done: list[str]) -> None:
    kinds.mend()
    assert done == ["mend idle", "mend fast", "mend slow"]


def test_a_search_comes_before_a_run_over_everybody() -> None:
    assert [kind.name for kind in kinds.kinds()] == ["search", "periods", "audit_chunk"]
