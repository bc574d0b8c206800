"""What a worker does to the row of a job: take it, end it, give it back; each move happens once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import F, QuerySet

from .models import Job, JobState

GRACE: Final = timedelta(seconds=15)  # for reading the question; after it the worker is taken for dead
MOST_TRIES: Final = 2
KEPT: Final = timedelta(days=7)

J = TypeVar("J", bound=Job)


def take_job(waiting: QuerySet[J], *, seconds: float, at: datetime) -> J | None:
    """The first job of the queue, now running and this worker's alone; None where nothing waits."""
    queue = waiting.filter(state=JobState.WAITING)
    for key in queue.values_list("pk", flat=True)[:5]:
        mine = queue.model._default_manager.filter(pk=key, state=JobState.WAITING).update(
            state=JobState.RUNNING,
            started_at=at,
            deadline=at + timedelta(seconds=seconds) + GRACE,
            tries=F("tries") + 1,
        )
        if mine:
            return waiting.get(pk=key)
    return None


def end_job(job: Job, *, state: JobState, answer: dict[str, Any], at: datetime) -> bool:
    """Keep how it ended; False where somebody stopped it, or another worker has it by now."""
    own = type(job)._default_manager.filter(pk=job.pk, state=JobState.RUNNING, tries=job.tries)
    return bool(own.update(state=state, answer=answer, finished_at=at))


@transaction.atomic
def mend_jobs(jobs: type[Job], *, at: datetime) -> int:
    """How many jobs of dead workers were given back once more, or marked as failed the second time."""
    lost = jobs._default_manager.filter(state=JobState.RUNNING, deadline__lt=at)
    again = lost.filter(tries__lt=MOST_TRIES).update(state=JobState.WAITING, started_at=None, deadline=None)
    return again + lost.update(state=JobState.FAILED, finished_at=at)


def forget_jobs(jobs: type[Job], *, at: datetime) -> int:
    """How many jobs are deleted, a week after they were asked."""
    return jobs._default_manager.filter(created_at__lt=at - KEPT).delete()[0]


def tidy_jobs(jobs: type[Job], *, at: datetime) -> None:
    """Give back what dead workers held, and forget what is a week old."""
    mend_jobs(jobs, at=at)
    forget_jobs(jobs, at=at)
