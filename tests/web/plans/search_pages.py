"""Searches as a browser of one person asks them, with a worker that runs when the test says so."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.web.plans.forms_of import post
from waypost.web.finder.models import Search
from waypost.web.finder.tasks import run_next
from waypost.web.schools.models import Student


def ask(client: Client, student: Student, route: str = "search_new", **fields: Any) -> HttpResponse:
    """POST the form that asks for plans, or with `fixes` for fixes."""
    return post(client, reverse(f"finder:{route}", args=[student.pk]), **fields)


def answered(client: Client, student: Student, route: str = "search_new", **fields: Any) -> HttpResponse:
    """The page of a search that a worker has answered."""
    address = ask(client, student, route, **fields).headers["Location"]
    assert run_next(looks=False)
    return client.get(address)  # type: ignore[return-value]


def newest() -> Search:
    return Search.objects.order_by("-pk")[0]


def use(client: Client, search: Search, number: int = 0, *, route: str = "search_use", key: str = "") -> HttpResponse:
    """POST the form below one way that was found."""
    return post(client, reverse(f"finder:{route}", args=[search.pk]), key=key, number=number)
