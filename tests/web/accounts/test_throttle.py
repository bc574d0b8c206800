"""Guessing passwords gets slower and slower, for one account and not for a whole school."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.web.accounts.conftest import SignIn
from waypost.web.accounts.models import ThrottleRow, User


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def guess(sign_in: SignIn, username: str, times: int) -> str:
    for _ in range(times):
        page = sign_in(username, "not this one").content.decode()
    return page


def test_ten_guesses_are_answered_and_the_next_one_waits(maya: User, sign_in: SignIn) -> None:
    assert "don’t go together" in guess(sign_in, maya.username, 10)
    assert "You can try again in 15 minutes." in guess(sign_in, maya.username, 1)


def test_even_the_right_password_waits(maya: User, sign_in: SignIn) -> None:
    guess(sign_in, maya.username, 10)
    assert "You can try again" in sign_in(maya.username).content.decode()


def test_a_name_in_capitals_is_the_same_account(maya: User, sign_in: SignIn) -> None:
    guess(sign_in, maya.username, 10)
    assert "You can try again" in guess(sign_in, maya.username.upper(), 1)


def test_others_sign_in_as_ever(maya: User, counselor: User, sign_in: SignIn) -> None:
    guess(sign_in, maya.username, 11)
    assert sign_in(counselor.username).status_code == 302


def test_good_sign_ins_do_not_count(maya: User, sign_in: SignIn) -> None:
    for _ in range(12):
        assert sign_in(maya.username).status_code == 302


def test_the_wait_grows_with_the_guesses(maya: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    guess(sign_in, maya.username, 10)
    start = time.time()
    monkeypatch.setattr("time.time", lambda: start + 16 * 60)
    guess(sign_in, maya.username, 10)
    assert "You can try again in 104 minutes." in guess(sign_in, maya.username, 1)


def test_the_count_is_kept_where_all_workers_see_it_and_holds_no_name(maya: User, sign_in: SignIn) -> None:
    guess(sign_in, maya.username, 1)
    keys = list(ThrottleRow.objects.values_list("cache_key", flat=True))
    assert keys
    assert not any(maya.username in key for key in keys)
