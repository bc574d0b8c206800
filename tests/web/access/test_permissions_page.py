"""docs/permissions.md says what the code does."""

from __future__ import annotations

import io
from pathlib import Path

from django.core.management import call_command
from django.utils import translation

from waypost.web.access.permissions import Permission
from waypost.web.access.presenters import DEED_WORDS, REACH_WORDS, permissions_page
from waypost.web.schools.models import Role

PAGE = Path(__file__).resolve().parents[3] / "docs" / "permissions.md"


def test_the_page_in_the_docs_is_what_the_command_prints() -> None:
    said = io.StringIO()
    call_command("permissions", stdout=said)
    assert PAGE.read_text() == said.getvalue(), "run: ./run waypost permissions > docs/permissions.md"


def test_every_deed_and_every_role_has_words() -> None:
    assert set(DEED_WORDS) == set(Permission)
    assert set(REACH_WORDS) == set(Role)


def test_the_page_is_the_same_whatever_language_the_server_speaks() -> None:
    with translation.override("es"):
        assert permissions_page() == PAGE.read_text()
