"""A search for the periods of courses that meet once, which a worker answers (docs/decisions/0007-jobs.md)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from waypost.web.jobs.models import Job, JobState
from waypost.web.schools.models import District


class PeriodSearch(Job):
    """A search for the periods of the courses that meet once; see adapters/demand.py for question and answer.

    The question has counts and no student, so that the same one is asked once in a district, whoever asks.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "digest"], name="period_search_once"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="period_search_state"),
        ]
        indexes = [models.Index(fields=["state", "id"])]
