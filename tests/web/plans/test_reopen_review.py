"""Taking an approval back: for a day, by those who may approve."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan, send_to
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.reviews.actions import approve_plan, reopen_review
from waypost.web.reviews.models import Review, ReviewState


@pytest.fixture
def review(cast: Cast, now: datetime) -> Review:
    review = send_to(cast.ms_whitfield, make_plan(cast.maya))
    return approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)


def test_within_a_day_the_plan_waits_again(cast: Cast, review: Review, now: datetime) -> None:
    later = now + timedelta(hours=24)
    reopen_review(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=later)
    review.refresh_from_db()
    assert (review.state, review.decided_at, review.decided_by) == (ReviewState.WAITING, None, None)
    assert Event.objects.filter(verb="approval_taken_back").count() == 1


def test_after_a_day_an_approval_stands(cast: Cast, review: Review, now: datetime) -> None:
    late = now + timedelta(hours=24, seconds=1)
    with pytest.raises(IllegalMove):
        reopen_review(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=late)
    assert Review.objects.get().state == ReviewState.APPROVED


def test_an_approval_stands_when_a_newer_plan_was_sent(cast: Cast, review: Review, now: datetime) -> None:
    send_to(cast.ms_whitfield, review.plan)
    with pytest.raises(IllegalMove):
        reopen_review(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)


@pytest.mark.parametrize("part", ["maya", "lucia", "mr_osei", "principal", "stranger"])
def test_nobody_else_can_reopen(cast: Cast, review: Review, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        reopen_review(cast.actor(getattr(cast, part)), review=review, seen=review.version, at=now)


def test_a_stale_reopening_changes_nothing(cast: Cast, review: Review, now: datetime) -> None:
    with pytest.raises(StaleWrite):
        reopen_review(cast.actor(cast.ms_whitfield), review=review, seen=review.version - 1, at=now)


def test_a_waiting_plan_has_nothing_to_reopen(cast: Cast, now: datetime) -> None:
    waiting = send_to(cast.ms_whitfield, make_plan(cast.maya))
    with pytest.raises(IllegalMove):
        reopen_review(cast.actor(cast.ms_whitfield), review=waiting, seen=waiting.version, at=now)
