"""What somebody signed in is shown is kept by no browser and no proxy: every page, piece, file and redirect."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.conftest import SecondFactorClient
from tests.web.access import matrix
from tests.web.access.asking import address_of, fields_of
from tests.web.access.everybody import Everybody, put_into, taken_back

pytestmark = pytest.mark.django_db

ROWS = matrix.rows(matrix.SITE + matrix.RULES_AND_IMPORTS + matrix.PLANS)
NOBODY_KEEPS_IT = {"no-store", "private"}


def kept_by_nobody(answer: Any) -> bool:
    words = {word.strip() for word in answer.headers.get("Cache-Control", "").split(",")}
    return words == NOBODY_KEEPS_IT


@pytest.fixture(scope="module")
def signed_in(everybody: Everybody) -> dict[str, Client]:
    """A student, a guardian, a counselor, the district's office and a stranger."""
    made = {part: SecondFactorClient(raise_request_exception=False) for part in "SGCDX"}
    for part, client in made.items():
        client.force_login(everybody.users[part])
    return made


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_answer_to_somebody_signed_in(
    row: matrix.Row, everybody: Everybody, signed_in: dict[str, Client]
) -> None:
    record = everybody.records["maya"]
    for part, client in signed_in.items():
        for headers in ({}, {"HX-Request": "true"}):
            with taken_back():
                put_into(row.state, record)
                address = address_of(row.route, record)
                session = client.cookies["sessionid"].value
                answer = (
                    client.generic(row.verb, address, headers=headers)
                    if row.verb != "POST"
                    else client.post(
                        address, fields_of(row.route, record, role=everybody.references[part]), headers=headers
                    )
                )
                client.cookies["sessionid"] = session  # where the row signs out
                assert kept_by_nobody(answer), (part, headers, answer.status_code, answer.headers)


def test_a_page_that_is_not_there_and_one_that_fails(
    everybody: Everybody, signed_in: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept_by_nobody(signed_in["S"].get("/no/such/page/"))
    monkeypatch.setattr("waypost.web.base.health.is_schema_current", None)
    failed = signed_in["S"].get("/health/")
    assert failed.status_code == 500
    assert kept_by_nobody(failed)


def test_the_secret_of_the_second_step_is_kept_by_nobody(everybody: Everybody) -> None:
    client = Client()
    client.force_login(everybody.users["C"])
    with taken_back():
        page = client.get("/settings/second-step/start/", follow=True)
        assert kept_by_nobody(page)


def test_signing_out_empties_the_cache_of_the_browser(everybody: Everybody) -> None:
    client = Client()
    with taken_back():
        client.force_login(everybody.users["S"])
        answer = client.post("/sign-out/")
        assert answer.headers["Clear-Site-Data"] == '"cache"'
        assert kept_by_nobody(answer)


def test_another_page_does_not_empty_it(signed_in: dict[str, Client]) -> None:
    for address in ("/", "/settings/", "/sign-out/"):
        assert "Clear-Site-Data" not in signed_in["S"].get(address).headers


def test_a_page_for_everybody_may_be_kept(everybody: Everybody) -> None:
    assert "private" not in Client().get("/no/such/page/").headers.get("Cache-Control", "")
