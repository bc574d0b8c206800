"""The address that a watching machine asks."""

from __future__ import annotations

from collections import namedtuple
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from waypost.web.base import health

Usage = namedtuple("Usage", "total used free")


def test_a_well_server_says_so_without_a_sign_in(client: Client, db: None) -> None:
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {
        "well": True,
        "checks": {"database": True, "migrations": True, "static": True, "disk": True},
    }


def test_a_full_disk_is_503(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(total=100, used=96, free=4))
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["checks"]["disk"] is False


def test_a_missing_migration_is_503(client: Client, db: None) -> None:
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    MigrationRecorder.Migration.objects.filter(app="schools").delete()
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] is False


def test_an_unreachable_database_is_503_and_no_stack_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "is_database_reachable", lambda: False)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": False, "migrations": False, "static": True, "disk": True}


def test_static_files_that_nobody_collected_are_told(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage  # noqa: PLC0415

    empty = ManifestStaticFilesStorage(location="nowhere", base_url="/static/", manifest_storage=None)
    empty.hashed_files = {}
    monkeypatch.setattr(health, "staticfiles_storage", empty)
    assert health.is_static_built() is False
    monkeypatch.setattr(health, "staticfiles_storage", SimpleNamespace())
    assert health.is_static_built() is True
