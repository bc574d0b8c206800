"""Reset puts the demo back in seconds; the clock moves on request."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.cast import hire_cast
from waypost.web.accounts.models import User
from waypost.web.base import clock
from waypost.web.demo.actions import pristine_file, reset_demo
from waypost.web.schools.models import Student

pytestmark = pytest.mark.both
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the copy is SQLite's; others load anew")


@pytest.fixture
def pristine(demo: None, transactional_db: None) -> Path:
    """The cast's database, put aside as the set-up does."""
    hire_cast()
    file = pristine_file()
    file.parent.mkdir(parents=True)
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    return file


@sqlite_only
def test_a_reset_brings_back_what_was_and_forgets_what_came(pristine: Path) -> None:
    before = Student.objects.count()
    Student.objects.filter(given_name="Maya").update(given_name="Somebody", record_version=7)
    User.objects.create(username="late", name="Late")
    reset_demo()
    assert Student.objects.count() == before
    assert Student.objects.filter(given_name="Maya").exists()
    assert not User.objects.filter(username="late").exists()
    assert not Student.objects.filter(record_version__lte=7).exists(), "what was kept of before is not taken for now"


@sqlite_only
def test_the_visitor_is_signed_out_to_the_board_with_one_sentence(client: Client, pristine: Path) -> None:
    maya = Student.objects.get(given_name="Maya").user
    assert maya is not None
    client.force_login(maya)
    assert client.post("/demo/reset/").headers["Location"] == "/demo/"
    page = client.get("/demo/").content.decode()
    assert "The demo is as good as new." in page
    assert client.get("/settings/").headers["Location"].startswith("/sign-in/")


@sqlite_only
def test_the_file_that_was_put_aside_is_never_written_to(pristine: Path) -> None:
    before = pristine.read_bytes()
    User.objects.create(username="late", name="Late")
    reset_demo()
    assert pristine.read_bytes() == before


def test_a_reset_without_such_a_file_loads_the_district_anew(
    demo: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("waypost.web.demo.actions.call_command", lambda *words, **_: asked.append(words))
    reset_demo()
    assert asked == [("demo_load",)]


@pytest.mark.parametrize(
    ("season", "day"),
    [("spring", date(2027, 4, 13)), ("senior", date(2028, 10, 10)), ("november", date(2026, 11, 24))],
)
def test_the_clock_moves_to_the_season_that_was_asked_for(
    client: Client, demo: None, db: None, season: str, day: date
) -> None:
    client.post("/demo/clock/", {"season": season})
    assert clock.demo_day() == day
    assert f'value="{season}" aria-pressed="true"' in client.get("/demo/").content.decode()


def test_a_season_that_nobody_knows_is_november(client: Client, demo: None, db: None) -> None:
    client.post("/demo/clock/", {"season": "spring"})
    client.post("/demo/clock/", {"season": "../../etc"})
    assert clock.demo_day() == clock.DEMO_DAY
