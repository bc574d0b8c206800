"""Odd names, broken bytes, huge numbers: never a page that says the server is at fault, and no text is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.conftest import SecondFactorClient
from tests.web.access import matrix
from tests.web.access.asking import QUESTIONS, address_of, fields_of
from tests.web.access.everybody import Everybody, Record, put_into, taken_back
from waypost.web.plans.models import Branch
from waypost.web.reviews.models import Proposal, Review, ReviewMessage

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NUL: Final = "a\x00b"
SURROGATE: Final = "a\ud800b"
LONG: Final = "x" * 100_000

#: What people are called and what vandals type; each must come back as it went in, or be refused in words.
HARMLESS: Final = {
    "name": "O'Brien-Ñúñez",
    "one letter": "Ø",
    "null": "null",
    "None": "None",
    "emoji": "👩🏽‍🚀 family 👨‍👩‍👧‍👦",
    "bidi": "safe\u202etxt.exe",
    "right to left": "مرحبا",
    "composed apart": "Jose\u0301",
    "script": "<script>alert(1)</script>",
    "template": "{{1234*5678}}{% now 'Y' %}",
    "formula": '=1+1+cmd|" /C calc"!A0',
    "percent": "%s %(name)s %00 100%",
    "quotes": "\"'`;--",
    "path": "../../etc/passwd",
    "lines": "first\r\nsecond",
}
BROKEN: Final = {"NUL": NUL, "lone surrogate": SURROGATE, "very long": LONG}
NAUGHTY: Final = {**HARMLESS, **BROKEN}

NUMBERS: Final = ["-1", "0", str(2**31), str(2**63 - 1), str(2**63), str(10**30), "1e309", "NaN", "²", "١", "1.5", ""]

ROWS: Final = matrix.rows(matrix.SITE + matrix.RULES_AND_IMPORTS + matrix.PLANS)
FORMS: Final = [row for row in ROWS if row.verb == "POST"]
PAGES: Final = [row for row in ROWS if row.verb == "GET"]

#: What each page reads from its address.
ASKED: Final = {
    "account_login": ("next",),
    "imports:run_detail": ("group", "shown"),
    "imports:run_going": ("page",),
    "plans:planner": ("branch", "year"),
    "plans:planner_find": ("place", "subject", "words", "swap", "branch", "year"),
    "plans:planner_why": ("branch",),
    "plans:planner_spots": ("branch",),
    "plans:branch_create": ("branch",),
    "plans:compare": ("branch",),
    "advising:caseload": ("open", "lane", "q", "grade", "page"),
}

#: Where a text that people write is kept, by form and field.
KEPT: Final[dict[tuple[str, str], Callable[[Record], str]]] = {
    ("reviews:plan_send", "note"): lambda record: Review.objects.filter(plan=record.plan).latest("pk").note,
    ("reviews:review_answer", "text"): lambda _: ReviewMessage.objects.latest("pk").text,
    ("reviews:proposal_decline", "text"): lambda record: Proposal.objects.get(pk=record.proposal).answer,
    ("plans:branch_create", "name"): lambda _: Branch.objects.latest("pk").name,
    ("advising:review_ask", "text"): lambda _: ReviewMessage.objects.latest("pk").text,
    ("advising:proposal_create", "reason"): lambda _: Proposal.objects.latest("pk").reason,
}


@pytest.mark.parametrize("row", FORMS, ids=str)
def test_nothing_in_a_form_breaks_the_server(row: matrix.Row, everybody: Everybody, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # many sign-ins, none with a secret
    record, part = everybody.records["maya"], part_of(row)
    client, address = browser(everybody, part), address_of(row.route, record)
    fields = fields_of(row.route, record, role=everybody.references.get(part, ""))
    for name, value in {**fields, "idempotency_key": ""}.items():
        for text in [*NUMBERS, NUL] if isinstance(value, int) else NAUGHTY.values():
            with taken_back():
                put_into(row.state, record)
                answer = send(client, address, {**fields, name: text})
                assert answer.status_code < 500, (name, text[:40])


@pytest.mark.parametrize(("route", "field"), list(KEPT), ids=str)
@pytest.mark.parametrize("kind", list(NAUGHTY))
def test_what_people_write_is_kept_as_written_or_refused(
    route: str, field: str, kind: str, everybody: Everybody
) -> None:
    row = next(row for row in FORMS if row.route == route)
    record, part = everybody.records["maya"], part_of(row)
    with taken_back():
        put_into(row.state, record)
        client = browser(everybody, part)
        sent = {**fields_of(route, record, role=""), field: NAUGHTY[kind]}
        answer = send(client, address_of(route, record), sent)
        if kind in HARMLESS:
            assert answer.status_code == 302
            assert KEPT[route, field](record).replace("\r\n", "\n") == NAUGHTY[kind].replace("\r\n", "\n")
            shown = client.get(answer.headers["Location"]).content.decode()
            assert "<script>alert" not in shown
            assert "7006652" not in shown
        elif kind == "lone surrogate":  # no such character can be stored: shown as the sign for an unreadable one
            assert answer.status_code in {302, 400, 422}
        else:
            assert answer.status_code in {400, 422}


@pytest.mark.parametrize("row", [row for row in PAGES if row.route in ASKED], ids=str)
def test_no_question_in_an_address_breaks_the_server(row: matrix.Row, everybody: Everybody) -> None:
    record, client = everybody.records["maya"], browser(everybody, part_of(row))
    for name in ASKED[row.route]:
        for text in [*NAUGHTY.values(), *NUMBERS]:
            address = address_of(row.route, record)
            join = "&" if "?" in address else "?"
            headers = {"HX-Request": "true", "HX-Target": "peek"} if name == "open" else {}
            with taken_back():
                answer = client.get(f"{address}{join}{name}={encoded(text[:5000])}", headers=headers)
                assert answer.status_code < 500, (name, text[:40])


@pytest.mark.parametrize("row", [row for row in ROWS if row.route not in {"home"}], ids=str)
def test_no_number_in_a_path_breaks_the_server(row: matrix.Row, everybody: Everybody) -> None:
    record, part = everybody.records["maya"], part_of(row)
    address = address_of(row.route, record).partition("?")[0]
    if not any(character.isdigit() for character in address):
        return
    fields = fields_of(row.route, record, role="") if row.verb == "POST" else None
    question = QUESTIONS.get(row.route, lambda _: "")(record)
    client = browser(everybody, part)
    for number in [*NUMBERS, "\x00", "%00", "..", "null"]:
        for path in paths_with(address, number):
            with taken_back():
                answer = send(client, path, fields) if fields is not None else client.get(path + question)
                assert answer.status_code in {301, 302, 400, 404}, path


def paths_with(address: str, number: str) -> list[str]:
    """The address with each of its ids in turn replaced."""
    steps = address.split("/")
    places = [place for place, step in enumerate(steps) if any(character.isdigit() for character in step)]
    return ["/".join([*steps[:place], quote(number), *steps[place + 1 :]]) for place in places]


def part_of(row: matrix.Row) -> str:
    """Somebody for whom the row's page does what it is for."""
    return next(role for role in row.roles if role == "-" or row.expected(role, "maya") == row.answer.code)


def browser(everybody: Everybody, part: str) -> Client:
    client = SecondFactorClient(raise_request_exception=False)
    if part != "-":
        client.force_login(everybody.users[part])
    return client


def send(client: Client, address: str, fields: dict[str, Any]) -> HttpResponse:
    """A form as a vandal's script sends it: the bytes are not looked at before they leave."""
    pairs = []
    for name, value in {"idempotency_key": uuid4().hex, **fields}.items():
        pairs += [f"{name}={encoded(one)}" for one in (value if isinstance(value, list) else [value])]
    body = "&".join(pairs)
    return client.generic("POST", address, body, content_type="application/x-www-form-urlencoded")  # type: ignore[return-value]


def encoded(value: object) -> str:
    return quote(str(value).encode("utf-8", "surrogatepass"), safe="")
