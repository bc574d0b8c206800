"""Everything that a plan's first page shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.web.access.actor import Actor
from waypost.web.plans.models import Plan
from waypost.web.plans.queries.people import Near, people_near
from waypost.web.plans.queries.planner import Planner, Steps, open_branches, planner_of, rows_of
from waypost.web.plans.queries.turns import Turn, turn_of
from waypost.web.reviews.models import OPEN_REVIEWS, Proposal, ProposalState, Review, ReviewState
from waypost.web.reviews.queries.proposals import proposals_readable_by
from waypost.web.reviews.queries.reviews import reviews_readable_by
from waypost.web.schools.models import Student


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """One student's real plan, what waits for an answer, and who is near."""

    planner: Planner
    proposals: tuple[Proposal, ...]
    reviews: tuple[Review, ...]
    near: Near
    turn: Turn | None = None

    @property
    def student(self) -> Student:
        return self.planner.student

    @property
    def open_review(self) -> Review | None:
        """The sent plan that waits for somebody."""
        return next((review for review in self.reviews if review.state in OPEN_REVIEWS), None)

    @property
    def last_approved(self) -> Review | None:
        """The newest approval of the real plan, or of a what-if that became it."""
        approved = (review for review in self.reviews if review.state == ReviewState.APPROVED)
        return next((one for one in approved if one.of.what_if is None or one.of.what_if.used_at), None)


def first_page_of(actor: Actor, *, student: Student) -> FirstPage:
    """The student's first page as far as the actor may read it."""
    branches = open_branches(actor, student=student)
    rows = rows_of(branches, student=student, branch_id=None)
    planner = planner_of(actor, student=student, rows=rows, steps=Steps(), can_edit=False)
    return FirstPage(
        planner=planner,
        turn=turn_of(planner),
        proposals=_proposals(actor, plan=rows.plan),
        reviews=tuple(reviews_readable_by(actor).filter(plan=rows.plan)) if rows.plan else (),
        near=people_near(actor, student_id=student.pk),
    )


def _proposals(actor: Actor, *, plan: Plan | None) -> tuple[Proposal, ...]:
    if plan is None:
        return ()
    return tuple(proposals_readable_by(actor).filter(plan=plan, state=ProposalState.WAITING))
