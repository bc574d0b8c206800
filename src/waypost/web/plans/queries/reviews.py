"""Sent plans: which the actor may read, decide or answer, and whom a plan goes to."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.plans.models import OPEN_REVIEWS, Plan, Review, ReviewState
from waypost.web.schools.models import Role, Staff, dated


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


def approved_before(actor: Actor, *, review: Review) -> Review | None:
    """The last review of the same plan that was approved before this one was sent."""
    approved = reviews_readable_by(actor).filter(plan=review.plan_id, state=ReviewState.APPROVED)
    return approved.filter(of__number__lt=review.of.number).order_by("-of__number").first()


def approved_before_each(actor: Actor, *, reviews: Sequence[Review]) -> dict[int, Review]:
    """For each review the approved one before it, by the review's id, in one query."""
    plans = {review.plan_id for review in reviews}
    approved = list(
        reviews_readable_by(actor).filter(plan__in=plans, state=ReviewState.APPROVED).order_by("of__number")
    )
    found = {}
    for review in reviews:
        for one in approved:
            if one.plan_id == review.plan_id and one.of.number < review.of.number:
                found[review.pk] = one
    return found


def last_approved(actor: Actor, *, plan: Plan) -> Review | None:
    """The newest review of the plan that was approved."""
    approved = reviews_readable_by(actor).filter(plan=plan, state=ReviewState.APPROVED)
    return approved.order_by("-of__number").first()


def approvals_of(actor: Actor, *, plan: Plan) -> dict[int, Review]:
    """The approvals of the plan's versions, by the version's id."""
    approved = reviews_readable_by(actor).filter(plan=plan, state=ReviewState.APPROVED)
    return {review.of_id: review for review in approved}


def counselor_of(actor: Actor, *, plan: Plan) -> Staff | None:
    """Whom a plan goes to: the student's counselor in force today."""
    in_force = dated(on=actor.today, prefix="supports__")
    staff = Staff.objects.filter(in_force, supports__student=plan.student_id, supports__role=Role.COUNSELOR)
    return staff.filter(is_active=True).order_by("supports__pk").first()


def _reviews(actor: Actor, permission: Permission) -> QuerySet[Review]:
    reviews = Review.objects.filter(plan__student__in=students_for(actor, permission))
    return reviews.select_related("plan__student__district", "plan__student__school", "of", "asked_of", "decided_by")
