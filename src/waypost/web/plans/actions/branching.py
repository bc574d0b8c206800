"""Starting a plan, and what-ifs: begun from a branch, used in place of the real plan, or put away."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import claim
from waypost.web.base.moves import IllegalMove
from waypost.web.history.actions import record
from waypost.web.plans.adapters.entries import place_rows
from waypost.web.plans.models import Branch, BranchKind, Edit, Plan, PlannedCourse, PlanVersion
from waypost.web.plans.queries import real_branch_of, snapshot_of
from waypost.web.schools.models import Student

from .rows import Row, row_of
from .standings import store_standing
from .versions import keep_version


@transaction.atomic
def start_plan(actor: Actor, *, student: Student, at: datetime) -> Branch:
    """The real branch of the student's plan, begun empty where there is none yet. Raises PermissionDenied."""
    require(actor, Permission.PLAN_EDIT, student)
    plan, is_new = Plan.objects.get_or_create(student=student, defaults={"created_at": at})
    if not is_new:
        return real_branch_of(plan)
    record(actor, verb="plan_started", at=at, about=plan, student=student)
    return Branch.objects.create(plan=plan, kind=BranchKind.REAL, created_at=at)


@transaction.atomic
def start_what_if(actor: Actor, *, source: Branch, name: str, at: datetime) -> Branch:
    """A what-if with the courses of the source, which stays as it is. Raises PermissionDenied, IllegalMove."""
    require(actor, Permission.PLAN_EDIT, source.plan.student)
    if not source.is_open:
        raise IllegalMove(source.pk, "what_if")
    branch = Branch.objects.create(plan=source.plan, kind=BranchKind.WHAT_IF, name=name.strip(), created_at=at)
    _copy(source, into=branch)
    record(actor, verb="what_if_started", at=at, about=branch, student=source.plan.student)
    return branch


@transaction.atomic
def use_what_if(actor: Actor, *, branch: Branch, seen: int, real_seen: int, at: datetime) -> PlanVersion:
    """The what-if made the real plan; what was there before is kept as a version, and can be undone.

    Raises PermissionDenied, IllegalMove, and StaleWrite with the branch that changed since it was seen.
    """
    plan = branch.plan
    require(actor, Permission.PLAN_EDIT, plan.student)
    real = real_branch_of(plan)
    claim(branch, seen=seen)
    claim(real, seen=real_seen)
    if not branch.is_open or not branch.is_what_if:
        raise IllegalMove(branch.pk, "use")
    _keep_what_was(actor, plan, real, at=at)
    _replace(real, branch, at=at, on=actor.today)
    branch.used_at = at
    branch.save(update_fields=["used_at"])
    version = keep_version(actor, plan=plan, reason="what_if_used", at=at)
    record(actor, verb="what_if_used", at=at, about=branch, student=plan.student, plan_version=version.number)
    store_standing(actor, student=plan.student, at=at)
    return version


@transaction.atomic
def put_away_what_if(actor: Actor, *, branch: Branch, seen: int, at: datetime) -> Branch:
    """The what-if out of sight. Raises PermissionDenied, StaleWrite, and IllegalMove for the real plan."""
    require(actor, Permission.PLAN_EDIT, branch.plan.student)
    claim(branch, seen=seen)
    if not branch.is_open or not branch.is_what_if:
        raise IllegalMove(branch.pk, "put_away")
    branch.archived_at = at
    branch.save(update_fields=["archived_at"])
    record(actor, verb="what_if_put_away", at=at, about=branch, student=branch.plan.student)
    return branch


def _keep_what_was(actor: Actor, plan: Plan, real: Branch, *, at: datetime) -> None:
    """A version of the plan before the change, unless the newest one says the same."""
    newest = plan.versions.filter(what_if=None).order_by("-number").first()
    if newest is None or newest.classes != snapshot_of(real, on=actor.today):
        keep_version(actor, plan=plan, reason="before_what_if", at=at)


def _replace(real: Branch, branch: Branch, *, at: datetime, on: date) -> None:
    before = _plain_rows(real, on=on)
    real.planned.all().delete()
    _copy(branch, into=real)
    after = _plain_rows(real, on=on)
    Edit.objects.create(branch=real, number=real.version, verb="use", before=before, after=after, at=at)


def _plain_rows(branch: Branch, *, on: date) -> list[Row]:
    rows = list(branch.planned.select_related("course", "offering").order_by("pk"))
    place_rows(rows, student=branch.plan.student, on=on)
    return [row_of(planned) for planned in rows]


def _copy(source: Branch, *, into: Branch) -> None:
    rows = source.planned.order_by("pk")
    PlannedCourse.objects.bulk_create(
        PlannedCourse(
            branch=into,
            course_id=row.course_id,
            grade_level=row.grade_level,
            term=row.term,
            school_year=row.school_year,
            said_taken=row.said_taken,
            own_units=row.own_units,
            pins=row.pins,
            offering_id=row.offering_id,
        )
        for row in rows
    )
