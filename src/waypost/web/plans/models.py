"""A student's plan: its branches, its choices, the steps that can be undone, and every version."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.base.concurrency import Versioned
from waypost.web.base.stored import SCHEMA, read_forward
from waypost.web.catalog.models import Course, Offering
from waypost.web.schools.models import Student
from waypost.web.schools.tenancy import OfDistrict

UNDO_STEPS: Final = 50
MOST_GRADE: Final = 18  # a student of 22 who was young in 12th grade


class Plan(OfDistrict):
    """The one plan of a student; `follows` holds the keys of the rulebooks that the student chose."""

    student = models.OneToOneField(Student, on_delete=models.CASCADE, related_name="plan")
    follows = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["district", "student"])]


class BranchKind(models.TextChoices):
    REAL = "real"
    WHAT_IF = "what_if"


class Branch(OfDistrict, Versioned):
    """One line of thought: the real plan, or a what-if that never touches it until it is used.

    A what-if ends by being used (`used_at`) or put away (`archived_at`); the real one never ends.
    """

    OWNER: ClassVar[str] = "plan"

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
        indexes = [models.Index(fields=["district", "plan"])]

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.used_at is None and self.archived_at is None

    @property
    def is_what_if(self) -> bool:
        """Whether it is a what-if, and not the real plan."""
        return self.kind == BranchKind.WHAT_IF


class PlannedCourse(OfDistrict):
    """One course planned for a grade level and a term of the district's calendar.

    `pins` maps a rulebook's key to the path of the requirement that the student wants the course to count for.
    `offering` is the way in which it is taken; None is as the course says. `school_year` is the year for which it was
    planned: it stays when a grade is repeated or skipped. None is the year that the grade level says. `said_taken`
    waits for the record: the term is over, and the student says that the class was taken. `own_units` are how much of a
    course with variable credit is planned; None is its least.
    """

    OWNER: ClassVar[str] = "branch"

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="planned")
    course = models.ForeignKey(Course, on_delete=models.PROTECT)
    grade_level = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=10)
    school_year = models.PositiveSmallIntegerField(null=True, blank=True)
    said_taken = models.BooleanField(default=False)
    offering = models.ForeignKey(Offering, null=True, blank=True, on_delete=models.PROTECT, related_name="planned")
    own_units = models.PositiveIntegerField(null=True, blank=True)
    pins = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "course", "grade_level", "term"], name="planned_once"),
            models.CheckConstraint(condition=Q(grade_level__gte=6, grade_level__lte=MOST_GRADE), name="planned_grade"),
        ]
        indexes = [models.Index(fields=["district", "branch"])]

    @property
    def units(self) -> int:
        """What it gives, taken in this way."""
        if self.own_units is not None:
            return self.own_units
        return self.course.units if self.offering is None or self.offering.units is None else self.offering.units

    @property
    def offering_name(self) -> str:
        """The way in which it is taken, as plain values name it; blank for the course's own."""
        return self.offering.name if self.offering else ""


class YearTurn(OfDistrict):
    """What one plan said at the turn of a school year: what it carried over, and what it asked; kept once read."""

    OWNER: ClassVar[str] = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="turns")
    school_year = models.PositiveSmallIntegerField()  # the one that began
    carried = models.JSONField(default=list)  # course codes
    asked = models.JSONField(default=list)  # course codes
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "school_year"], name="year_turn_once")]
        indexes = [models.Index(fields=["district", "plan"])]


class Edit(OfDistrict):
    """One step in a branch that can be taken back: the planned rows before and after, as plain values.

    `number` is the branch's version after the step. The newest standing step is the next to undo; the oldest
    undone one above it is the next to redo, so a new step leaves the undone ones below it behind for good.
    """

    OWNER: ClassVar[str] = "branch"

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)  # add, move, remove, swap, pin, take, took, use
    course_code = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    schema = models.PositiveSmallIntegerField(default=SCHEMA)  # of `before` and `after`: base.stored
    undone = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["branch", "number"], name="edit_number")]
        indexes = [models.Index(fields=["district", "branch"])]


class PlanVersion(OfDistrict):
    """The real plan, or a what-if that was sent, as it stood at one moment: who, when, why. It never changes.

    `what_if` is the what-if, `name` what it was called then; both are empty for the real plan.
    """

    OWNER: ClassVar[str] = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    by_role = models.CharField(max_length=20)
    by_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=20)  # started, sent, before_what_if, what_if_used, proposal_accepted, approved
    what_if = models.ForeignKey(Branch, null=True, blank=True, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=60, blank=True)
    snapshot = models.JSONField()  # [{"code", "title", "subject", "units", "grade_level", "term", "pins", ...}], sorted
    schema = models.PositiveSmallIntegerField(default=SCHEMA)  # of `snapshot`: base.stored

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number")]
        indexes = [models.Index(fields=["district", "plan"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a second save: a version is a fact of the past."""
        if self.pk is not None:
            raise TypeError("A plan version never changes")
        super().save(*args, **kwargs)

    @property
    def is_what_if(self) -> bool:
        """Whether it is of a what-if, and not of the real plan."""
        return self.what_if_id is not None

    @property
    def classes(self) -> list[dict[str, Any]]:
        """The snapshot in today's shape."""
        return list(read_forward(self.snapshot, schema=self.schema))
