"""What an adult's own searches for fixes found, student by student, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.finder.adapters.brief import Brief, to_brief
from waypost.web.finder.models import Search, SearchKind
from waypost.web.jobs.models import GOING, JobState
from waypost.web.plans.models import Branch, BranchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestFixes:
    """The newest question about one student's fixes, its answer in brief, and the real plan's version now (0: none)."""

    search_id: int
    state: JobState
    brief: Brief | None
    plan_version: int
    run_at: datetime | None  # when the run over a caseload began that it is a part of

    @property
    def is_going(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in GOING

    @property
    def is_fresh(self) -> bool:
        """Whether the plan is still as it was when it was looked at."""
        return self.brief is not None and self.brief.plan_seen == self.plan_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How far a run over a caseload is."""

    count: int
    going: int

    @property
    def looked_at(self) -> int:
        return self.count - self.going


def fresh_fixes_of(actor: Actor, *, student_id: int) -> NewestFixes | None:
    """The answer about one student, where there are fixes and the plan is still as it was; one query."""
    newest = _newest(own_fixes(actor).filter(student=student_id)).get(student_id)
    return newest if newest and newest.is_fresh and newest.brief and newest.brief.fix else None


def newest_fixes(actor: Actor) -> Mapping[int, NewestFixes]:
    """By student, the newest search for fixes that the actor asked and did not stop; one query."""
    return _newest(own_fixes(actor))


def own_fixes(actor: Actor) -> QuerySet[Search]:
    """The actor's own searches for fixes in this role, for students whose plans the actor may still read."""
    return Search.objects.filter(
        student__in=students_for(actor, Permission.PLAN_READ),
        asked_by=actor.user_id,
        asked_as=actor.reference,
        question__kind=SearchKind.FIXES,
    )


def newest_run(newest: Mapping[int, NewestFixes]) -> Run | None:
    """How far the newest run over a caseload is; None where there was none."""
    asked = [one.run_at for one in newest.values() if one.run_at]
    of_run = [one for one in newest.values() if asked and one.run_at == max(asked)]
    return Run(count=len(of_run), going=sum(one.is_going for one in of_run)) if of_run else None


def _newest(searches: QuerySet[Search]) -> dict[int, NewestFixes]:
    newer = Search.objects.filter(
        ~Q(state=JobState.CANCELLED),
        student=OuterRef("student"),
        asked_by=OuterRef("asked_by"),
        asked_as=OuterRef("asked_as"),
        question__kind=SearchKind.FIXES,
        pk__gt=OuterRef("pk"),
    )
    real = Branch.objects.filter(plan__student=OuterRef("student"), kind=BranchKind.REAL).values("version")
    kept = searches.exclude(state=JobState.CANCELLED)
    rows = kept.filter(~Exists(newer)).annotate(plan_version=Subquery(real[:1]))
    return {
        student: NewestFixes(
            search_id=key,
            state=JobState(state),
            brief=to_brief(brief) if brief else None,
            plan_version=version or 0,
            run_at=at if is_batch else None,
        )
        for key, student, state, brief, version, is_batch, at in rows.values_list(
            "pk", "student", "state", "answer__brief", "plan_version", "is_batch", "created_at"
        )
    }
