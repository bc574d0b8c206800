"""Approving many plans at once: only those that pass every check, with a day to undo it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_plan, send_to
from tests.web.advising.caseloads import add_students, send_whole_plan
from tests.web.plans.forms_of import post, text_of
from tests.web.rules import adopt
from waypost.web.history.models import Event
from waypost.web.reviews.actions import approve_plan, approve_plans, withdraw_plan
from waypost.web.reviews.models import Review, ReviewState


@pytest.fixture
def reviews(cast: Cast) -> list[Review]:
    """Two plans that pass, and one with an English class missing."""
    adopt(cast)
    first, second, third = add_students(cast, 3)
    return [send_whole_plan(cast, first), send_whole_plan(cast, second), send_whole_plan(cast, third, without="ENG12")]


def seen(reviews: list[Review]) -> list[str]:
    return [f"{review.pk}:{review.version}" for review in reviews]


def states() -> list[str]:
    return list(Review.objects.order_by("pk").values_list("state", flat=True))


def test_the_button_counts_those_that_pass(client: Client, cast: Cast, reviews: list[Review]) -> None:
    client.force_login(cast.ms_whitfield.user)
    assert "Approve 2 (all checks pass)" in text_of(client.get("/caseload/"))


def test_those_that_pass_are_approved_and_the_others_left(client: Client, cast: Cast, reviews: list[Review]) -> None:
    client.force_login(cast.ms_whitfield.user)
    page = client.post("/caseload/approve/", {"idempotency_key": "k", "review": seen(reviews)}, follow=True)
    assert states() == ["approved", "approved", "waiting"]
    said = text_of(page)  # type: ignore[arg-type]
    assert "Approved 2 plans. You can undo it for 24 hours." in said
    assert "1 plan needs a look first." in said
    assert Event.objects.filter(verb="plan_approved").count() == 2


def test_a_double_click_approves_once(client: Client, cast: Cast, reviews: list[Review]) -> None:
    client.force_login(cast.ms_whitfield.user)
    for _ in range(2):
        post(client, "/caseload/approve/", key="k", review=seen(reviews))
    assert Event.objects.filter(verb="plan_approved").count() == 2


def test_without_a_rulebook_nothing_passes(cast: Cast, now: datetime) -> None:
    (student,) = add_students(cast, 1)
    review = send_whole_plan(cast, student)
    done = approve_plans(cast.actor(cast.ms_whitfield), seen={review.pk: review.version}, at=now)
    assert (done.approved, done.left) == ((), (review,))


def test_a_heads_up_is_enough_to_leave_a_plan(cast: Cast, now: datetime) -> None:
    adopt(cast)
    (student,) = add_students(cast, 1)
    review = send_whole_plan(cast, student, without="LAB1")  # then Lab 2 lacks what must come first
    done = approve_plans(cast.actor(cast.ms_whitfield), seen={review.pk: review.version}, at=now)
    assert done.left == (review,)


def test_a_plan_that_changed_or_was_taken_back_is_left(cast: Cast, reviews: list[Review], now: datetime) -> None:
    withdraw_plan(cast.actor(reviews[0].plan.student), review=reviews[0], seen=reviews[0].version, at=now)
    wrong = {reviews[0].pk: reviews[0].version, reviews[1].pk: 99}
    done = approve_plans(cast.actor(cast.ms_whitfield), seen=wrong, at=now)
    assert done.approved == ()
    assert states() == ["withdrawn", "waiting", "waiting"]


@pytest.mark.parametrize(("part", "status"), [("mr_osei", 403), ("maya", 403), ("principal", 403), ("stranger", 302)])
def test_nobody_else_approves(client: Client, cast: Cast, reviews: list[Review], part: str, status: int) -> None:
    client.force_login(getattr(cast, part).user)
    assert post(client, "/caseload/approve/", review=seen(reviews)).status_code == status
    assert set(states()) == {"waiting"}


@pytest.mark.parametrize("values", [[], ["x"], ["1:2:3"], ["-1:1"]])
def test_a_broken_form_is_refused(client: Client, cast: Cast, values: list[str]) -> None:
    client.force_login(cast.ms_whitfield.user)
    assert post(client, "/caseload/approve/", review=values).status_code == 400


def test_undo_takes_them_all_back(client: Client, cast: Cast, reviews: list[Review], now: datetime) -> None:
    client.force_login(cast.ms_whitfield.user)
    approve_plans(cast.actor(cast.ms_whitfield), seen={one.pk: one.version for one in reviews}, at=now)
    assert "Undo" in text_of(client.get("/caseload/"))
    approved = list(Review.objects.filter(state=ReviewState.APPROVED))
    page = client.post("/caseload/undo/", {"idempotency_key": "u", "review": seen(approved)}, follow=True)
    assert set(states()) == {"waiting"}
    assert "2 plans wait again." in text_of(page)  # type: ignore[arg-type]


def test_undo_leaves_what_is_too_late(client: Client, cast: Cast, now: datetime) -> None:
    review = send_to(cast.ms_whitfield, make_plan(cast.maya))
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)
    send_to(cast.ms_whitfield, review.plan)
    client.force_login(cast.ms_whitfield.user)
    page = client.post("/caseload/undo/", {"idempotency_key": "u", "review": seen([review])}, follow=True)
    assert "The rest was too late to undo." in text_of(page)  # type: ignore[arg-type]
    assert states() == ["approved", "waiting"]
