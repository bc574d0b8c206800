"""Import runs: what came, what it would change, what it changed, and how to take it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waypost.web.base.concurrency import Versioned
from waypost.web.base.moves import IllegalMove
from waypost.web.base.stored import SCHEMA, read_forward
from waypost.web.schools.models import District
from waypost.web.schools.tenancy import OfDistrict

UNDO_DAYS = 7


class RunKind(models.TextChoices):
    ONEROSTER = "oneroster", _("OneRoster")
    COURSE_HISTORY = "course_history", _("Course history")
    CATALOG = "catalog", _("Course catalog")
    OFFERINGS = "offerings", _("Ways to take courses")


class RunState(models.TextChoices):
    CHECKED = "checked"  # read and previewed; nothing is written
    REFUSED = "refused"  # the file as a whole can't be used
    APPLIED = "applied"
    UNDONE = "undone"
    DROPPED = "dropped"  # previewed and put away


class Run(Versioned):
    """One uploaded file or folder on its way into a district.

    checked -> applied | dropped; applied -> undone (for seven days); refused is the end.
    `digest` names the uploaded bytes and `fingerprint` the change set that the preview showed: what is applied is
    the change set rebuilt from the same bytes, and only if it is still the one that was shown.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="import_runs")
    kind = models.CharField(max_length=16, choices=RunKind.choices)
    source_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=RunState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    accepted = models.JSONField(default=list)  # codes of problems whose suggestion a person agreed to
    counts = models.JSONField(default=dict)  # {table: {new, changed, gone, same}}
    files = models.JSONField(default=list)
    problems = models.JSONField(default=list)  # groups; see adapters.problems
    brake = models.JSONField(default=dict)  # empty: nothing to stop
    vouched_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    vouched_name = models.CharField(max_length=200, blank=True)  # who typed first that those who would go really left
    vouched_at = models.DateTimeField(null=True, blank=True)
    going = models.JSONField(default=list)  # ids of the students who would be turned off
    kept = models.JSONField(default=list)  # rows that an undo left, since people changed them

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state"),
            models.CheckConstraint(condition=Q(kind__in=RunKind.values), name="run_kind"),
        ]
        indexes = [models.Index(fields=["district", "made_at"])]

    MOVES: ClassVar[dict[str, set[str]]] = {
        RunState.CHECKED: {RunState.APPLIED, RunState.DROPPED},
        RunState.APPLIED: {RunState.UNDONE},
    }

    def move_to(self, state: RunState) -> None:
        """Take one of the legal moves above, or raise IllegalMove; the action saves it."""
        if state not in self.MOVES.get(self.state, set()):
            raise IllegalMove(self.state, state)
        self.state = state

    def can_undo(self, *, at: datetime) -> bool:
        """Whether the run is applied and its seven days are not over."""
        undo_ends_at = self.undo_ends_at
        return self.state == RunState.APPLIED and undo_ends_at is not None and at < undo_ends_at

    @property
    def undo_ends_at(self) -> datetime | None:
        """The moment from which the run can no longer be taken back."""
        return self.applied_at + timedelta(days=UNDO_DAYS) if self.applied_at else None


class RowBatch(OfDistrict):
    """Rows of one table that a run wrote, in the order written: [[id, before, after], ...].

    `before` is None for a new row; both sides hold only the columns that the run set.
    """

    OWNER: ClassVar[str] = "run"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="batches")
    table = models.CharField(max_length=40)
    rows: models.JSONField[Any, Any] = models.JSONField(encoder=DjangoJSONEncoder)
    schema = models.PositiveSmallIntegerField(default=SCHEMA)  # of `rows`: base.stored

    class Meta:
        indexes = [models.Index(fields=["district", "run"])]

    @property
    def written(self) -> list[list[Any]]:
        """The rows in today's shape."""
        return list(read_forward(self.rows, schema=self.schema))
