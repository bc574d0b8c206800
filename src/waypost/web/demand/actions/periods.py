"""Asking for the periods of the courses that meet once, stopping it, and answering it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from waypost.engine.demand import assign_periods
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.demand.adapters.demand import read_period_question, to_period_answer
from waypost.web.demand.models import PeriodSearch
from waypost.web.demand.queries.demand import DemandAnswer
from waypost.web.history.actions import record
from waypost.web.jobs.actions import end_job, take_job
from waypost.web.jobs.models import GOING, JobState

SECONDS: Final = 3.0  # a student may wait behind it


@transaction.atomic
def ask_periods(actor: Actor, *, demand: DemandAnswer, at: datetime) -> PeriodSearch:
    """The search for these counts, waiting for a worker unless it is under way or answered. Raises PermissionDenied."""
    require_role(actor, Permission.DEMAND_READ)
    search, is_new = PeriodSearch.objects.get_or_create(
        district_id=actor.district_id,
        digest=demand.digest,
        defaults={"question": demand.period_question, "created_at": at},
    )
    again = PeriodSearch.objects.filter(pk=search.pk).exclude(state__in=[*GOING, JobState.DONE])
    if again.update(state=JobState.WAITING, tries=0, created_at=at, finished_at=None) or is_new:
        record(actor, verb="periods_asked", at=at, about=search, year=demand.question.year)
    return search


@transaction.atomic
def stop_periods(actor: Actor, *, search: PeriodSearch, at: datetime) -> bool:
    """Whether it was stopped; False where the answer came first. Raises PermissionDenied."""
    require_role(actor, Permission.DEMAND_READ)
    going = PeriodSearch.objects.filter(pk=search.pk, state__in=GOING)
    if not going.update(state=JobState.CANCELLED, finished_at=at):
        return False
    record(actor, verb="periods_cancelled", at=at, about=search)
    return True


def take_periods(*, at: datetime) -> PeriodSearch | None:
    """The oldest waiting search, now this worker's alone."""
    return take_job(PeriodSearch.objects.order_by("pk"), seconds=SECONDS, at=at)


def find_periods(*, search: PeriodSearch, at: datetime) -> bool:
    """Whether the search was answered and its answer kept."""
    demand, courses = read_period_question(search.question)
    found = assign_periods(demand, courses=courses, periods=search.question["periods"], seconds=SECONDS)
    answer = to_period_answer(found, courses=courses)
    return end_job(search, state=JobState.DONE, answer=answer, at=at)


def fail_periods(*, search: PeriodSearch, at: datetime) -> bool:
    """Mark a search that our own fault ended."""
    return end_job(search, state=JobState.FAILED, answer={}, at=at)
