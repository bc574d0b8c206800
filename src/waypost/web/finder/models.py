"""Questions to the plan search, which a worker answers (docs/decisions/0007-jobs.md)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.jobs.models import Job, JobState
from waypost.web.schools.models import Student
from waypost.web.schools.tenancy import OfDistrict


class SearchKind(models.TextChoices):
    PLANS = "plans"
    FIXES = "fixes"  # the smallest changes with which the plan graduates on time
    WHAT_IF = "what_if"  # the same after something that is supposed


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
        constraints = [models.CheckConstraint(condition=Q(state__in=JobState.values), name="search_state")]
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
