"""Proposed changes, as far as the actor may see, answer or withdraw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.catalog.queries import courses_of
from waypost.web.plans.adapters import Change, Swap, to_changes
from waypost.web.plans.models import Branch, Plan
from waypost.web.plans.queries.changes import DoesNotFit, Ways, plan_after
from waypost.web.reviews.models import Proposal

from .checks import Checks, checks_of_choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a proposal would do to the plan as it is now, and through which offerings.

    `misfit` is the first change that does not fit any more.
    """

    changes: tuple[Change, ...]
    titles: Mapping[str, str]
    before: Checks | None = None
    after: Checks | None = None
    misfit: Change | None = None
    ways: Ways = field(default_factory=dict)


def proposals_readable_by(actor: Actor) -> QuerySet[Proposal]:
    """The proposals on plans that the actor may read, newest first."""
    return _proposals(actor, Permission.PLAN_READ).order_by("-made_at", "-pk")


def proposals_answerable_by(actor: Actor) -> QuerySet[Proposal]:
    """The proposals that the actor may accept or decline, with plan and student."""
    return _proposals(actor, Permission.PLAN_ANSWER)


def proposals_withdrawable_by(actor: Actor) -> QuerySet[Proposal]:
    """The proposals that the actor made, for students in their care."""
    return _proposals(actor, Permission.PLAN_PROPOSE).filter(by=actor.staff_id)


def plans_proposable_by(actor: Actor) -> QuerySet[Plan]:
    """The plans that the actor may propose a change to, with their students."""
    students = students_for(actor, Permission.PLAN_PROPOSE)
    return Plan.objects.filter(student__in=students).select_related("student__school", "student__district")


def outcome_of(actor: Actor, *, proposal: Proposal, branch: Branch) -> Outcome:
    """The proposal's changes and, while it waits, the checks of the plan with and without them."""
    changes = to_changes(proposal.changes)
    titles = titles_of(actor, changes)
    if not proposal.is_waiting:
        return Outcome(changes=changes, titles=titles)
    try:
        plan = plan_after(actor, branch=branch, changes=changes)
    except DoesNotFit as misfit:
        return Outcome(changes=changes, titles=titles, misfit=misfit.change)
    before, after = checks_of_choices(actor, plan=proposal.plan, choices=(plan.before, plan.after))
    return Outcome(changes=changes, titles=titles, before=before, after=after, ways=plan.ways)


def titles_of(actor: Actor, changes: Sequence[Change]) -> dict[str, str]:
    """The titles of all courses that the changes name, by code."""
    codes = {change.code for change in changes} | {change.to_code for change in changes if isinstance(change, Swap)}
    return dict(courses_of(actor).filter(code__in=codes).values_list("code", "title"))


def _proposals(actor: Actor, permission: Permission) -> QuerySet[Proposal]:
    proposals = Proposal.objects.filter(plan__student__in=students_for(actor, permission))
    return proposals.select_related("plan__student__district", "plan__student__school", "by")
