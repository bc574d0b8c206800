"""A student's plan: its branches, its choices, every version of it, and what adults ask and propose."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.base.concurrency import Versioned
from waypost.web.catalog.models import Course, Offering
from waypost.web.schools.models import District, Staff, Student

PLANNED_TERMS = ["fall", "spring", "year", "summer"]
UNDO_STEPS = 50
UNDO_APPROVAL = timedelta(hours=24)


class IllegalMove(Exception):
    """A move that the states of a review or a proposal do not have."""


class Plan(models.Model):
    """The one plan of a student; `follows` holds the ids of the adoptions that the student chose."""

    student = models.OneToOneField(Student, on_delete=models.CASCADE, related_name="plan")
    follows = models.JSONField(default=list)
    created_at = models.DateTimeField()


class BranchKind(models.TextChoices):
    REAL = "real"
    WHAT_IF = "what_if"


class Branch(Versioned):
    """One line of thought: the real plan, or a what-if that never touches it until it is used.

    A what-if ends by being used (`used_at`) or put away (`archived_at`); the real one never ends.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="branches")
    kind = models.CharField(max_length=8, choices=BranchKind.choices)
    name = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(kind="real"), name="branch_one_real"),
            models.CheckConstraint(condition=Q(kind__in=BranchKind.values), name="branch_kind"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.used_at is None and self.archived_at is None

    @property
    def is_what_if(self) -> bool:
        """Whether it is a what-if, and not the real plan."""
        return self.kind == BranchKind.WHAT_IF


class PlannedCourse(models.Model):
    """One course planned for a grade level and term.

    `pins` maps a rulebook's key to the path of the requirement that the student wants the course to count for.
    `offering` is the way in which it is taken; None is as the course says.
    """

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="planned")
    course = models.ForeignKey(Course, on_delete=models.PROTECT)
    grade_level = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=10)
    offering = models.ForeignKey(Offering, null=True, blank=True, on_delete=models.PROTECT, related_name="planned")
    pins = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "course", "grade_level", "term"], name="planned_once"),
            models.CheckConstraint(condition=Q(term__in=PLANNED_TERMS), name="planned_term"),
            models.CheckConstraint(condition=Q(grade_level__gte=6, grade_level__lte=12), name="planned_grade"),
        ]

    @property
    def units(self) -> int:
        """What it gives, taken in this way."""
        return self.course.units if self.offering is None or self.offering.units is None else self.offering.units

    @property
    def offering_name(self) -> str:
        """The way in which it is taken, as plain values name it; blank for the course's own."""
        return self.offering.name if self.offering else ""


class Edit(models.Model):
    """One step in a branch that can be taken back: the planned rows before and after, as plain values.

    `number` is the branch's version after the step. The newest standing step is the next to undo; the oldest
    undone one above it is the next to redo, so a new step leaves the undone ones below it behind for good.
    """

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)  # add, move, remove, swap, pin, take, use
    course_code = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    undone = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["branch", "number"], name="edit_number")]


class PlanVersion(models.Model):
    """The real plan as it stood at one moment: who, when, why. It never changes."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    by_role = models.CharField(max_length=20)
    by_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=20)  # started, sent, before_what_if, what_if_used, proposal_accepted, approved
    snapshot = models.JSONField()  # [{"code", "title", "subject", "units", "grade_level", "term", "pins", ...}], sorted

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a second save: a version is a fact of the past."""
        if self.pk is not None:
            raise TypeError("A plan version never changes")
        super().save(*args, **kwargs)


class ReviewState(models.TextChoices):
    WAITING = "waiting"
    ASKED = "asked"  # the counselor asked a question; the student answers or sends again
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


OPEN_REVIEWS = [ReviewState.WAITING, ReviewState.ASKED]


class Review(Versioned):
    """A version that a student sent to an adult to look at.

    waiting -> approved | asked | withdrawn; asked -> waiting (answered) | withdrawn; approved -> waiting
    (taken back within a day, see `reopen`). A later change to the plan leaves an approval as it is.
    """

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
        indexes = [models.Index(fields=["asked_of", "state"])]

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


class ReviewMessage(models.Model):
    """One question or answer in the talk about a sent plan."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    by_role = models.CharField(max_length=20)
    by_name = models.CharField(max_length=200)
    text = models.TextField(max_length=1000)
    at = models.DateTimeField()


class ProposalState(models.TextChoices):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Proposal(Versioned):
    """A change that an adult proposes and the student accepts or declines with a reason.

    `changes` is a list of {"verb": add|remove|move|swap, "code", "grade_level", "term", "to_...": ...}.
    waiting -> accepted | declined | withdrawn; nothing changes without the student.
    """

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
        indexes = [models.Index(fields=["plan", "state"])]

    @property
    def is_waiting(self) -> bool:
        """Whether the student has still to answer."""
        return self.state == ProposalState.WAITING

    def move_to(self, state: ProposalState) -> None:
        """Leave `waiting` for good, or raise IllegalMove; the action saves it."""
        if not self.is_waiting or state == ProposalState.WAITING:
            raise IllegalMove(self.state, state)
        self.state = state


class SearchKind(models.TextChoices):
    PLANS = "plans"
    FIXES = "fixes"  # the smallest changes with which the plan graduates on time
    WHAT_IF = "what_if"  # the same after something that is supposed


class SearchState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"  # our fault; the page says so
    TIMED_OUT = "timed_out"  # nothing was found in time, which never means that nothing exists


GOING = [SearchState.WAITING, SearchState.RUNNING]


class Job(models.Model):
    """A question that a worker answers, and its answer (docs/decisions/0007-jobs.md).

    waiting -> running | cancelled; running -> done | timed_out | cancelled | failed, or once more waiting where
    its worker died before `deadline`. A move names the state that it leaves, so each happens once (actions/jobs).
    """

    question = models.JSONField()
    state = models.CharField(max_length=10, choices=SearchState.choices, default=SearchState.WAITING)
    answer = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_going(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in GOING


class PeriodSearch(Job):
    """A search for the periods of the courses that meet once; see adapters/demand.py for question and answer.

    The question has counts and no student, so that the same one is asked once in a district, whoever asks.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "digest"], name="period_search_once"),
            models.CheckConstraint(condition=Q(state__in=SearchState.values), name="period_search_state"),
        ]
        indexes = [models.Index(fields=["state", "id"])]


class Search(Job):
    """A question to the plan search, which only its asker reads.

    The question is {"kind", "wishes", "supposed"}: SearchKind, adapters/wishes, adapters/suppositions; for the answer
    see adapters/search.
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="searches")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    asked_as = models.CharField(max_length=60)  # the actor's reference: the worker looks with the asker's own rights
    is_batch = models.BooleanField(default=False)  # one of a caseload's: whatever else waits is taken first

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=SearchState.values), name="search_state")]
        indexes = [
            models.Index(fields=["state", "is_batch", "id"]),
            models.Index(fields=["asked_by", "student"]),
        ]

    @property
    def is_for_plans(self) -> bool:
        """Whether it looks for whole plans."""
        return bool(self.question["kind"] == SearchKind.PLANS)

    @property
    def is_for_fixes(self) -> bool:
        """Whether it looks for the smallest changes, and not for whole plans."""
        return bool(self.question["kind"] == SearchKind.FIXES)

    @property
    def is_what_if(self) -> bool:
        """Whether it asks what would be after something that is supposed."""
        return bool(self.question["kind"] == SearchKind.WHAT_IF)
