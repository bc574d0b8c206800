"""The front door sends everybody to the right place."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_user
from waypost.web.access.views.home import FIRST_PAGES
from waypost.web.base.navigation import url_or_none
from waypost.web.schools.models import Role

PARTS = ["maya", "lucia", "ms_whitfield", "mr_osei", "principal", "mr_abara", "stranger"]


def test_the_signed_out_are_sent_to_the_sign_in(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == "/sign-in/"


def test_every_role_has_a_first_page_in_mind() -> None:
    assert set(FIRST_PAGES) == set(Role)


@pytest.mark.parametrize("part", PARTS)
def test_a_person_lands_on_the_first_page_of_their_role(client: Client, cast: Cast, part: str) -> None:
    person = getattr(cast, part)
    client.force_login(person.user)
    session = client.session
    session["second_factor"] = True
    session.save()
    response = client.get("/")
    wanted = [url for name in FIRST_PAGES[cast.actor(person).role] if (url := url_or_none(name))]
    if wanted:
        assert response.headers["Location"] == wanted[0]
    else:
        assert "not built yet" in response.content.decode()


def test_who_holds_no_role_today_reads_so_and_can_sign_out(client: Client, db: None) -> None:
    client.force_login(make_user("Nobody Known"))
    response = client.get("/")
    assert response.status_code == 403
    assert "not on a list today" in response.content.decode()
    assert "/sign-out/" in response.content.decode()
