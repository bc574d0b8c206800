"""Questions that a worker answers beside the pages (docs/decisions/0007-jobs.md)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.base.stored import SCHEMA
from waypost.web.schools.models import District, Student
from waypost.web.schools.tenancy import OfDistrict


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
    schema = models.PositiveSmallIntegerField(default=SCHEMA)  # of `question`: base.stored
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


class Search(OfDistrict, Job):
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
            models.Index(fields=["district", "student"]),
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
