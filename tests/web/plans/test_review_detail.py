"""A sent plan on the student's side: reading, answering, taking back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_plan
from tests.web.plans.forms_of import post, text_of
from waypost.web.reviews.actions import approve_plan, ask_question, send_plan
from waypost.web.reviews.models import Review, ReviewState


@pytest.fixture
def review(cast: Cast, now: datetime) -> Review:
    plan = make_plan(cast.maya, (cast.courses["ANAT"], 11, "year"))
    return send_plan(cast.actor(cast.maya), plan=plan, seen=1, note="I like the body.", at=now)


@pytest.fixture
def asked(cast: Cast, review: Review, now: datetime) -> Review:
    return ask_question(cast.actor(cast.ms_whitfield), review=review, seen=review.version, text="Why so?", at=now)


def address(review: Review) -> str:
    return f"/plans/reviews/{review.pk}/"


@pytest.mark.parametrize("part", ["maya", "lucia", "ms_whitfield", "mr_osei"])
def test_those_who_may_read_the_plan_read_what_was_sent(client: Client, cast: Cast, review: Review, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    said = text_of(client.get(address(review)))
    assert "I like the body." in said
    assert "Anatomy & Physiology" in said


def test_it_says_how_the_plan_stands(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.maya.user)
    assert "This plan waits for Ms. Whitfield." in text_of(client.get(address(review)))


@pytest.mark.parametrize(
    ("part", "status"), [("stranger", 404), ("theo", 404), ("other_student", 404), ("mr_abara", 403)]
)
def test_a_stranger_finds_nothing(client: Client, cast: Cast, review: Review, part: str, status: int) -> None:
    client.force_login(getattr(cast, part).user)
    assert client.get(address(review)).status_code == status
    unknown = client.get("/plans/reviews/999999/")
    assert unknown.status_code == status


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield"])
def test_only_the_student_is_offered_an_answer(client: Client, cast: Cast, asked: Review, part: str) -> None:
    client.force_login(getattr(cast, part).user)
    page = client.get(address(asked)).content.decode()
    assert "/answer/" not in page
    assert "/withdraw/" not in page
    assert post(client, f"{address(asked)}answer/", seen=asked.version, text="x").status_code == 403


def test_the_student_answers(client: Client, cast: Cast, asked: Review) -> None:
    client.force_login(cast.maya.user)
    assert "/answer/" in client.get(address(asked)).content.decode()
    response = post(client, f"{address(asked)}answer/", seen=asked.version, text="My abuela.")
    assert (response.status_code, response.headers["Location"]) == (302, address(asked))
    assert Review.objects.get().state == ReviewState.WAITING
    assert "My abuela." in text_of(client.get(address(asked)))


def test_a_double_click_answers_once(client: Client, cast: Cast, asked: Review) -> None:
    client.force_login(cast.maya.user)
    for _ in range(2):
        response = post(client, f"{address(asked)}answer/", key="one", seen=asked.version, text="My abuela.")
        assert response.status_code == 302
    assert asked.messages.count() == 2


def test_an_empty_answer_is_asked_for_again(client: Client, cast: Cast, asked: Review) -> None:
    client.force_login(cast.maya.user)
    response = post(client, f"{address(asked)}answer/", seen=asked.version, text=" ")
    assert response.status_code == 422
    assert "One thing to fix" in text_of(response)


def test_an_answer_that_comes_too_late_is_not_lost(client: Client, cast: Cast, asked: Review) -> None:
    client.force_login(cast.maya.user)
    response = post(client, f"{address(asked)}answer/", seen=asked.version - 1, text="My abuela.")
    assert response.status_code == 409
    said = text_of(response)
    assert "Ms. Whitfield already asked a question about this plan." in said
    assert "My abuela." in said


def test_the_student_takes_it_back(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.maya.user)
    assert post(client, f"{address(review)}withdraw/", seen=review.version).status_code == 302
    assert "Maya took this plan back." in text_of(client.get(address(review)))


def test_an_approved_plan_says_so_instead(client: Client, cast: Cast, review: Review, now: datetime) -> None:
    seen = review.version
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=seen, at=now)
    client.force_login(cast.maya.user)
    response = post(client, f"{address(review)}withdraw/", seen=seen)
    assert response.status_code == 409
    assert "This plan was already approved by Ms. Whitfield." in text_of(response)


def test_a_form_without_its_version_is_refused(client: Client, cast: Cast, review: Review) -> None:
    client.force_login(cast.maya.user)
    assert post(client, f"{address(review)}withdraw/").status_code == 400


def test_the_page_takes_few_queries(
    client: Client, cast: Cast, asked: Review, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.maya.user)
    client.get(address(asked))
    with django_assert_max_num_queries(12):
        client.get(address(asked))
