"""Two imports of one district at once: the second gets a clear answer, and nothing twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.web.imports.conftest import Office, keyed, make_office
from waypost.web.imports import actions
from waypost.web.imports.actions.apply import take_turn
from waypost.web.imports.models import RunState
from waypost.web.schools.models import Student

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def held_by_another(office: Office) -> Iterator[None]:
    """Another connection is saving an import of the district."""
    holds, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            take_turn(office.district.pk)
            holds.set()
            may_end.wait(20)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    assert holds.wait(10)
    yield
    may_end.set()
    other.join()


needs_locks = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: the second waits for its turn"
)


@needs_locks
def test_the_second_import_is_told_to_wait(client: Client) -> None:
    office = make_office("Cedar Valley")
    run = office.check()
    client.force_login(office.user)
    with held_by_another(office):
        with pytest.raises(actions.Busy):
            office.apply(run)
        run.refresh_from_db()
        answer = client.post(reverse("imports:run_apply", args=[run.pk]), keyed(version=run.version), follow=True)
    assert "Another import is being saved right now. Try again in a minute." in answer.content.decode()
    run.refresh_from_db()
    assert run.state == RunState.CHECKED
    assert office.apply(run) is actions.ApplyAnswer.APPLIED


@needs_locks
def test_another_district_need_not_wait() -> None:
    office, other = make_office("Cedar Valley"), make_office("Mesa Ridge")
    run = office.check()
    with held_by_another(other):
        assert office.apply(run) is actions.ApplyAnswer.APPLIED


def test_of_two_checked_runs_the_second_shows_new_numbers_first() -> None:
    office = make_office("Cedar Valley")
    run, other = office.check(), office.check()
    assert office.apply(run) is actions.ApplyAnswer.APPLIED
    assert office.apply(other) is actions.ApplyAnswer.LOOK_AGAIN
    assert other.counts["tables"]["students"] == {"new": 0, "changed": 0, "gone": 0, "same": 3}
    assert Student.objects.filter(district=office.district).count() == 3
