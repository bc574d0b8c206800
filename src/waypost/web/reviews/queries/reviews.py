"""Sent plans: which the actor may read, decide or answer, and whom a plan goes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.plans.models import Branch, BranchKind, Plan
from waypost.web.reviews.models import OPEN_REVIEWS, Review, ReviewState


def reviews_readable_by(actor: Actor) -> QuerySet[Review]:
    """The sent plans that the actor may read, newest first."""
    return _reviews(actor, Permission.PLAN_READ).order_by("-sent_at", "-pk")


def reviews_decidable_by(actor: Actor) -> QuerySet[Review]:
    """The sent plans that the actor may approve or ask about, with version and student."""
    return _reviews(actor, Permission.PLAN_APPROVE)


def reviews_answerable_by(actor: Actor) -> QuerySet[Review]:
    """The sent plans whose questions the actor may answer, or which they may take back."""
    return _reviews(actor, Permission.PLAN_ANSWER)


def open_review_of(actor: Actor, *, plan: Plan) -> Review | None:
    """The plan's one review that waits for somebody, if there is one."""
    return reviews_readable_by(actor).filter(plan=plan, state__in=OPEN_REVIEWS).first()


#: Approvals that the real plan rests on: of itself, or of a what-if that the student then used.
OF_THE_PLAN: Final = Q(of__what_if=None) | Q(of__what_if__used_at__isnull=False)


def approved_before(actor: Actor, *, review: Review) -> Review | None:
    """The last review of the real plan that was approved before this one was sent."""
    approved = reviews_readable_by(actor).filter(OF_THE_PLAN, plan=review.plan_id, state=ReviewState.APPROVED)
    return approved.filter(of__number__lt=review.of.number).order_by("-of__number").first()


def approved_before_each(actor: Actor, *, reviews: Sequence[Review]) -> dict[int, Review]:
    """For each review the approved one before it, by the review's id, in one query."""
    plans = {review.plan_id for review in reviews}
    approved = list(
        reviews_readable_by(actor)
        .filter(OF_THE_PLAN, plan__in=plans, state=ReviewState.APPROVED)
        .order_by("of__number")
    )
    found = {}
    for review in reviews:
        for one in approved:
            if one.plan_id == review.plan_id and one.of.number < review.of.number:
                found[review.pk] = one
    return found


def last_approved(actor: Actor, *, plan: Plan) -> Review | None:
    """The newest review of the real plan that was approved."""
    approved = reviews_readable_by(actor).filter(OF_THE_PLAN, plan=plan, state=ReviewState.APPROVED)
    return approved.order_by("-of__number").first()


def approved_as_it_is(actor: Actor, *, branch: Branch, snapshot: list[dict[str, Any]]) -> Review | None:
    """The newest approval of the plan or of this what-if, where nothing is different since; else None."""
    approved = reviews_readable_by(actor).filter(plan=branch.plan_id, state=ReviewState.APPROVED)
    newest = approved.filter(OF_THE_PLAN | Q(of__what_if=branch.pk)).order_by("-of__number").first()
    return newest if newest and _classes(newest.of.snapshot) == _classes(snapshot) else None


def _classes(snapshot: list[dict[str, Any]]) -> list[tuple[str, int, str, str]]:
    """What decides whether two versions are the same plan: each class, when and how it is taken."""
    return sorted((row["code"], row["grade_level"], row["term"], row.get("offering", "")) for row in snapshot)


def approvals_of(actor: Actor, *, plan: Plan) -> dict[int, Review]:
    """The approvals of the plan's versions, by the version's id."""
    approved = reviews_readable_by(actor).filter(plan=plan, state=ReviewState.APPROVED)
    return {review.of_id: review for review in approved}


def branch_sent_from(review: Review) -> Branch | None:
    """Where the student may have worked on since: the what-if or the real plan; None where the what-if is put away."""
    what_if = review.of.what_if
    if what_if is None or what_if.used_at:
        return review.plan.branches.get(kind=BranchKind.REAL)
    return what_if if what_if.is_open else None


def _reviews(actor: Actor, permission: Permission) -> QuerySet[Review]:
    reviews = Review.objects.filter(plan__student__in=students_for(actor, permission))
    return reviews.select_related(
        "plan__student__district", "plan__student__school", "of__what_if", "asked_of", "decided_by"
    )
