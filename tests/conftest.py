"""What every test may ask for: the cast, a clock that stands still, a browser that reaches nobody else."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import settings as hypothesis_settings

from tests import budget, statements
from tests.cast import Cast, hire_cast
from tests.factories import NOW

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop and the ORM share a thread in journeys


hypothesis_settings.register_profile("quick", derandomize=True)
hypothesis_settings.register_profile("long", print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """What a whole run asks for; see docs/testing.md."""
    budget.pytest_addoption(parser)
    statements.pytest_addoption(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Laws are tried on the same examples in each ordinary run, and on new ones in a long run; see docs/testing.md."""
    hypothesis_settings.load_profile("long" if "long" in str(config.getoption("-m")) else "quick")
    budget.pytest_configure(config)
    statements.pytest_configure(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    statements.pytest_collection_modifyitems(config, items)


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of tests/cast.py, in the database."""
    return hire_cast()


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time stands at the demo's day; the clock is one of the two things that tests may fake."""
    monkeypatch.setattr("waypost.web.base.clock.now", lambda: NOW)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of real public data; a test that needs it is skipped where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("WAYPOST_REFERENCE_DATA", beside))
    if not folder.is_dir():
        pytest.skip(f"reference data is not at {folder}; set WAYPOST_REFERENCE_DATA")
    return folder


class SecondFactorClient(Client):
    """Signs people in as they come out of the sign-in page: staff with their second factor given."""

    def force_login(self, user: Any, backend: str | None = None) -> None:
        super().force_login(user, backend)
        session = self.session
        session["second_factor"] = True
        session.save()


@pytest.fixture
def client() -> Client:
    return SecondFactorClient()
