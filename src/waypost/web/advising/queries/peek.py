"""One sent plan beside the caseload: the student's words, what changes, the checks, the family's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.plans.queries.people import people_near
from waypost.web.reviews.models import Review
from waypost.web.reviews.queries import Checks, approved_before, checks_of_reviews
from waypost.web.schools.models import Guardianship


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """One sent plan and what a decision rests on."""

    review: Review
    before: Review | None
    checks: Checks
    guardians: Sequence[Guardianship]
    decides: bool


def peek_of(actor: Actor, *, review: Review, checks: Checks | None = None) -> Peek:
    """The sent plan with its surroundings; pass the checks where they are known already."""
    near = people_near(actor, student_id=review.plan.student_id)
    return Peek(
        review=review,
        before=approved_before(actor, review=review),
        checks=checks or checks_of_reviews(actor, reviews=[review])[review.pk],
        guardians=near.guardians,
        decides=may(actor.role, Permission.PLAN_APPROVE),
    )
