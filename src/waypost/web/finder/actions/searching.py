"""Asking for a search, stopping it, and making something of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import StaleWrite
from waypost.web.base.moves import IllegalMove
from waypost.web.finder.adapters.brief import plan_seen
from waypost.web.finder.adapters.search import Way, to_outcome
from waypost.web.finder.adapters.suppositions import Supposition
from waypost.web.finder.adapters.wishes import Wish
from waypost.web.finder.models import Search, SearchKind
from waypost.web.history.actions import record
from waypost.web.jobs.models import GOING, JobState
from waypost.web.plans.actions.branching import start_plan, start_what_if
from waypost.web.plans.actions.rows import Row, put_rows, row_of, without_blank
from waypost.web.plans.adapters.between import PlanRow, carried_on, changes_between, to_plan_row
from waypost.web.plans.adapters.entries import is_past, place_rows
from waypost.web.plans.models import Branch, Plan, PlannedCourse
from waypost.web.plans.queries import real_branch_of
from waypost.web.reviews.actions.proposing import propose_change
from waypost.web.reviews.models import Proposal
from waypost.web.schools.models import Student


def ask_what_if(actor: Actor, *, student: Student, supposed: Supposition, at: datetime) -> Search:
    """A what-if question that waits for a worker, otherwise as `ask_search`. Raises PermissionDenied."""
    return ask_search(actor, student=student, kind=SearchKind.WHAT_IF, wishes=(), supposed=supposed, at=at)


@transaction.atomic
def ask_search(
    actor: Actor,
    *,
    student: Student,
    kind: SearchKind,
    wishes: Sequence[Wish],
    at: datetime,
    supposed: Supposition | None = None,
) -> Search:
    """A search that waits for a worker; what the actor asked before about this student stops. Raises PermissionDenied.

    A search changes no plan, so whoever may read the plan may ask.
    """
    require(actor, Permission.PLAN_READ, student)
    own = Search.objects.filter(student=student, asked_by=actor.user_id, asked_as=actor.reference)
    own.filter(state__in=GOING).update(state=JobState.CANCELLED, finished_at=at)
    search = Search.objects.create(
        student=student,
        asked_by_id=actor.user_id or 0,  # a command has no user, and asks nothing
        asked_as=actor.reference,
        question={
            "kind": kind,
            "wishes": [str(wish) for wish in wishes],
            **({"supposed": str(supposed)} if supposed else {}),
        },
        created_at=at,
    )
    record(actor, verb="search_asked", at=at, about=search, student=student, of=kind)
    return search


@transaction.atomic
def cancel_search(actor: Actor, *, search: Search, at: datetime) -> bool:
    """Whether it was stopped; False where the answer came first. Raises PermissionDenied."""
    require(actor, Permission.PLAN_READ, search.student)
    going = Search.objects.filter(pk=search.pk, state__in=GOING)
    if not going.update(state=JobState.CANCELLED, finished_at=at):
        return False
    record(actor, verb="search_cancelled", at=at, about=search, student=search.student)
    return True


@transaction.atomic
def try_way(actor: Actor, *, search: Search, number: int, name: str, at: datetime) -> Branch:
    """A what-if with the courses of one way that was found. Raises PermissionDenied; IllegalMove for no such way."""
    require(actor, Permission.PLAN_EDIT, search.student)
    way = _way(search, number)
    branch = start_what_if(actor, source=start_plan(actor, student=search.student, at=at), name=name[:60], at=at)
    rows, passed = _rows_and_past(branch, on=actor.today)
    before = [row_of(planned) for planned in rows]
    ahead = [row for row in rows if row not in passed]
    after = [_row(row, old=old) for row, old in zip(way.rows, carried_on(ahead, way.rows), strict=True)]
    kept = [row_of(planned) for planned in passed]
    put_rows(branch, before=before, after=[*kept, *(row for row in after if row not in kept)], on=actor.today)
    record(actor, verb="search_used", at=at, about=search, student=search.student, branch=branch.pk)
    return branch


@transaction.atomic
def propose_way(actor: Actor, *, search: Search, number: int, plan: Plan, reason: str, at: datetime) -> Proposal:
    """One way that was found, proposed to the student.

    Raises PermissionDenied, StaleWrite or DoesNotFit where the plan changed since, and IllegalMove where the way
    changes no class, or is good only after something that did not happen.
    """
    require(actor, Permission.PLAN_PROPOSE, search.student)
    if search.is_what_if:
        raise IllegalMove(search.pk, "propose")
    way, real, seen = _way(search, number), real_branch_of(plan), plan_seen(search)
    if seen not in {None, real.version}:
        raise StaleWrite(real)
    rows, passed = _rows_and_past(real, on=actor.today)
    before = [to_plan_row(row) for row in rows if row not in passed]
    changes = changes_between(before, way.rows)
    if not changes:
        raise IllegalMove(search.pk, "propose")
    return propose_change(actor, plan=plan, changes=changes, reason=reason, at=at)


def _row(row: PlanRow, *, old: PlannedCourse | None) -> Row:
    """A class of a way, with the pins and the credit of the planned class that it carries on."""
    code, grade, term, offering = row
    pins, units = (old.pins, old.own_units) if old else ({}, None)
    chosen = {"code": code, "grade_level": grade, "term": term, "pins": pins, "offering": offering, "units": units}
    return without_blank(chosen)


def _rows_and_past(branch: Branch, *, on: date) -> tuple[list[PlannedCourse], list[PlannedCourse]]:
    """All planned courses of a branch, and those whose term is over: no way that was found says a word of them."""
    student = branch.plan.student
    rows = list(branch.planned.select_related("course", "offering").order_by("pk"))
    place_rows(rows, student=student, on=on)
    return rows, [row for row in rows if is_past(row, student=student, on=on)]


def _way(search: Search, number: int) -> Way:
    ways = to_outcome(search.answer).ways if search.state == JobState.DONE else ()
    if not 0 <= number < len(ways):
        raise IllegalMove(search.pk, "way")
    return ways[number]
