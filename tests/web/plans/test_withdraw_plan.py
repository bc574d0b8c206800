"""Taking a sent plan back."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan, send_to
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.reviews.actions import approve_plan, withdraw_plan
from waypost.web.reviews.models import Review, ReviewState


@pytest.fixture
def review(cast: Cast) -> Review:
    return send_to(cast.ms_whitfield, make_plan(cast.maya))


def test_the_student_takes_it_back(cast: Cast, review: Review, now: datetime) -> None:
    withdraw_plan(cast.actor(cast.maya), review=review, seen=review.version, at=now)
    assert Review.objects.get().state == ReviewState.WITHDRAWN
    assert Event.objects.get(verb="plan_withdrawn").user == cast.maya.user


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "mr_osei", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_take_it_back(cast: Cast, review: Review, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_plan(cast.actor(getattr(cast, part)), review=review, seen=review.version, at=now)
    assert Review.objects.get().state == ReviewState.WAITING


def test_a_stale_withdrawal_changes_nothing(cast: Cast, review: Review, now: datetime) -> None:
    with pytest.raises(StaleWrite):
        withdraw_plan(cast.actor(cast.maya), review=review, seen=review.version + 1, at=now)


def test_an_approved_plan_is_not_taken_back(cast: Cast, review: Review, now: datetime) -> None:
    approve_plan(cast.actor(cast.ms_whitfield), review=review, seen=review.version, at=now)
    with pytest.raises(IllegalMove):
        withdraw_plan(cast.actor(cast.maya), review=review, seen=review.version, at=now)
    assert Review.objects.get().state == ReviewState.APPROVED
