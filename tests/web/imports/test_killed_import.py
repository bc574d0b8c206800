"""kill -9 in the middle of an import: nothing is half there, and the same command then does all of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.interchange.small_bundle import small_bundle

pytestmark = pytest.mark.both

TELLS_EACH_BATCH = """
import sys
import django
django.setup()
from django.core.management import call_command
from waypost.web.imports.actions import write
keep = write._keep
def keep_and_tell(*arguments):
    keep(*arguments)
    print("batch", flush=True)
write._keep = keep_and_tell
call_command("import", *sys.argv[1:])
"""
COUNTS = """
import json
import django
django.setup()
from waypost.web.imports.adapters.tables import TABLES
from waypost.web.imports.models import Run, RowBatch
counts = {name: table.model._default_manager.count() for name, table in TABLES.items()}
print(json.dumps({**counts, "runs": Run.objects.count(), "batches": RowBatch.objects.count()}))
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A site of its own, on the kind of database that the suite runs on."""
    own = {**os.environ, "WAYPOST_VAR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "waypost.web.settings"}
    own["PYTHONPATH"] = "src"
    if connection.vendor == "sqlite":
        own.pop("DATABASE_URL", None)
        yield own
        return
    name = f"waypost_killed_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    own["DATABASE_URL"] = f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"
    yield own
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    return done.stdout


@pytest.mark.django_db
def test_a_killed_import_leaves_nothing_half(environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name, content in small_bundle().items():
        (folder / name).write_bytes(content)
    command = ["oneroster", str(folder), "--new-district", "--state", "TX", "--apply"]
    run(environment, "-m", "waypost", "migrate", "-v0")
    for batch in (1, 5, 11):
        importer = subprocess.Popen(
            [sys.executable, "-c", TELLS_EACH_BATCH, *command], env=environment, stdout=subprocess.PIPE, text=True
        )
        assert importer.stdout is not None
        for _ in range(batch):
            assert importer.stdout.readline() == "batch\n"
        importer.send_signal(signal.SIGKILL)
        importer.wait()
        counts = json.loads(run(environment, "-c", COUNTS))
        assert set(counts.values()) == {0}, (batch, counts)
    run(environment, "-m", "waypost", "import", *command)
    counts = json.loads(run(environment, "-c", COUNTS))
    assert (counts["students"], counts["guardianships"], counts["seats"], counts["runs"]) == (3, 4, 3, 1)
