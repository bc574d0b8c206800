"""Declining a proposed change, with a reason."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.plans.adapters import Add
from waypost.web.plans.models import PlannedCourse
from waypost.web.reviews.actions import decline_proposal, propose_change, withdraw_proposal
from waypost.web.reviews.models import Proposal, ProposalState


@pytest.fixture
def proposal(cast: Cast, now: datetime) -> Proposal:
    changes = [Add(code="STAT", grade_level=12, term="year")]
    return propose_change(
        cast.actor(cast.ms_whitfield), plan=make_plan(cast.maya), changes=changes, reason="Try", at=now
    )


def test_the_student_declines_and_says_why(cast: Cast, proposal: Proposal, now: datetime) -> None:
    decline_proposal(cast.actor(cast.maya), proposal=proposal, seen=proposal.version, reason=" I want art. ", at=now)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer, proposal.answered_at) == (ProposalState.DECLINED, "I want art.", now)
    assert not PlannedCourse.objects.exists()
    assert Event.objects.get(verb="proposal_declined").detail == {}


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "mr_osei", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_decline(cast: Cast, proposal: Proposal, now: datetime, part: str) -> None:
    actor = cast.actor(getattr(cast, part))
    with pytest.raises(PermissionDenied):
        decline_proposal(actor, proposal=proposal, seen=proposal.version, reason="No", at=now)


def test_a_stale_answer_changes_nothing(cast: Cast, proposal: Proposal, now: datetime) -> None:
    with pytest.raises(StaleWrite):
        decline_proposal(cast.actor(cast.maya), proposal=proposal, seen=proposal.version + 1, reason="No", at=now)


def test_a_withdrawn_proposal_is_not_declined(cast: Cast, proposal: Proposal, now: datetime) -> None:
    withdraw_proposal(cast.actor(cast.ms_whitfield), proposal=proposal, seen=proposal.version, at=now)
    with pytest.raises(IllegalMove):
        decline_proposal(cast.actor(cast.maya), proposal=proposal, seen=proposal.version, reason="No", at=now)
