"""The student's half of a review: send the plan, answer a question, take it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import claim
from waypost.web.base.moves import IllegalMove
from waypost.web.history.actions import record
from waypost.web.plans.actions.standings import store_standing
from waypost.web.plans.actions.versions import keep_version
from waypost.web.plans.models import Branch, Plan
from waypost.web.plans.queries import real_branch_of
from waypost.web.plans.queries.people import counselor_of
from waypost.web.reviews.models import Review, ReviewState
from waypost.web.reviews.queries import open_review_of

from .review import say


class NobodyToAsk(Exception):
    """The student has no counselor in force, so a sent plan would reach nobody."""


@transaction.atomic
def send_plan(actor: Actor, *, plan: Plan, seen: int, note: str, at: datetime, branch: Branch | None = None) -> Review:
    """The real plan, or the what-if `branch`, as it stands, kept as a version and sent to the student's counselor.

    A question that is still open ends with the plan that it was about. Raises PermissionDenied, StaleWrite where
    what is sent is no longer at version `seen`, IllegalMove where a sent plan already waits or the what-if has
    ended, and NobodyToAsk.
    """
    require(actor, Permission.PLAN_EDIT, plan.student)
    sent = branch or real_branch_of(plan)
    claim(sent, seen=seen)
    if not sent.is_open or sent.plan_id != plan.pk:
        raise IllegalMove(sent.pk, "send")
    counselor = counselor_of(actor, plan=plan)
    if counselor is None:
        raise NobodyToAsk(plan.student_id)
    _end_open_review(actor, plan=plan, at=at)
    version = keep_version(actor, plan=plan, reason="sent", at=at, branch=sent)
    review = Review.objects.create(plan=plan, of=version, asked_of=counselor, note=note.strip(), sent_at=at)
    record(actor, verb="plan_sent", at=at, about=review, student=plan.student, plan_version=version.number)
    store_standing(actor, student=plan.student, at=at)
    return review


@transaction.atomic
def answer_question(actor: Actor, *, review: Review, seen: int, text: str, at: datetime) -> Review:
    """The counselor's question answered; the plan waits for the counselor again.

    Raises PermissionDenied, StaleWrite, and IllegalMove where no question is open.
    """
    require(actor, Permission.PLAN_ANSWER, review.plan.student)
    claim(review, seen=seen)
    if review.state != ReviewState.ASKED:
        raise IllegalMove(review.state, ReviewState.WAITING)
    review.move_to(ReviewState.WAITING)
    review.save(update_fields=["state"])
    say(actor, review=review, text=text, at=at)
    record(actor, verb="question_answered", at=at, about=review, student=review.plan.student)
    return review


@transaction.atomic
def withdraw_plan(actor: Actor, *, review: Review, seen: int, at: datetime) -> Review:
    """The sent plan, taken back by its student.

    Raises PermissionDenied, StaleWrite, and IllegalMove where it was decided or taken back already.
    """
    require(actor, Permission.PLAN_EDIT, review.plan.student)
    claim(review, seen=seen)
    review.move_to(ReviewState.WITHDRAWN)
    review.save(update_fields=["state"])
    record(actor, verb="plan_withdrawn", at=at, about=review, student=review.plan.student)
    return review


def _end_open_review(actor: Actor, *, plan: Plan, at: datetime) -> None:
    review = open_review_of(actor, plan=plan)
    if review is None:
        return
    if review.state == ReviewState.WAITING:
        raise IllegalMove(review.state, ReviewState.WAITING)
    withdraw_plan(actor, review=review, seen=review.version, at=at)
