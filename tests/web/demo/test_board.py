"""The station board: becoming somebody, in the demo and nowhere else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.cast import Cast
from waypost.web.demo.loader.people import USERNAMES
from waypost.web.demo.people import PEOPLE
from waypost.web.schools.models import Staff, Student

MAYA, LUCIA, WHITFIELD = "maya.reyes", "lucia.reyes", "dana.whitfield"


def test_the_board_names_who_is_here_in_its_own_order_and_leaves_out_the_others(
    client: Client, board_cast: Cast
) -> None:
    page = client.get("/demo/").content.decode()
    assert re.findall(r'name="person" value="([^"]+)"', page) == [
        person.username for person in PEOPLE if person.name in ("Maya", "Ms. Whitfield", "Lucía", "Mr. Abara")
    ]
    assert "Has to pick classes for next year." in page


def test_the_front_door_leads_to_the_board(client: Client, demo: None, db: None) -> None:
    assert client.get("/").headers["Location"] == "/demo/"


def test_an_empty_demo_says_what_to_do(client: Client, demo: None, db: None) -> None:
    assert "./run demo" in client.get("/demo/").content.decode()


def test_one_click_is_maya_and_the_next_is_her_mother_in_spanish(client: Client, board_cast: Cast) -> None:
    assert client.post("/demo/become/", {"person": MAYA}).headers["Location"] == "/"
    page = client.get("/settings/").content.decode()
    assert "You are Maya Reyes." in page
    client.post("/demo/become/", {"person": LUCIA})
    page = client.get("/settings/").content.decode()
    assert '<html lang="es"' in page
    assert "Lucía Reyes" in page


def test_the_role_of_one_person_is_not_taken_along_to_the_next(client: Client, board_cast: Cast) -> None:
    client.post("/demo/become/", {"person": WHITFIELD})
    client.get("/settings/")
    assert client.session["role"].startswith("counselor:")
    client.post("/demo/become/", {"person": MAYA})
    client.get("/settings/")
    assert client.session["role"].startswith("student:")


def test_only_the_board_s_people_can_be_become(client: Client, board_cast: Cast) -> None:
    for other in (name_of(board_cast.principal), name_of(board_cast.other_student), "theo.lindqvist", "", "1"):
        assert client.post("/demo/become/", {"person": other}).status_code == 404


def test_becoming_needs_a_post_and_a_token(board_cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/demo/become/").status_code == 405
    assert strict.post("/demo/become/", {"person": MAYA}).status_code == 403


def test_the_bar_opens_the_board_as_a_dialog_with_the_board_alone(client: Client, board_cast: Cast) -> None:
    client.post("/demo/become/", {"person": MAYA})
    assert 'data-dialog="board"' in client.get("/settings/").content.decode()
    piece = client.get("/demo/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert 'name="person"' in piece


def test_the_bar_costs_no_page_more_than_the_outbox_count(
    client: Client, board_cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client.post("/demo/become/", {"person": MAYA})
    client.get("/settings/")
    with django_assert_max_num_queries(4):  # session, user, role, outbox
        client.get("/settings/")


@pytest.mark.parametrize("name", ["board", "become", "clock", "reset", "outbox", "sample_bundle"])
def test_outside_the_demo_none_of_its_addresses_exists(client: Client, db: None, name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"demo:{name}")
    address = {"board": "/demo/", "sample_bundle": "/demo/sample.zip"}.get(name, f"/demo/{name}/")
    assert client.get(address).status_code == 404
    assert client.post(address, {"person": MAYA}).status_code == 404


def test_outside_the_demo_no_page_wears_the_bar(client: Client, cast: Cast) -> None:
    assert "demo-bar" not in client.get("/sign-in/").content.decode()


def test_every_line_of_the_board_has_an_account_in_the_district() -> None:
    assert {person.username for person in PEOPLE} <= set(USERNAMES.values())


def name_of(person: Student | Staff) -> str:
    assert person.user is not None
    return person.user.username
