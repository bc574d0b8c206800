"""What students send and adults answer, and what adults propose and students answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.base.concurrency import Versioned
from waypost.web.base.moves import IllegalMove
from waypost.web.plans.models import Plan, PlanVersion
from waypost.web.schools.models import Staff
from waypost.web.schools.tenancy import OfDistrict

UNDO_APPROVAL: Final = timedelta(hours=24)


class ReviewState(models.TextChoices):
    WAITING = "waiting"
    ASKED = "asked"  # the counselor asked a question; the student answers or sends again
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


OPEN_REVIEWS = [ReviewState.WAITING, ReviewState.ASKED]


class Review(OfDistrict, Versioned):
    """A version that a student sent to an adult to look at.

    waiting -> approved | asked | withdrawn; asked -> waiting (answered) | withdrawn; approved -> waiting
    (taken back within a day, see `reopen`). A later change to the plan leaves an approval as it is.
    """

    OWNER: ClassVar[str] = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    of = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="reviews")
    asked_of = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="reviews")
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.WAITING)
    note = models.TextField(blank=True, max_length=1000)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state__in=["waiting", "asked"]), name="review_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state"),
        ]
        indexes = [models.Index(fields=["district", "asked_of", "state"])]

    MOVES: ClassVar[dict[str, set[str]]] = {
        ReviewState.WAITING: {ReviewState.APPROVED, ReviewState.ASKED, ReviewState.WITHDRAWN},
        ReviewState.ASKED: {ReviewState.WAITING, ReviewState.WITHDRAWN},
    }

    def move_to(self, state: ReviewState) -> None:
        """Take one of the legal moves above, or raise IllegalMove; the action saves it."""
        if state not in self.MOVES.get(self.state, set()):
            raise IllegalMove(self.state, state)
        self.state = state

    def reopen(self, *, at: datetime) -> None:
        """Take an approval back within a day of it, or raise IllegalMove; the action saves it."""
        if not self.can_reopen(at=at):
            raise IllegalMove(self.state, ReviewState.WAITING)
        self.state, self.decided_at, self.decided_by = ReviewState.WAITING, None, None

    def can_reopen(self, *, at: datetime) -> bool:
        """Whether the approval is young enough to be taken back."""
        is_approved = self.state == ReviewState.APPROVED and self.decided_at is not None
        return is_approved and at - self.decided_at <= UNDO_APPROVAL  # type: ignore[operator]


class ReviewMessage(OfDistrict):
    """One question or answer in the talk about a sent plan."""

    OWNER: ClassVar[str] = "review"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    by_role = models.CharField(max_length=20)
    by_name = models.CharField(max_length=200)
    text = models.TextField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["district", "review"])]


class ProposalState(models.TextChoices):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Proposal(OfDistrict, Versioned):
    """A change that an adult proposes and the student accepts or declines with a reason.

    `changes` is a list of {"verb": add|remove|move|swap, "code", "grade_level", "term", "to_...": ...}.
    waiting -> accepted | declined | withdrawn; nothing changes without the student.
    """

    OWNER: ClassVar[str] = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="proposals")
    by_name = models.CharField(max_length=200)
    changes = models.JSONField()
    reason = models.TextField(max_length=1000)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=1000)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state")]
        indexes = [models.Index(fields=["district", "plan", "state"])]

    @property
    def is_waiting(self) -> bool:
        """Whether the student has still to answer."""
        return self.state == ProposalState.WAITING

    def move_to(self, state: ProposalState) -> None:
        """Leave `waiting` for good, or raise IllegalMove; the action saves it."""
        if not self.is_waiting or state == ProposalState.WAITING:
            raise IllegalMove(self.state, state)
        self.state = state
