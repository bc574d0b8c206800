"""Asking about a sent plan."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan, send_to
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.reviews.actions import approve_plan, ask_question
from waypost.web.reviews.models import Review, ReviewState


@pytest.fixture
def review(cast: Cast) -> Review:
    return send_to(cast.ms_whitfield, make_plan(cast.maya))


def test_the_counselor_asks_and_the_plan_goes_back_to_its_student(cast: Cast, review: Review, now: datetime) -> None:
    ask_question(cast.actor(cast.ms_whitfield), review=review, seen=review.version, text=" Why Anatomy? ", at=now)
    review.refresh_from_db()
    message = review.messages.get()
    assert review.state == ReviewState.ASKED
    assert (message.text, message.by_name, message.by_role) == ("Why Anatomy?", "Ms. Whitfield", "counselor")


def test_a_question_is_in_the_history_without_its_words(cast: Cast, review: Review, now: datetime) -> None:
    ask_question(cast.actor(cast.ms_whitfield), review=review, seen=review.version, text="Why Anatomy?", at=now)
    event = Event.objects.get(verb="question_asked")
    assert (event.student, event.detail) == (cast.maya, {})


@pytest.mark.parametrize("part", ["maya", "lucia", "mr_osei", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_ask(cast: Cast, review: Review, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        ask_question(cast.actor(getattr(cast, part)), review=review, seen=review.version, text="Why?", at=now)
    assert Review.objects.get().state == ReviewState.WAITING


def test_a_stale_question_changes_nothing(cast: Cast, review: Review, now: datetime) -> None:
    with pytest.raises(StaleWrite):
        ask_question(cast.actor(cast.ms_whitfield), review=review, seen=review.version - 1, text="Why?", at=now)
    assert not review.messages.exists()


def test_an_approved_plan_is_not_asked_about(cast: Cast, review: Review, now: datetime) -> None:
    counselor = cast.actor(cast.ms_whitfield)
    approve_plan(counselor, review=review, seen=review.version, at=now)
    with pytest.raises(IllegalMove):
        ask_question(counselor, review=review, seen=review.version, text="Why?", at=now)
    assert not review.messages.exists()
