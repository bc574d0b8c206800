"""Every route, every verb, every part of the cast, every record: the matrix of matrix.py against the site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.conftest import SecondFactorClient
from tests.web.access import matrix
from tests.web.access.asking import address_of, fields_of, names_a_record
from tests.web.access.everybody import Everybody, Record, put_into, taken_back
from tests.web.same_page import headers_of, plain
from waypost.web.access.checks import routes
from waypost.web.history.models import Event
from waypost.web.plans.models import Edit
from waypost.web.urls import site_urls

pytestmark = pytest.mark.django_db

ROWS = matrix.rows(matrix.SITE + matrix.RULES_AND_IMPORTS + matrix.PLANS)
DEMO_ROWS = matrix.rows(matrix.DEMO)
VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OF_ALLAUTH = ("account_", "mfa_")  # its own views answer other verbs as they like: they know no records


def _on_its_databases(row: matrix.Row) -> Any:
    """Whose records somebody reaches is asked of both databases; that a role is refused hangs on none."""
    reads_records = row.verb == "GET" and names_a_record(row.route) and not row.answer.any_record
    return pytest.param(row, marks=[pytest.mark.both] if reads_records else [])


@pytest.fixture(scope="module")
def clients(everybody: Everybody) -> dict[str, Client]:
    """Everybody's browser, signed in; `-` is nobody's."""
    made = {"-": Client(raise_request_exception=False)}
    for part, user in everybody.users.items():
        made[part] = SecondFactorClient(raise_request_exception=False)
        made[part].force_login(user)
        session = made[part].session
        session["role"] = everybody.references[part]  # as after the first page
        session.save()
    return made


@pytest.fixture
def demo(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's addresses; a reset does not load the district anew."""
    settings.DEMO, settings.ROOT_URLCONF = True, "tests.web.demo.urls"
    monkeypatch.setattr("waypost.web.demo.actions.call_command", lambda *_, **__: None)


def test_every_route_has_its_lines_and_every_line_a_route() -> None:
    there = {name for prefix in site_urls(demo=True) for name, _ in _routes_below(prefix)}
    written = {row.route for row in ROWS + DEMO_ROWS}
    assert sorted(there - written) == [], "a page without a line in matrix.py"
    assert sorted(written - there) == [], "a line without a page"


def test_every_line_names_a_verb_that_its_page_answers() -> None:
    answered = {name: set(route.callback.verbs) for name, route in routes() if not name.startswith(OF_ALLAUTH)}
    for name, view_verbs in answered.items():
        written = {row.verb for row in ROWS if row.route == name}
        assert written <= view_verbs, name
        if _permission(name) is not None:
            assert written == view_verbs, name


@pytest.mark.parametrize("row", [_on_its_databases(row) for row in ROWS], ids=str)
def test_a_page_answers_each_part_as_the_matrix_says(
    row: matrix.Row, everybody: Everybody, clients: dict[str, Client]
) -> None:
    differences = _differences(row, everybody, clients)
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("row", DEMO_ROWS, ids=str)
def test_a_demo_page_is_everybody_s(
    row: matrix.Row, demo: None, everybody: Everybody, clients: dict[str, Client]
) -> None:
    differences = _differences(row, everybody, clients)
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("route", sorted({row.route for row in ROWS if not row.route.startswith(OF_ALLAUTH)}))
def test_another_verb_is_refused(route: str, everybody: Everybody, clients: dict[str, Client]) -> None:
    """What may be read can't be written by guessing a verb, not even by who may do everything else."""
    known = {row.verb for row in ROWS if row.route == route}
    for verb in set(VERBS) - known:
        for part in ("S", "D", "X"):
            with taken_back():
                answer = _ask(clients[part], verb, route, everybody.records["maya"], everybody, part)
            assert answer.status_code == 405, (verb, part)


@pytest.mark.parametrize("row", [row for row in ROWS if row.verb == "POST"], ids=str)
def test_a_form_from_another_site_is_refused(row: matrix.Row, everybody: Everybody) -> None:
    strict = Client(enforce_csrf_checks=True)
    for part in ("S", "C", "D"):
        strict.force_login(everybody.users[part])
        assert _ask(strict, "POST", row.route, everybody.records["maya"], everybody, part).status_code == 403


MIXED = [row for row in ROWS if row.verb == "POST" and row.route.startswith(("plans:planner_", "plans:branch_"))]


@pytest.mark.parametrize("row", MIXED, ids=str)
@pytest.mark.parametrize("other", ["theo", "noor"])
def test_the_ids_in_a_form_are_judged_like_the_address(
    row: matrix.Row, other: str, everybody: Everybody, clients: dict[str, Client]
) -> None:
    """Maya's own page, somebody else's plan in its hidden fields."""
    fields = fields_of(row.route, everybody.records[other], role="")
    with taken_back():
        before = Edit.objects.count()
        answer = clients["S"].post(
            address_of(row.route, everybody.records["maya"]), {**fields, "idempotency_key": uuid4().hex}
        )
        assert answer.status_code == 404
        assert Edit.objects.count() == before


def _differences(row: matrix.Row, everybody: Everybody, clients: dict[str, Client]) -> list[str]:
    """Where the site answers otherwise than the row says, a line each."""
    found: dict[str, str] = {}
    for part, client in clients.items():
        names = _records_for(row, part)
        answers = {name: _answer(row, client, everybody, part=part, name=name) for name in names}
        for name, answer in answers.items():
            difference = _difference(answer, answers.get("nobody"), expected=row.expected(part, name))
            if difference:
                said = f"{name}: {difference}"
                found[said] = found.get(said, "") + part
    return [f"{parts} for {said}" for said, parts in found.items()]


def _records_for(row: matrix.Row, part: str) -> list[str]:
    """The records that the part asks for.

    A role without the deed asks for a record that it reaches and for one that does not exist: the same refusal for
    both says that the guard answered before any record was looked for.
    """
    reach = matrix.reach_of(row.route)
    if not names_a_record(row.route):
        return ["maya"]
    if row.allows(part):
        return list(reach)
    return [next((name for name, parts in reach.items() if part in parts.split()), "maya"), "nobody"]


def _difference(answer: HttpResponse, unknown: HttpResponse | None, *, expected: int) -> str:
    if answer.status_code != expected:
        return f"{answer.status_code}, not {expected}"
    if expected == 404 and unknown is not None and _page(answer) != _page(unknown):
        return "unlike an unknown id"
    return ""


def _answer(row: matrix.Row, client: Client, everybody: Everybody, *, part: str, name: str) -> HttpResponse:
    """One request, taken back; who does not reach the record leaves no trace in its student's history."""
    record = everybody.records[name]
    with taken_back():
        put_into(row.state, record)
        before = Event.objects.filter(student=record.student).count()
        answer = _ask(client, row.verb, row.route, record, everybody, part)
        if part not in matrix.REACH[name].split():
            assert Event.objects.filter(student=record.student).count() == before
    return answer


def _ask(client: Client, verb: str, route: str, record: Record, everybody: Everybody, part: str) -> HttpResponse:
    address = address_of(route, record)
    role = everybody.references.get(part, "")
    with _same_cookies(client):
        if verb != "POST":
            return client.generic(verb, address)  # type: ignore[return-value]
        fields = {**fields_of(route, record, role=role), "idempotency_key": uuid4().hex}
        return client.post(address, fields)  # type: ignore[return-value]


@contextmanager
def _same_cookies(client: Client) -> Iterator[None]:
    """The browser keeps what it had: who signs out here stays signed in."""
    kept: SimpleCookie = SimpleCookie()
    kept.update(client.cookies)
    yield
    client.cookies = kept


def _page(answer: HttpResponse) -> tuple[str, dict[str, str]]:
    """The page and its headers without what the address named."""
    request = answer.wsgi_request  # type: ignore[attr-defined]
    return plain(answer.content, request.get_full_path(), request.path), headers_of(answer)


def _routes_below(entry: Any) -> Iterator[tuple[str, Any]]:
    prefix = f"{entry.namespace}:" if entry.namespace else ""
    yield from routes(entry, prefix)


def _permission(name: str) -> object:
    return next(route.callback.permission for found, route in routes() if found == name)
