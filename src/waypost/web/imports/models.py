"""Import runs: what came, what it would change, what it changed, and how to take it back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.schools.models import District


class RunKind(models.TextChoices):
    ONEROSTER = "oneroster"
    COURSE_HISTORY = "course_history"
    CATALOG = "catalog"


class RunState(models.TextChoices):
    CHECKED = "checked"  # read and previewed; nothing is written
    REFUSED = "refused"  # the file as a whole can't be used
    APPLIED = "applied"
    UNDONE = "undone"
    DROPPED = "dropped"  # previewed and put away


class Run(models.Model):
    """One uploaded file or folder on its way into a district.

    checked -> applied | dropped; applied -> undone (for seven days); refused is the end.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="import_runs")
    kind = models.CharField(max_length=16, choices=RunKind.choices)
    source_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    stored_at = models.CharField(max_length=300)  # where the file's bytes are kept, below the upload folder
    state = models.CharField(max_length=10, choices=RunState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    brake = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state"),
            models.CheckConstraint(condition=Q(kind__in=RunKind.values), name="run_kind"),
        ]
        indexes = [models.Index(fields=["district", "made_at"])]


class RowChange(models.Model):
    """One database row that a run changed: its columns before (None: it was new) and after."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="changes")
    table = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["run", "table"])]
