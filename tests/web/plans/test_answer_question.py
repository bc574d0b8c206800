"""Answering a question about a sent plan."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan, send_to
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.reviews.actions import answer_question, ask_question
from waypost.web.reviews.models import Review, ReviewState


@pytest.fixture
def review(cast: Cast, now: datetime) -> Review:
    review = send_to(cast.ms_whitfield, make_plan(cast.maya))
    return ask_question(cast.actor(cast.ms_whitfield), review=review, seen=review.version, text="Why?", at=now)


def test_an_answer_brings_the_plan_back_to_the_counselor(cast: Cast, review: Review, now: datetime) -> None:
    answer_question(cast.actor(cast.maya), review=review, seen=review.version, text="I like it.", at=now)
    review.refresh_from_db()
    assert review.state == ReviewState.WAITING
    assert [message.text for message in review.messages.order_by("pk")] == ["Why?", "I like it."]
    assert Event.objects.get(verb="question_answered").user == cast.maya.user


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "mr_osei", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_answer(cast: Cast, review: Review, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        answer_question(cast.actor(getattr(cast, part)), review=review, seen=review.version, text="Yes", at=now)
    assert Review.objects.get().state == ReviewState.ASKED


def test_a_stale_answer_changes_nothing(cast: Cast, review: Review, now: datetime) -> None:
    with pytest.raises(StaleWrite):
        answer_question(cast.actor(cast.maya), review=review, seen=review.version - 1, text="Yes", at=now)
    assert review.messages.count() == 1


def test_a_question_is_answered_once(cast: Cast, review: Review, now: datetime) -> None:
    answer_question(cast.actor(cast.maya), review=review, seen=review.version, text="Yes", at=now)
    with pytest.raises(IllegalMove):
        answer_question(cast.actor(cast.maya), review=review, seen=review.version, text="Yes", at=now)
    assert review.messages.count() == 2
