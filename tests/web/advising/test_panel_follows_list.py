"""The panel beside the list, its Approve button and the bulk approval never reach a plan that the list does not show."""

from __future__ import annotations

import re
from itertools import product
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.advising.caseloads import add_students, send_whole_plan
from tests.web.rules import adopt
from waypost.web.advising.queries import LANES
from waypost.web.reviews.models import Review, ReviewState
from waypost.web.schools.models import Student, search_form

PAGE = "/caseload/"
SHOWN = re.compile(r'data-shown="(\d+)"')
ROW = re.compile(r'<li data-row="(\d+)"')


@pytest.fixture
def counselor(client: Client, cast: Cast) -> Client:
    adopt(cast)
    client.force_login(cast.ms_whitfield.user)
    return client


@pytest.fixture
def sent(cast: Cast) -> list[Review]:
    """Four sent plans of Student000 to Student003; the third is short, so that it stands in other lanes too."""
    students = add_students(cast, 4)
    for student in students:
        Student.objects.filter(pk=student.pk).update(search_name=search_form(student.full_name))
    return [
        send_whole_plan(cast, one, **({"without": "ENG12"} if number == 2 else {}))
        for number, one in enumerate(students)
    ]


def asked(client: Client, **query: object) -> tuple[list[int], int | None, str]:
    """The rows that open, the plan in the panel, and the page."""
    page = client.get(PAGE, query).content.decode()
    panel = SHOWN.search(page)
    return [int(row) for row in ROW.findall(page)], int(panel[1]) if panel else None, page


@pytest.mark.parametrize("lane", ["", *LANES])
def test_the_panel_shows_the_first_plan_of_the_list_or_none(counselor: Client, sent: list[Review], lane: str) -> None:
    for name, grade in product(["", "Student001", "Student003", "nobody at all"], ["", "9", "6"]):
        rows, panel, page = asked(counselor, lane=lane, q=name, grade=grade)
        assert panel == (rows[0] if rows else None), (name, grade)
        assert ('data-key="a"' in page) == bool(rows), (name, grade)
        assert ('data-key="r"' in page) == bool(rows), (name, grade)


def test_a_plan_that_was_asked_for_and_is_not_in_the_list_is_not_opened(counselor: Client, sent: list[Review]) -> None:
    other = sent[0]
    rows, panel, _ = asked(counselor, q="Student001", open=other.pk)
    assert rows == [sent[1].pk]
    assert panel == sent[1].pk
    rows, panel, page = asked(counselor, q="nobody at all", open=other.pk)
    assert (rows, panel) == ([], None)
    assert "Nothing to review in this list" in page


def test_the_button_sends_the_list_along_and_comes_back_to_it(counselor: Client, sent: list[Review]) -> None:
    _, _, page = asked(counselor, q="Student001")
    assert '<input type="hidden" name="q" value="Student001">' in page.split('data-key="a"')[1]
    done = counselor.post(
        f"/reviews/{sent[1].pk}/approve/", {"seen": 1, "q": "Student001", "idempotency_key": uuid4().hex}
    )
    assert done.headers["Location"] == "/caseload/?q=Student001"
    assert Review.objects.get(pk=sent[1].pk).state == ReviewState.APPROVED


def test_a_plan_of_somebody_else_than_the_list_names_is_not_approved(counselor: Client, sent: list[Review]) -> None:
    for narrowed in ({"q": "Student001"}, {"grade": "6"}, {"lane": "unsent"}, {"q": "nobody at all"}):
        fields = {"seen": 1, "idempotency_key": uuid4().hex, **narrowed}
        done = counselor.post(f"/reviews/{sent[0].pk}/approve/", fields, follow=True)
        assert "is not in the list that you see. Nothing was approved." in done.content.decode()
    assert Review.objects.get(pk=sent[0].pk).state == ReviewState.WAITING


def test_all_that_pass_are_those_of_the_list(counselor: Client, sent: list[Review]) -> None:
    _, _, page = asked(counselor, lane="review", q="Student001")
    assert re.findall(r'name="review" value="(\d+):1"', page) == [str(sent[1].pk)]
    _, _, page = asked(counselor)
    assert re.findall(r'name="review" value="(\d+):1"', page) == [str(sent[n].pk) for n in (0, 1, 3)]
