"""A database that older migrations made is refused in one sentence by every command that opens it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from tests.web.served import ROOT, Server, new_server
from waypost.web.base.schema import other_version

pytestmark = pytest.mark.both

OLDER = [("catalog", "0005_finer_units"), ("plans", "0012_calendar")]
SAID = (
    "This database was made by an older development version of Waypost, or by a newer one (plans 0012_calendar): "
    "start with an empty database, or use that version."
)
#: Run in a process of its own, with the site's settings.
RECORD = f"""
import django; django.setup()
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder.Migration.objects.bulk_create(MigrationRecorder.Migration(app=app, name=name) for app, name in {OLDER})
"""


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Server:
    made = new_server(tmp_path_factory.mktemp("older"))
    made.environment["DJANGO_SETTINGS_MODULE"] = "waypost.web.settings"
    made.run("-c", RECORD)
    return made


def waypost(server: Server, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "waypost", command],
        env=server.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", ["migrate", "serve", "work"])
def test_a_command_that_opens_it_ends_with_one_sentence(older: Server, command: str) -> None:
    refused = waypost(older, command)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == f"CommandError: {SAID}\n"


def test_a_command_that_needs_no_database_runs(older: Server) -> None:
    assert waypost(older, "permissions").returncode == 0


def test_the_site_says_that_it_is_not_well_on_it(client: Client, db: None) -> None:
    assert other_version() == ""
    MigrationRecorder.Migration.objects.create(app="plans", name="0012_calendar")
    assert other_version() == SAID
    assert client.get("/health/").json()["checks"]["migrations"] is False


def test_migrations_of_other_packages_are_their_own_business(db: None) -> None:
    MigrationRecorder.Migration.objects.create(app="mfa", name="0099_of_a_newer_allauth")
    MigrationRecorder.Migration.objects.create(app="no_app_of_ours", name="0001_initial")
    assert other_version() == ""
