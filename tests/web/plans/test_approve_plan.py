"""Approving a sent plan: who may, what it leaves behind, what it refuses."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan, send_to
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.reviews.actions import approve_plan
from waypost.web.reviews.models import Review, ReviewState


@pytest.fixture
def review(cast: Cast) -> Review:
    return send_to(cast.ms_whitfield, make_plan(cast.maya))


def test_the_counselor_approves_what_was_sent(cast: Cast, review: Review, now: datetime) -> None:
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)
    review.refresh_from_db()
    assert review.state == ReviewState.APPROVED
    assert review.decided_by == cast.ms_whitfield
    assert review.decided_at == now


def test_an_approval_is_in_the_history(cast: Cast, review: Review, now: datetime) -> None:
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)
    event = Event.objects.get(verb="plan_approved")
    assert (event.user, event.role, event.student) == (cast.ms_whitfield.user, "counselor", cast.maya)
    assert event.detail == {"plan_version": review.of.number}


@pytest.mark.parametrize("part", ["maya", "lucia", "mr_osei", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_approve(cast: Cast, review: Review, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        approve_plan(cast.actor(getattr(cast, part)), review=review, seen=review.version, at=now)
    assert Review.objects.get().state == ReviewState.WAITING
    assert not Event.objects.exists()


def test_a_stale_approval_changes_nothing(cast: Cast, review: Review, now: datetime) -> None:
    with pytest.raises(StaleWrite):
        approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version - 1, at=now)
    assert Review.objects.get().state == ReviewState.WAITING


def test_an_approved_plan_is_not_approved_again(cast: Cast, review: Review, now: datetime) -> None:
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)
    with pytest.raises(IllegalMove):
        approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)
