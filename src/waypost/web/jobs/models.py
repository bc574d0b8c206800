"""What every background job has in common (docs/decisions/0007-jobs.md)."""

from __future__ import annotations

from django.db import models

from waypost.web.base.stored import SCHEMA


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"  # our fault; the page says so
    TIMED_OUT = "timed_out"  # nothing was found in time, which never means that nothing exists


GOING = [JobState.WAITING, JobState.RUNNING]


class Job(models.Model):
    """A question that a worker answers, and its answer (docs/decisions/0007-jobs.md).

    waiting -> running | cancelled; running -> done | timed_out | cancelled | failed, or once more waiting where
    its worker died before `deadline`. A move names the state that it leaves, so each happens once (actions).
    """

    question = models.JSONField()
    schema = models.PositiveSmallIntegerField(default=SCHEMA)  # of `question`: base.stored
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
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
