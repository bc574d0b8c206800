"""One sent plan on the staff's side: words first, then what changes, then the checks, then a decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.advising.caseloads import send_whole_plan
from tests.web.plans.forms_of import post, text_of
from tests.web.rules import adopt
from waypost.web.history.models import Event
from waypost.web.plans.actions import add_course
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.queries import real_branch_of
from waypost.web.reviews.actions import approve_plan, withdraw_plan
from waypost.web.reviews.models import Review, ReviewState


@pytest.fixture
def review(cast: Cast) -> Review:
    adopt(cast)
    return send_whole_plan(cast, cast.maya, note="I like the body.", without="ENG12")


def address(review: Review) -> str:
    return f"/reviews/{review.pk}/"


def test_words_changes_checks_decision_in_that_order(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.ms_whitfield.user)
    said = text_of(client.get(address(review)))
    parts = [
        "I like the body.",
        "What changes",
        "Added Lab 3 in 11th grade.",
        "Checks",
        "What do you say?",
    ]
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
    assert "English: 1 to pick" in said
    assert "Lucía Reyes reads Spanish." in said


def test_opening_it_is_logged(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.mr_osei.user)
    client.get(address(review))
    assert Event.objects.get(verb="plan_viewed").role == "advisor"


def test_the_counselor_approves(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.ms_whitfield.user)
    response = post(client, f"{address(review)}approve/", seen=review.version)
    assert response.headers["Location"] == "/caseload/"
    assert Review.objects.get().state == ReviewState.APPROVED
    again = post(client, f"{address(review)}approve/", seen=review.version)
    assert again.status_code == 409
    assert "This plan was already approved by Ms. Whitfield." in text_of(again)


def test_a_double_click_approves_once(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.ms_whitfield.user)
    for _ in range(2):
        assert post(client, f"{address(review)}approve/", key="k", seen=review.version).status_code == 302
    assert Event.objects.filter(verb="plan_approved").count() == 1


def test_the_counselor_asks(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.ms_whitfield.user)
    assert post(client, f"{address(review)}ask/", seen=review.version, text="").status_code == 422
    assert post(client, f"{address(review)}ask/", seen=review.version, text="Why so?").status_code == 302
    page = client.get(address(review))
    assert "Why so?" in text_of(page)
    assert f"{address(review)}approve/" not in page.content.decode()


def test_a_question_that_comes_too_late_is_not_lost(client: Client, cast: Cast, review: Review, now: datetime) -> None:
    seen = review.version
    withdraw_plan(cast.actor(cast.maya), review=review, seen=seen, at=now)
    client.force_login(cast.ms_whitfield.user)
    response = post(client, f"{address(review)}ask/", seen=seen, text="Why so?")
    assert response.status_code == 409
    said = text_of(response)
    assert "Maya already took this plan back." in said
    assert "Why so?" in said


def test_the_approval_can_be_undone_here(client: Client, cast: Cast, review: Review, now: datetime) -> None:
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)
    client.force_login(cast.ms_whitfield.user)
    assert "Undo the approval" in text_of(client.get(address(review)))
    assert post(client, f"{address(review)}reopen/", seen=review.version).status_code == 302
    assert Review.objects.get().state == ReviewState.WAITING


def test_a_plan_that_changed_after_sending_is_named(client: Client, cast: Cast, review: Review, now: datetime) -> None:
    branch = real_branch_of(review.plan)
    add_course(
        cast.actor(cast.maya),
        branch=branch,
        seen=branch.version,
        course=cast.courses["STAT"],
        grade_level=12,
        term="year",
        at=now,
    )
    client.force_login(cast.ms_whitfield.user)
    said = text_of(client.get(address(review)))
    assert "Maya changed the plan after sending it." in said
    assert "Statistics" not in said


def test_an_advisor_reads_and_proposes_only(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.mr_osei.user)
    page = client.get(address(review))
    html = page.content.decode()
    assert "Propose a change" in text_of(page)
    assert "/approve/" not in html
    assert "/ask/" not in html
    for deed in ("approve", "ask", "reopen"):
        assert post(client, f"{address(review)}{deed}/", seen=review.version, text="x").status_code == 403


@pytest.mark.parametrize(
    ("part", "status"), [("stranger", 404), ("maya", 403), ("lucia", 403), ("principal", 403), ("mr_abara", 403)]
)
def test_others_find_nothing_or_no_entry(client: Client, cast: Cast, review: Review, part: str, status: int) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(address(review)).status_code == status
    for deed in ("approve", "ask", "reopen"):
        assert post(client, f"{address(review)}{deed}/", seen=review.version, text="x").status_code == status
    assert Review.objects.get().state == ReviewState.WAITING


def test_a_longer_plan_takes_no_more_queries(
    client: Client, cast: Cast, review: Review, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.ms_whitfield.user)
    client.get(address(review))
    with CaptureQueriesContext(connection) as few:
        client.get(address(review))
    branch = real_branch_of(review.plan)
    for code in ("STAT", "ALG2", "SPAN1", "SPAN2", "USH"):
        PlannedCourse.objects.create(branch=branch, course=cast.courses[code], grade_level=12, term="year")
    with django_assert_num_queries(len(few)):
        client.get(address(review))
    assert len(few) <= 22
