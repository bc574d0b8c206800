"""Proposing a change to a student's plan, and taking the proposal back."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import look_after, make_plan, make_staff
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.plans.adapters import Add, Move, Remove, Swap, to_changes
from waypost.web.plans.models import Plan, PlannedCourse
from waypost.web.plans.queries import DoesNotFit
from waypost.web.reviews.actions import propose_change, withdraw_proposal
from waypost.web.reviews.models import Proposal, ProposalState
from waypost.web.schools.models import Role

ADD = Add(code="STAT", grade_level=12, term="year")


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.maya, (cast.courses["ANAT"], 11, "year"))


@pytest.mark.parametrize("part", ["ms_whitfield", "mr_osei"])
def test_counselor_and_advisor_propose_and_the_plan_stays(cast: Cast, plan: Plan, now: datetime, part: str) -> None:
    changes = [ADD, Remove(code="ANAT", grade_level=11, term="year")]
    proposal = propose_change(cast.actor(getattr(cast, part)), plan=plan, changes=changes, reason=" Try it ", at=now)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.by, proposal.reason) == (ProposalState.WAITING, getattr(cast, part), "Try it")
    assert list(to_changes(proposal.changes)) == changes
    assert PlannedCourse.objects.get().course.code == "ANAT"
    assert Event.objects.get(verb="change_proposed").detail == {"changes": 2}


@pytest.mark.parametrize(
    "change",
    [
        Remove(code="BIO", grade_level=11, term="year"),
        Move(code="ANAT", grade_level=12, term="year", to_grade_level=11, to_term="year"),
        Swap(code="ANAT", grade_level=11, term="year", to_code="NOPE"),
        Add(code="NOPE", grade_level=11, term="year"),
        Add(code="ANAT", grade_level=11, term="year"),
        Add(code="STAT", grade_level=9, term="year"),
    ],
)
def test_a_change_that_does_not_fit_is_not_proposed(cast: Cast, plan: Plan, now: datetime, change: Add) -> None:
    with pytest.raises(DoesNotFit):
        propose_change(cast.actor(cast.ms_whitfield), plan=plan, changes=[change], reason="Try", at=now)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("part", ["maya", "lucia", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_propose(cast: Cast, plan: Plan, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        propose_change(cast.actor(getattr(cast, part)), plan=plan, changes=[ADD], reason="Try", at=now)


def test_the_adult_takes_it_back(cast: Cast, plan: Plan, now: datetime) -> None:
    advisor = cast.actor(cast.mr_osei)
    proposal = propose_change(advisor, plan=plan, changes=[ADD], reason="Try", at=now)
    withdraw_proposal(advisor, proposal=proposal, seen=proposal.version, at=now)
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN
    with pytest.raises(IllegalMove):
        withdraw_proposal(advisor, proposal=proposal, seen=proposal.version, at=now)


@pytest.mark.parametrize("part", ["maya", "ms_whitfield", "stranger"])
def test_only_its_maker_takes_it_back(cast: Cast, plan: Plan, now: datetime, part: str) -> None:
    proposal = propose_change(cast.actor(cast.mr_osei), plan=plan, changes=[ADD], reason="Try", at=now)
    with pytest.raises(PermissionDenied):
        withdraw_proposal(cast.actor(getattr(cast, part)), proposal=proposal, seen=proposal.version, at=now)


def test_a_stale_withdrawal_changes_nothing(cast: Cast, plan: Plan, now: datetime) -> None:
    other = make_staff(cast.school, Role.COUNSELOR, "Ana Ruiz")
    look_after(other, cast.maya)
    proposal = propose_change(cast.actor(other), plan=plan, changes=[ADD], reason="Try", at=now)
    with pytest.raises(StaleWrite):
        withdraw_proposal(cast.actor(other), proposal=proposal, seen=proposal.version - 1, at=now)
