"""The demo refuses a database that holds a district, or anything, that the demo did not make."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from tests.cast import Cast
from tests.web.served import ROOT
from waypost.web.demo.actions import pristine_file, reset_demo
from waypost.web.demo.loader import NotTheDemo
from waypost.web.schools.models import District, Student

pytestmark = pytest.mark.both


def prepare(var: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command that `./run demo` begins with, against that folder."""
    settings = {"PYTHONPATH": str(ROOT / "src"), "WAYPOST_VAR": str(var), "WAYPOST_DEMO": "1", "DATABASE_URL": ""}
    command = [sys.executable, "-m", "waypost", *(words or ("demo_prepare",))]
    return subprocess.run(
        command, env={**os.environ, **settings, **environment}, capture_output=True, text=True, check=False
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Each file with its bytes; a reader makes and removes the side files of the log, which hold nothing then."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name.startswith("waypost.sqlite3")}


def test_the_sqlite_file_of_a_real_district_stays_as_it_is(tmp_path: Path) -> None:
    assert prepare(tmp_path, "migrate", "--verbosity", "0", WAYPOST_DEMO="").returncode == 0
    with closing(sqlite3.connect(tmp_path / "waypost.sqlite3")) as real, real:
        real.execute("INSERT INTO schools_district SELECT * FROM schools_district")  # its columns are there
        names = [row[1] for row in real.execute("PRAGMA table_info(schools_district)")]
        values = {"id": 1, "name": "Somewhere Real", "slug": "somewhere-real"}
        row = [values.get(name, 0) for name in names]
        real.execute("PRAGMA ignore_check_constraints = ON")
        real.execute(f"INSERT INTO schools_district VALUES ({', '.join('?' for _ in row)})", row)
    before = contents(tmp_path)
    for words in (("demo_prepare",), ("demo_prepare", "--again"), ("demo_load",)):
        refused = prepare(tmp_path, *words)
        assert refused.returncode == 1
        said = "CommandError: This database holds other districts (Somewhere Real). Nothing was changed.\n"
        assert refused.stderr == said
    assert contents(tmp_path)["waypost.sqlite3"] == before["waypost.sqlite3"]


def test_a_database_of_another_program_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "grades.sqlite3"
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("CREATE TABLE marks (mark)")
    refused = prepare(tmp_path, DATABASE_URL=f"sqlite:///{file}")
    assert refused.returncode == 1
    assert refused.stderr == "CommandError: This database is not Waypost's. Nothing was changed.\n"
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT count(*) FROM marks").fetchone() == (0,)


def test_it_refuses_on_every_database_before_it_migrates(
    demo: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The suite's own database, with its made-up district, which is not the demo's."""
    monkeypatch.setattr("waypost.web.demo.management.commands.demo_prepare._build", None)
    with pytest.raises(CommandError, match="other districts"):
        call_command("demo_prepare")


def test_an_older_demo_is_laid_anew_and_refused_where_it_is_built_in_place(
    demo: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []
    monkeypatch.setattr("waypost.web.demo.management.commands.demo_prepare._build", lambda: built.append("anew"))
    MigrationRecorder.Migration.objects.create(app="plans", name="0012_calendar")
    if connection.vendor == "sqlite":
        call_command("demo_prepare")
        assert built == ["anew"]
    else:
        with pytest.raises(CommandError, match="older development version"):
            call_command("demo_prepare")
        assert built == []


def test_a_reset_refuses_too_and_says_so_on_the_board(client: Client, demo: None, cast: Cast) -> None:
    """A district that came in by the import command after the demo was put aside."""
    pristine_file().parent.mkdir(parents=True)
    with closing(sqlite3.connect(pristine_file())) as copy, copy:
        copy.execute("CREATE TABLE schools_district (slug)")
        copy.execute("INSERT INTO schools_district VALUES (?)", [cast.school.district.slug])
    District.objects.create(name="Somewhere Real", slug="somewhere-real", state="OR")
    before = Student.objects.count()
    with pytest.raises(NotTheDemo, match="holds other districts"):
        reset_demo()
    assert client.post("/demo/reset/").headers["Location"] == "/demo/"
    assert "Nothing was changed." in client.get("/demo/").content.decode()
    assert Student.objects.count() == before
