"""The counselor's half of a review: approve what a student sent, ask about it, take an approval back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import claim
from waypost.web.base.moves import IllegalMove
from waypost.web.history.actions import record
from waypost.web.reviews.models import OPEN_REVIEWS, Review, ReviewMessage, ReviewState
from waypost.web.reviews.queries import checks_of_reviews, open_review_of, reviews_decidable_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """What became of several sent plans: approved, or left as they were because they need a look first."""

    approved: tuple[Review, ...]
    left: tuple[Review, ...]


@transaction.atomic
def approve_plan(actor: Actor, *, review: Review, seen: int, at: datetime) -> Review:
    """The sent version, approved by the actor.

    Raises PermissionDenied, StaleWrite where somebody moved the review since version `seen`, and IllegalMove
    where it no longer waits.
    """
    require(actor, Permission.PLAN_APPROVE, review.plan.student)
    claim(review, seen=seen)
    review.move_to(ReviewState.APPROVED)
    review.decided_at = at
    review.decided_by_id = actor.staff_id
    review.save(update_fields=["state", "decided_at", "decided_by"])
    record(
        actor,
        verb="plan_approved",
        at=at,
        about=review,
        student=review.plan.student,
        plan_version=review.of.number,
    )
    return review


@transaction.atomic
def approve_plans(actor: Actor, *, seen: Mapping[int, int], at: datetime) -> Approvals:
    """Every named review (its id and the version that was seen) whose plan passes all checks now, approved.

    One that changed, was decided, or does not pass is left; one that the actor may not decide is not found.
    """
    reviews = list(reviews_decidable_by(actor).filter(pk__in=seen).order_by("sent_at", "pk"))
    waiting = [one for one in reviews if one.state == ReviewState.WAITING and one.version == seen[one.pk]]
    checks = checks_of_reviews(actor, reviews=waiting)
    passing = [review for review in waiting if checks[review.pk].all_pass]
    for review in passing:
        approve_plan(actor, review=review, seen=review.version, at=at)
    return Approvals(approved=tuple(passing), left=tuple(one for one in reviews if one not in passing))


@transaction.atomic
def reopen_review(actor: Actor, *, review: Review, seen: int, at: datetime) -> Review:
    """An approval taken back within a day; the plan waits again.

    Raises PermissionDenied, StaleWrite, and IllegalMove after a day, or where the student sent a newer plan.
    """
    require(actor, Permission.PLAN_APPROVE, review.plan.student)
    claim(review, seen=seen)
    if open_review_of(actor, plan=review.plan):
        raise IllegalMove(review.state, ReviewState.WAITING)
    review.reopen(at=at)
    review.save(update_fields=["state", "decided_at", "decided_by"])
    record(actor, verb="approval_taken_back", at=at, about=review, student=review.plan.student)
    return review


@transaction.atomic
def reopen_reviews(actor: Actor, *, seen: Mapping[int, int], at: datetime) -> tuple[Review, ...]:
    """Every named approval (its id and the version that was seen) that can still be taken back, taken back."""
    reviews = reviews_decidable_by(actor).filter(pk__in=seen).order_by("pk")
    waiting = set(reviews_decidable_by(actor).filter(state__in=OPEN_REVIEWS).values_list("plan_id", flat=True))
    young = [
        review
        for review in reviews
        if review.version == seen[review.pk] and review.can_reopen(at=at) and review.plan_id not in waiting
    ]
    return tuple(reopen_review(actor, review=review, seen=review.version, at=at) for review in young)


@transaction.atomic
def ask_question(actor: Actor, *, review: Review, seen: int, text: str, at: datetime) -> Review:
    """The sent plan with a question for its student, who answers or sends again.

    Raises PermissionDenied, StaleWrite, and IllegalMove where the plan no longer waits.
    """
    require(actor, Permission.PLAN_APPROVE, review.plan.student)
    claim(review, seen=seen)
    review.move_to(ReviewState.ASKED)
    review.save(update_fields=["state"])
    say(actor, review=review, text=text, at=at)
    record(actor, verb="question_asked", at=at, about=review, student=review.plan.student)
    return review


def say(actor: Actor, *, review: Review, text: str, at: datetime) -> ReviewMessage:
    """Add one message to the talk; the move that it belongs to has passed its own door."""
    return ReviewMessage.objects.create(
        review=review, by_id=actor.user_id, by_role=actor.role, by_name=actor.name, text=text.strip(), at=at
    )
