"""A form is answered once: the same key twice is one deed and one answer, and a form without a key is none."""

from __future__ import annotations

from collections import Counter
from typing import Final
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.conftest import SecondFactorClient
from tests.web.access import matrix
from tests.web.access.asking import address_of, fields_of
from tests.web.access.everybody import Everybody, put_into
from waypost.web.history.models import Event, Receipt
from waypost.web.plans.models import Edit, PlannedCourse

pytestmark = pytest.mark.django_db

ROWS: Final = [
    row
    for row in matrix.rows(matrix.SITE + matrix.RULES_AND_IMPORTS + matrix.PLANS)
    if row.verb == "POST" and "-" not in row.roles
]
EVERY_FORM = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)


class Sender:
    """Somebody who may send the form, in their own browser."""

    def __init__(self, row: matrix.Row, everybody: Everybody) -> None:
        part = next(role for role in row.roles if row.expected(role, "maya") == row.answer.code)
        record = everybody.records["maya"]
        put_into(row.state, record)
        self.client = SecondFactorClient(raise_request_exception=False)
        self.client.force_login(everybody.users[part])
        self.address = address_of(row.route, record)
        self.fields = fields_of(row.route, record, role=everybody.references[part])

    def send(self, key: str, **headers: str) -> HttpResponse:
        sent = {**self.fields, "idempotency_key": key} if key else self.fields
        return self.client.post(self.address, sent, headers=headers)  # type: ignore[return-value]


def trace() -> dict[str, int]:
    """How often something happened, by its verb; and what the plans hold."""
    verbs = Counter(Event.objects.values_list("verb", flat=True))
    return {**verbs, "planned rows": PlannedCourse.objects.count(), "steps": Edit.objects.count()}


def answer_of(answer: HttpResponse) -> object:
    return answer.status_code, answer.headers.get("Location")


@EVERY_FORM
def test_the_same_key_twice_is_one_deed_and_one_answer(row: matrix.Row, everybody: Everybody) -> None:
    sender, key = Sender(row, everybody), uuid4().hex
    first = sender.send(key)
    assert first.status_code == row.answer.code
    done = trace()
    second = sender.send(key)
    assert answer_of(second) == answer_of(first)
    assert trace() == done


@EVERY_FORM
def test_a_form_without_a_key_says_what_to_do_and_does_nothing(row: matrix.Row, everybody: Everybody) -> None:
    sender, before = Sender(row, everybody), trace()
    for key in ("", "k" * 65, "a\x00b"):
        answer = sender.send(key)
        assert answer.status_code == 400
        assert "<h1" in answer.content.decode()
    assert trace() == before


def test_a_refused_form_can_be_put_right_with_the_same_key(everybody: Everybody) -> None:
    """Nothing was done, so the key is not used up: the page with the reason comes again, or the deed is done."""
    row = next(row for row in ROWS if row.route == "reviews:proposal_decline")
    sender, key = Sender(row, everybody), uuid4().hex
    reason = sender.fields.pop("text")
    refused = [sender.send(key) for _ in range(2)]
    assert [answer.status_code for answer in refused] == [422, 422]
    assert Receipt.objects.count() == 0
    sender.fields["text"] = reason
    assert sender.send(key).status_code == 302


def test_two_people_may_use_the_same_key(everybody: Everybody) -> None:
    key = uuid4().hex
    for part in ("S", "s"):
        client = Client()
        client.force_login(everybody.users[part])
        sent = {"language": "en", "theme": "dark", "idempotency_key": key}
        assert client.post("/settings/", sent).status_code == 302
    assert Event.objects.filter(verb="preferences_changed").count() == 2


def test_a_piece_of_a_page_is_loaded_anew_on_the_second_click(everybody: Everybody) -> None:
    row = next(row for row in ROWS if row.route == "plans:planner_add")
    sender, key = Sender(row, everybody), uuid4().hex
    first, second = (sender.send(key, HX_Request="true") for _ in range(2))
    assert first.status_code == 200
    assert (second.status_code, second.headers["HX-Refresh"]) == (204, "true")
