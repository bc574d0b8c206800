"""Runs that audit everybody in the background."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from waypost.web.catalog.models import Rulebook
from waypost.web.schools.models import District, School


class RunKind(models.TextChoices):
    TRY = "try"  # what one revision of a rulebook would change; writes nothing but its counts
    REFRESH = "refresh"  # where everybody stands by the rules in force, as StoredAudit rows


class RunState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


GOING = [RunState.WAITING, RunState.RUNNING]
HALTED = [RunState.STOPPED, RunState.FAILED]


class AuditRun(models.Model):
    """Everybody in a district or school audited in the background, some students at a time in the order of their ids.

    waiting -> running -> done | failed; stopped from both, and back to waiting from stopped and failed. A worker takes
    the next chunk for itself until `deadline`; `takes` numbers that, so that a chunk whose worker was taken for dead
    is kept by nobody else's number. Students up to `last_student_id` stand; `shifts` are a try's counts so far.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="audit_runs")
    school = models.ForeignKey(School, null=True, on_delete=models.CASCADE, related_name="+")  # None: the district
    kind = models.CharField(max_length=8, choices=RunKind.choices)
    rulebook = models.ForeignKey(Rulebook, null=True, on_delete=models.CASCADE, related_name="tries")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE)
    asked_as = models.CharField(max_length=60, blank=True)  # the actor's reference; blank: a command of the server
    by_name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.WAITING)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    last_student_id = models.PositiveBigIntegerField(default=0)
    shifts = models.JSONField(default=list)  # see adapters/shifts.py
    takes = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)  # takes of the chunk that is next
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RunKind.values), name="audit_run_kind"),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="audit_run_state"),
            models.CheckConstraint(
                condition=Q(kind="refresh", rulebook=None) | Q(kind="try", rulebook__isnull=False),
                name="audit_run_rulebook",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"]), models.Index(fields=["district", "created_at"])]

    @property
    def is_going(self) -> bool:
        """Whether students are still to be audited, and nobody has to say so first."""
        return self.state in GOING

    @property
    def is_halted(self) -> bool:
        """Whether it would go on where it is if somebody said so."""
        return self.state in HALTED

    @property
    def is_try(self) -> bool:
        """Whether it only looks at what a rulebook would change."""
        return self.kind == RunKind.TRY
