"""The command that lets the first people in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.cast import Cast
from waypost.web.access.queries import roles_held
from waypost.web.accounts.models import User
from waypost.web.history.models import Event
from waypost.web.schools.models import Guardian, Role

PASSWORD = "seven quiet herons"


@pytest.fixture
def open_account(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Any:
    """Runs the command with a password in the pipe; gives what it said."""

    def run(username: str, *words: str, password: str = PASSWORD, district: str = cast.district.slug) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        said = io.StringIO()
        call_command("open_account", username, f"--district={district}", *words, stdout=said)
        return said.getvalue().strip()

    return run


def test_a_new_administrator_signs_in_and_sets_up_the_second_step(open_account: Any, client: Client) -> None:
    assert open_account("kofi", "--administrator=Kofi Abara") == "Kofi Abara can sign in as kofi."
    assert [held.actor.role for held in roles_held(User.objects.get(username="kofi"))] == [Role.DISTRICT_ADMIN]
    client.post("/sign-in/", {"login": "kofi", "password": PASSWORD})
    assert client.get("/").headers["Location"] == "/settings/second-step/start/"
    assert Event.objects.filter(verb="account_opened", user=None).count() == 1


def test_a_guardian_of_the_roster_signs_in_in_their_language(open_account: Any, cast: Cast) -> None:
    Guardian.objects.filter(pk=cast.lucia.pk).update(user=None)
    open_account("lucia", f"--person={cast.lucia.source_id}")
    assert User.objects.get(username="lucia").language == "es"
    assert roles_held(User.objects.get(username="lucia"))[0].actor.guardian_id == cast.lucia.pk


def test_each_refusal_says_why_and_leaves_nothing_behind(open_account: Any, cast: Cast) -> None:
    before = User.objects.count()
    for words, reason in (
        (("new", "--person=nobody"), "nobody with the id nobody"),
        (("new", f"--person={cast.maya.source_id}"), "can already sign in as"),
        (("new", f"--person={cast.other_student.source_id}"), "nobody with the id"),
        ((cast.signed_in["maya"].username.upper(), "--administrator=A B"), "is taken"),
    ):
        with pytest.raises(CommandError, match=reason):
            open_account(*words)
    with pytest.raises(CommandError, match="too short"):
        open_account("new", "--administrator=A B", password="short")
    with pytest.raises(CommandError, match="There is no district atlantis"):
        open_account("new", "--administrator=A B", district="atlantis")
    assert User.objects.count() == before
