"""Staff need a second step outside the demo; students and families may have one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.accounts.conftest import PASSWORD, SignIn, code_of
from waypost.web.accounts.models import User


def set_up(client: Client) -> list[str]:
    """Goes through the set-up page as a person would; gives the recovery codes."""
    page = client.get("/settings/second-step/start/").content.decode()
    secret = re.findall(r"<code>([A-Z2-7]+)</code>", page)[0]
    assert 'src="data:image/svg+xml;base64,' in page
    response = client.post("/settings/second-step/start/", {"code": code_of(secret)})
    assert response.headers["Location"] == "/settings/codes/"
    shown = client.get("/settings/codes/").content.decode()
    return [secret, *re.findall(r"<li><code>([^<]+)</code>", shown)]


def test_staff_are_led_to_the_set_up_from_every_page(client: Client, counselor: User, sign_in: SignIn) -> None:
    sign_in(counselor.username)
    for address in ("/", "/settings/"):
        assert client.get(address).headers["Location"] == "/settings/second-step/start/"


def test_students_and_guardians_are_not(client: Client, cast: Cast) -> None:
    for person in (cast.maya, cast.lucia):
        assert person.user is not None
        client.force_login(person.user)
        assert client.get("/settings/").status_code == 200


def test_in_the_demo_nobody_is(client: Client, cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    assert cast.ms_whitfield.user is not None
    client.force_login(cast.ms_whitfield.user)
    assert client.get("/settings/").status_code == 200


def test_after_the_set_up_the_pages_open_and_ten_codes_are_shown(
    client: Client, counselor: User, sign_in: SignIn
) -> None:
    sign_in(counselor.username)
    _secret, *codes = set_up(client)
    assert len(codes) == 10
    assert client.get("/settings/").status_code == 200
    assert client.get("/settings/codes/file/").content.decode().split() == codes


def test_a_wrong_code_sets_nothing_up(client: Client, counselor: User, sign_in: SignIn) -> None:
    sign_in(counselor.username)
    client.get("/settings/second-step/start/")
    page = client.post("/settings/second-step/start/", {"code": "000000"}).content.decode()
    assert "That code is not right." in page
    assert client.get("/settings/").status_code == 302


@pytest.fixture
def keys(client: Client, counselor: User, sign_in: SignIn) -> list[str]:
    """The counselor's key and recovery codes; she is signed out again."""
    sign_in(counselor.username)
    made = set_up(client)
    client.logout()
    return made


def test_the_password_alone_opens_nothing(client: Client, counselor: User, keys: list[str], sign_in: SignIn) -> None:
    assert sign_in(counselor.username).headers["Location"].startswith("/sign-in/code/")
    assert client.get("/settings/").headers["Location"].startswith("/sign-in/")
    page = client.post("/sign-in/code/", {"code": "123"}).content.decode()
    assert "That code is not right." in page
    assert client.get("/settings/").status_code == 302


def test_a_recovery_code_works_once(client: Client, counselor: User, keys: list[str], sign_in: SignIn) -> None:
    sign_in(counselor.username)
    assert client.post("/sign-in/code/", {"code": keys[1]}).headers["Location"] == "/"
    assert client.get("/settings/").status_code == 200
    client.logout()
    sign_in(counselor.username)
    assert "That code is not right." in client.post("/sign-in/code/", {"code": keys[1]}).content.decode()


def test_taking_the_step_off_asks_again_and_shuts_the_pages(
    client: Client, counselor: User, keys: list[str], sign_in: SignIn
) -> None:
    sign_in(counselor.username)
    client.post("/sign-in/code/", {"code": keys[1]})
    assert client.get("/settings/second-step/stop/").status_code == 200
    let_an_hour_pass(client)
    assert client.get("/settings/second-step/stop/").headers["Location"].startswith("/sign-in/again/")
    again = {"password": PASSWORD, "next": "/settings/second-step/stop/"}
    assert client.post("/sign-in/again/", again).headers["Location"] == "/settings/second-step/stop/"
    client.post("/settings/second-step/stop/")
    assert client.get("/settings/").headers["Location"] == "/settings/second-step/start/"


def let_an_hour_pass(client: Client) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 60 * 60
    session.save()


def test_a_visitor_sees_none_of_the_set_up(client: Client, db: None) -> None:
    for address in ("start/", "stop/", ""):
        assert client.get(f"/settings/second-step/{address}").headers["Location"].startswith("/sign-in/")
    for address in ("", "new/"):
        assert client.get(f"/settings/codes/{address}").headers["Location"].startswith("/sign-in/")
