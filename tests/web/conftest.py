"""The whole cast once for a module, for the tests that ask a thousand things of it and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.factories import NOW
from tests.web.access.everybody import Everybody, hire_everybody


@pytest.fixture(scope="session", autouse=True)
def solver_is_loaded() -> None:
    """As in the worker before the first person waits: a search has two seconds, and loading the solver may take one."""
    import_module("ortools.sat.python.cp_model_helper")


@pytest.fixture(scope="module")
def everybody(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everybody]:
    """Everybody of the permission matrix, really in the database; what a test does is taken back.

    Not inside one long transaction: PostgreSQL finds its way through thousands of savepoints slowly.
    """
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr("waypost.web.base.clock.now", lambda: NOW)
        patch.setattr(settings, "VAR", tmp_path_factory.mktemp("uploads"))
        yield hire_everybody()
        call_command("flush", verbosity=0, interactive=False)
