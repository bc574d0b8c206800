"""Accepting a proposed change: the student's own deed, all of it or nothing."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.history.models import Event
from waypost.web.plans.actions import remove_course
from waypost.web.plans.adapters import Add, Change, Move, Remove, Swap
from waypost.web.plans.models import Edit, Plan, PlannedCourse, PlanVersion
from waypost.web.plans.queries import DoesNotFit, real_branch_of
from waypost.web.reviews.actions import accept_proposal, propose_change
from waypost.web.reviews.models import Proposal, ProposalState

ADD = Add(code="STAT", grade_level=12, term="year")
REMOVE = Remove(code="ANAT", grade_level=11, term="year")
MOVE = Move(code="ART1", grade_level=11, term="year", to_grade_level=12, to_term="year")
SWAP = Swap(code="SPAN1", grade_level=11, term="year", to_code="SPAN2")


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.maya, *((cast.courses[code], 11, "year") for code in ("ANAT", "ART1", "SPAN1")))


def propose(cast: Cast, plan: Plan, now: datetime, *changes: Change) -> Proposal:
    return propose_change(cast.actor(cast.ms_whitfield), plan=plan, changes=changes, reason="Try", at=now)


def accept(cast: Cast, proposal: Proposal, now: datetime) -> Proposal:
    seen = real_branch_of(proposal.plan).version
    return accept_proposal(cast.actor(cast.maya), proposal=proposal, seen=proposal.version, plan_seen=seen, at=now)


def planned(plan: Plan) -> list[tuple[str, int, str]]:
    rows = PlannedCourse.objects.filter(branch__plan=plan).order_by("course__code")
    return list(rows.values_list("course__code", "grade_level", "term"))


def test_the_changes_are_in_the_real_plan(cast: Cast, plan: Plan, now: datetime) -> None:
    accept(cast, propose(cast, plan, now, ADD, REMOVE, MOVE, SWAP), now)
    assert planned(plan) == [("ART1", 12, "year"), ("SPAN2", 11, "year"), ("STAT", 12, "year")]
    assert Proposal.objects.get().state == ProposalState.ACCEPTED
    assert Proposal.objects.get().answered_at == now


def test_each_change_is_a_step_and_the_whole_a_version(cast: Cast, plan: Plan, now: datetime) -> None:
    accept(cast, propose(cast, plan, now, ADD, REMOVE), now)
    assert list(Edit.objects.order_by("number").values_list("verb", "course_code")) == [
        ("add", "STAT"),
        ("remove", "ANAT"),
    ]
    version = PlanVersion.objects.get()
    assert (version.reason, version.by) == ("proposal_accepted", cast.maya.user)
    assert [row["code"] for row in version.snapshot] == ["ART1", "SPAN1", "STAT"]
    assert Event.objects.get(verb="proposal_accepted").detail == {"plan_version": 1}


def test_a_change_that_no_longer_fits_changes_nothing(cast: Cast, plan: Plan, now: datetime) -> None:
    proposal = propose(cast, plan, now, ADD, REMOVE)
    branch = real_branch_of(plan)
    anatomy = branch.planned.get(course__code="ANAT")
    remove_course(cast.actor(cast.maya), planned=anatomy, seen=branch.version, at=now)
    with pytest.raises(DoesNotFit):
        accept(cast, proposal, now)
    assert planned(plan) == [("ART1", 11, "year"), ("SPAN1", 11, "year")]
    assert Proposal.objects.get().state == ProposalState.WAITING


def test_a_plan_that_moved_on_is_not_changed_unseen(cast: Cast, plan: Plan, now: datetime) -> None:
    proposal = propose(cast, plan, now, ADD)
    with pytest.raises(StaleWrite):
        accept_proposal(cast.actor(cast.maya), proposal=proposal, seen=proposal.version, plan_seen=0, at=now)
    with pytest.raises(StaleWrite):
        accept_proposal(cast.actor(cast.maya), proposal=proposal, seen=0, plan_seen=1, at=now)
    assert Proposal.objects.get().state == ProposalState.WAITING
    assert not PlanVersion.objects.exists()


def test_a_proposal_is_answered_once(cast: Cast, plan: Plan, now: datetime) -> None:
    proposal = accept(cast, propose(cast, plan, now, ADD), now)
    with pytest.raises(IllegalMove):
        accept(cast, proposal, now)


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "mr_osei", "principal", "mr_abara", "stranger", "theo"])
def test_nobody_else_can_accept(cast: Cast, plan: Plan, now: datetime, part: str) -> None:
    proposal = propose(cast, plan, now, ADD)
    actor = cast.actor(getattr(cast, part))
    with pytest.raises(PermissionDenied):
        accept_proposal(actor, proposal=proposal, seen=proposal.version, plan_seen=1, at=now)
    assert len(planned(plan)) == 3
