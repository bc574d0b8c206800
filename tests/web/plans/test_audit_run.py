"""A run over everybody: chunk by chunk, stopped, gone on with, taken from a dead worker, each result once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import NOW, make_staff
from tests.web.plans.audit_run_pages import add_ninth_graders, load_harder, tried, work_off
from tests.web.rules import adopt
from waypost.web.access.actor import Actor
from waypost.web.audits.models import StoredAudit
from waypost.web.finder.actions.searching import ask_search
from waypost.web.finder.models import Search, SearchKind
from waypost.web.finder.tasks import run_next
from waypost.web.history.models import Event
from waypost.web.jobs.models import JobState
from waypost.web.schools.models import Post, Role
from waypost.web.standings.actions.audit_chunks import audit_chunk, take_chunk
from waypost.web.standings.actions.auditing import refresh_standings, resume_run, stop_run, try_rulebook
from waypost.web.standings.models import AuditRun, RunState
from waypost.web.standings.tasks import run_chunk

LATE = NOW + timedelta(minutes=2)


@pytest.fixture
def office(cast: Cast, settings: Any) -> Actor:
    """The district's office, with twelve students (two of the cast) and five in a chunk."""
    settings.AUDIT_CHUNK = 5
    adopt(cast)
    add_ninth_graders(cast, 10)
    return cast.actor(cast.mr_abara)


def now_of(run: AuditRun) -> AuditRun:
    return AuditRun.objects.get(pk=run.pk)


def how_far(run: AuditRun) -> tuple[str, int, int]:
    found = now_of(run)
    return found.state, found.done, found.total


def test_it_goes_chunk_by_chunk_and_keeps_one_result_for_each(office: Actor) -> None:
    run = refresh_standings(office, at=NOW)
    assert how_far(run) == ("waiting", 0, 12)
    assert run_chunk()
    assert how_far(run) == ("running", 5, 12)
    assert StoredAudit.objects.count() == 5
    assert work_off() == 2
    assert how_far(run) == ("done", 12, 12)
    assert StoredAudit.objects.values("student").distinct().count() == StoredAudit.objects.count() == 12


def test_a_stop_is_heard_between_chunks_and_going_on_starts_where_it_was(office: Actor) -> None:
    run = refresh_standings(office, at=NOW)
    run_chunk()
    assert stop_run(office, run=run, at=NOW)
    assert not run_chunk()
    assert how_far(run) == ("stopped", 5, 12)
    assert resume_run(office, run=run, at=NOW)
    assert work_off() == 2
    assert how_far(run) == ("done", 12, 12)
    assert not resume_run(office, run=run, at=NOW)
    verbs = Event.objects.filter(kind="auditrun").order_by("pk").values_list("verb", flat=True)
    assert [verb.removeprefix("audit_run_") for verb in verbs] == ["asked", "stopped", "resumed", "done"]


def test_a_chunk_that_was_under_way_at_the_stop_still_stands(office: Actor) -> None:
    run = refresh_standings(office, at=NOW)
    taken = take_chunk(at=NOW)
    assert taken is not None
    stop_run(office, run=run, at=NOW)
    assert audit_chunk(run=taken, at=NOW)
    assert how_far(run) == ("stopped", 5, 12)


def test_a_dead_workers_chunk_is_taken_again_and_counts_once(office: Actor) -> None:
    run = refresh_standings(office, at=NOW)
    dead = take_chunk(at=NOW)
    assert take_chunk(at=NOW) is None
    again = take_chunk(at=LATE)
    assert dead is not None
    assert again is not None
    assert audit_chunk(run=again, at=LATE)
    assert not audit_chunk(run=dead, at=LATE)
    assert how_far(run) == ("running", 5, 12)
    assert StoredAudit.objects.count() == 5


def test_a_try_counts_everybody_once_whatever_the_chunks(cast: Cast, settings: Any) -> None:
    settings.AUDIT_CHUNK = 1
    harder = load_harder(cast)
    add_ninth_graders(cast, 3)
    shifts = tried(cast, harder).shifts
    settings.AUDIT_CHUNK = 100
    assert tried(cast, harder).shifts == shifts
    assert sum(row[-1] for row in shifts) == 5


def test_a_chunk_that_breaks_is_tried_again_and_then_said(office: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_fields: Any) -> None:
        raise RuntimeError

    run = refresh_standings(office, at=NOW)
    run_chunk()
    with monkeypatch.context() as patch:
        patch.setattr("waypost.web.standings.actions.audit_chunks.graduation_audits", broken)
        assert [run_chunk() for _ in range(4)] == [True, True, True, False]
    assert how_far(run) == ("failed", 5, 12)
    resume_run(office, run=run, at=NOW)
    work_off()
    assert how_far(run) == ("done", 12, 12)


def test_a_role_that_ended_ends_the_run(office: Actor, cast: Cast) -> None:
    run = refresh_standings(office, at=NOW)
    Post.objects.filter(staff=cast.mr_abara).delete()
    run_chunk()
    assert how_far(run) == ("failed", 0, 12)


def test_a_search_waits_for_one_chunk_at_most(office: Actor, cast: Cast) -> None:
    refresh_standings(office, at=NOW)
    order = []

    def work() -> bool:
        return (run_next(looks=False) and not order.append("search")) or (run_chunk() and not order.append("chunk"))

    work()
    ask_search(cast.actor(cast.maya), student=cast.maya, kind=SearchKind.PLANS, wishes=(), at=NOW)
    while work():
        pass
    assert order == ["chunk", "search", "chunk", "chunk"]


def test_a_try_comes_before_a_refresh(cast: Cast) -> None:
    harder = load_harder(cast)
    office = cast.actor(cast.mr_abara)
    refresh_standings(office, at=NOW)
    run = try_rulebook(office, rulebook=harder, at=NOW)
    assert take_chunk(at=NOW) == run


def test_asking_twice_gives_the_same_run_and_anew_another(office: Actor) -> None:
    run = refresh_standings(office, at=NOW)
    assert refresh_standings(office, at=NOW) == run
    run_chunk()
    anew = refresh_standings(office, at=NOW, anew=True)
    assert how_far(run) == ("stopped", 5, 12)
    assert how_far(anew) == ("waiting", 0, 12)


def test_nobody_else_runs_or_stops_it(office: Actor, cast: Cast) -> None:
    run = refresh_standings(office, at=NOW)
    abroad = make_staff(cast.other_student.school, Role.DISTRICT_ADMIN, "Iris Vale", whole_district=True)
    for person in (cast.ms_whitfield, cast.principal, abroad):
        with pytest.raises(PermissionDenied):
            stop_run(cast.actor(person), run=run, at=NOW)
    for person in (cast.ms_whitfield, cast.principal, cast.maya):
        with pytest.raises(PermissionDenied):
            refresh_standings(cast.actor(person), at=NOW)
    assert how_far(run) == ("waiting", 0, 12)


@pytest.mark.parametrize("kind", ["refresh", "try"])
def test_a_chunk_of_many_asks_as_often_as_a_chunk_of_few(cast: Cast, settings: Any, kind: str) -> None:
    harder = load_harder(cast)
    add_ninth_graders(cast, 110)
    office = cast.actor(cast.mr_abara)
    starts: dict[str, Callable[[], AuditRun]] = {
        "refresh": lambda: refresh_standings(office, at=NOW),
        "try": lambda: try_rulebook(office, rulebook=harder, at=NOW),
    }
    starts[kind]()
    run_chunk()  # the catalog is read once
    few, many = _queries(settings, chunk=10), _queries(settings, chunk=100)
    assert few == many
    assert len(few) <= 20


def _queries(settings: Any, *, chunk: int) -> list[str]:
    """What a whole chunk of this many students asks, in short; the run starts over.

    One insert stands for all that follow each other: SQLite takes 999 values in one, so 83 results.
    """
    settings.AUDIT_CHUNK = chunk
    StoredAudit.objects.all().delete()
    AuditRun.objects.update(state=RunState.WAITING, last_student_id=0, done=0)
    with CaptureQueriesContext(connection) as asked:
        assert run_chunk()
    assert AuditRun.objects.get().done == chunk
    kinds = [re.sub(r"[^A-Za-z_ ]", "", query["sql"])[:40] for query in asked.captured_queries]
    return [kind for kind, before in zip(kinds, ["", *kinds], strict=False) if kind != before or "INSERT" not in kind]


def test_the_command_works_its_run_off(office: Actor) -> None:
    call_command("audit_plans", district="cedar-valley-unified", verbosity=0)
    run = AuditRun.objects.get()
    assert (run.state, run.done, run.asked_as) == ("done", 12, "")


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_both(cast: Cast) -> None:
    adopt(cast)
    search = ask_search(cast.actor(cast.maya), student=cast.maya, kind=SearchKind.PLANS, wishes=(), at=NOW)
    run = refresh_standings(cast.actor(cast.mr_abara), at=NOW)
    call_command("work", "--until-empty")
    assert Search.objects.get(pk=search.pk).state == JobState.DONE
    assert how_far(run) == ("done", 2, 2)
