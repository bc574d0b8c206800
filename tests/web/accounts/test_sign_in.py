"""Signing in with a local account."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.web.accounts.conftest import SignIn
from waypost.web.accounts.models import User


def test_the_right_password_opens_the_start_page(client: Client, maya: User, sign_in: SignIn) -> None:
    response = sign_in(maya.username)
    assert response.headers["Location"] == "/"
    assert client.get("/settings/").status_code == 200


def test_a_wrong_password_and_an_unknown_name_read_the_same(maya: User, sign_in: SignIn) -> None:
    wrong = sign_in(maya.username, "not this one").content.decode()
    unknown = sign_in("nobody.here", "not this one").content.decode()
    sentence = "That name and password don’t go together."
    assert sentence in wrong
    assert sentence in unknown


def test_the_password_is_stored_as_argon2(maya: User) -> None:
    assert maya.password.startswith("argon2$argon2id$")


def test_a_closed_account_reads_so(maya: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=maya.pk).update(is_active=False)
    response = sign_in(maya.username)
    assert "/settings/" not in response.headers.get("Location", "")


def test_nobody_opens_an_account_by_themselves() -> None:
    for name in ("account_signup", "account_email", "account_reset_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_signing_in_never_leads_off_the_site(maya: User, sign_in: SignIn, elsewhere: str) -> None:
    assert sign_in(maya.username, next=elsewhere).headers["Location"] == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: Client, maya: User, sign_in: SignIn) -> None:
    asked = client.get("/settings/").headers["Location"]
    assert asked == "/sign-in/?next=/settings/"
    assert sign_in(maya.username, next="/settings/").headers["Location"] == "/settings/"


def test_signing_out_ends_the_session(client: Client, maya: User, sign_in: SignIn) -> None:
    sign_in(maya.username)
    assert "Sign out?" in client.get("/sign-out/").content.decode()
    assert client.post("/sign-out/").headers["Location"] == "/"
    assert client.get("/settings/").headers["Location"].startswith("/sign-in/")


def test_a_password_is_changed_with_the_old_one(client: Client, maya: User, sign_in: SignIn) -> None:
    sign_in(maya.username)
    form = {"oldpassword": "wrong", "password1": "nine loud geese fly", "password2": "nine loud geese fly"}
    client.post("/settings/password/", form)
    maya.refresh_from_db()
    assert not maya.check_password("nine loud geese fly")
    client.post("/settings/password/", {**form, "oldpassword": "seven quiet herons"})
    maya.refresh_from_db()
    assert maya.check_password("nine loud geese fly")
