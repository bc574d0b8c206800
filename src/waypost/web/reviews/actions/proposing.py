"""Changes that an adult proposes: made, withdrawn, accepted or declined by the student."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import claim
from waypost.web.history.actions import record
from waypost.web.plans.actions.applying import apply_changes
from waypost.web.plans.actions.standings import store_standing
from waypost.web.plans.actions.versions import keep_version
from waypost.web.plans.adapters import Change, to_change_row, to_changes
from waypost.web.plans.models import Plan
from waypost.web.plans.queries import plan_after, real_branch_of
from waypost.web.plans.queries.taking import with_usual_ways
from waypost.web.reviews.models import Proposal, ProposalState


@transaction.atomic
def propose_change(actor: Actor, *, plan: Plan, changes: Sequence[Change], reason: str, at: datetime) -> Proposal:
    """A proposal that waits for the student; the plan itself stays as it is.

    A course that comes in is proposed in its usual way, where the change names none.

    Raises PermissionDenied, and DoesNotFit where the real plan cannot take the changes as it is now.
    """
    require(actor, Permission.PLAN_PROPOSE, plan.student)
    changes = with_usual_ways(actor, changes)
    plan_after(actor, branch=real_branch_of(plan), changes=changes)
    proposal = Proposal.objects.create(
        plan=plan,
        by_id=actor.staff_id,
        by_name=actor.name,
        changes=[to_change_row(change) for change in changes],
        reason=reason.strip(),
        made_at=at,
    )
    record(actor, verb="change_proposed", at=at, about=proposal, student=plan.student, changes=len(changes))
    return proposal


@transaction.atomic
def withdraw_proposal(actor: Actor, *, proposal: Proposal, seen: int, at: datetime) -> Proposal:
    """The proposal, taken back by the adult who made it. Raises PermissionDenied, StaleWrite and IllegalMove."""
    require(actor, Permission.PLAN_PROPOSE, proposal.plan.student)
    if proposal.by_id != actor.staff_id:
        raise PermissionDenied("proposed by somebody else")
    _answer(proposal, seen=seen, state=ProposalState.WITHDRAWN, text="", at=at)
    record(actor, verb="proposal_withdrawn", at=at, about=proposal, student=proposal.plan.student)
    return proposal


@transaction.atomic
def decline_proposal(actor: Actor, *, proposal: Proposal, seen: int, reason: str, at: datetime) -> Proposal:
    """The proposal, declined with the student's reason. Raises PermissionDenied, StaleWrite and IllegalMove."""
    require(actor, Permission.PLAN_ANSWER, proposal.plan.student)
    _answer(proposal, seen=seen, state=ProposalState.DECLINED, text=reason, at=at)
    record(actor, verb="proposal_declined", at=at, about=proposal, student=proposal.plan.student)
    return proposal


@transaction.atomic
def accept_proposal(
    actor: Actor, *, proposal: Proposal, seen: int, plan_seen: int, text: str = "", at: datetime
) -> Proposal:
    """The proposal, accepted: its changes are in the real plan, as steps that can be undone, and kept as a version.

    Raises PermissionDenied, StaleWrite where the proposal (`seen`) or the real plan (`plan_seen`) moved on,
    IllegalMove where it was answered, and DoesNotFit where the plan can no longer take one of the changes.
    """
    plan = proposal.plan
    require(actor, Permission.PLAN_ANSWER, plan.student)
    _answer(proposal, seen=seen, state=ProposalState.ACCEPTED, text=text, at=at)
    changes = to_changes(proposal.changes)
    apply_changes(actor, branch=real_branch_of(plan), seen=plan_seen, changes=changes, at=at)
    version = keep_version(actor, plan=plan, reason="proposal_accepted", at=at)
    record(actor, verb="proposal_accepted", at=at, about=proposal, student=plan.student, plan_version=version.number)
    store_standing(actor, student=plan.student, at=at)
    return proposal


def _answer(proposal: Proposal, *, seen: int, state: ProposalState, text: str, at: datetime) -> None:
    claim(proposal, seen=seen)
    proposal.move_to(state)
    proposal.answered_at, proposal.answer = at, text.strip()
    proposal.save(update_fields=["state", "answered_at", "answer"])
