"""Language, colors and keys: a person's own, and two of them before signing in."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from waypost.web.accounts.models import User
from waypost.web.history.models import Event


@pytest.fixture
def maya(client: Client, cast: Cast) -> User:
    assert cast.maya.user is not None
    client.force_login(cast.maya.user)
    return cast.maya.user


def save(client: Client, **fields: str) -> int:
    return client.post("/settings/", {"idempotency_key": str(uuid4()), **fields}).status_code


def test_settings_are_kept_and_shown_again(client: Client, maya: User) -> None:
    assert save(client, language="es", theme="dark") == 302
    maya.refresh_from_db()
    assert (maya.language, maya.theme, maya.letter_keys) == ("es", "dark", False)
    page = client.get("/settings/").content.decode()
    assert '<html lang="es" data-theme="dark">' in page
    assert 'data-letter-keys="off"' in page


def test_history_tells_what_was_changed_but_not_to_what(client: Client, maya: User) -> None:
    save(client, language="es", theme="dark", letter_keys="on")
    event = Event.objects.get(verb="preferences_changed")
    assert event.detail == {"changed": ["language", "letter_keys", "theme"]}


def test_a_language_that_we_do_not_speak_is_refused_in_words(client: Client, maya: User) -> None:
    assert save(client, language="tlh", theme="auto") == 422
    maya.refresh_from_db()
    assert maya.language == "en"


def test_a_form_without_a_key_changes_nothing(client: Client, maya: User) -> None:
    assert client.post("/settings/", {"language": "es", "theme": "auto"}).status_code == 400
    maya.refresh_from_db()
    assert maya.language == "en"


def test_a_double_click_is_one_change(client: Client, maya: User) -> None:
    key = str(uuid4())
    for _ in range(2):
        client.post("/settings/", {"language": "es", "theme": "auto", "idempotency_key": key})
    assert Event.objects.filter(verb="preferences_changed").count() == 1


def test_a_visitor_picks_a_language_and_the_browser_keeps_it(client: Client, db: None) -> None:
    client.post("/language/", {"language": "es", "next": "/sign-in/"})
    assert client.cookies["django_language"].value == "es"
    assert "Entrar a Waypost" in client.get("/sign-in/").content.decode()


def test_the_signed_in_take_their_language_to_the_next_browser(client: Client, maya: User) -> None:
    client.post("/language/", {"language": "es", "next": "/settings/"})
    maya.refresh_from_db()
    assert maya.language == "es"


def test_the_colors_go_along_too(client: Client, maya: User) -> None:
    client.post("/theme/", {"theme": "dark", "next": "/settings/"})
    maya.refresh_from_db()
    assert maya.theme == "dark"
    client.post("/theme/", {"theme": "", "next": "/settings/"})
    maya.refresh_from_db()
    assert maya.theme == "auto"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil"])
@pytest.mark.parametrize("address", ["/language/", "/theme/"])
def test_going_back_never_leaves_the_site(client: Client, db: None, address: str, elsewhere: str) -> None:
    response = client.post(address, {"language": "es", "theme": "dark", "next": elsewhere})
    assert response.headers["Location"] == "/"


def test_a_get_changes_nothing(client: Client, maya: User) -> None:
    assert client.get("/language/?language=es").status_code == 405
    assert client.get("/theme/?theme=dark").status_code == 405
