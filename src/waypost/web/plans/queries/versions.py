"""The versions of a plan, and the real plan as it stands now in the shape of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.catalog.models import Course, Offering
from waypost.web.plans.adapters.entries import place_rows
from waypost.web.plans.models import Branch, BranchKind, Plan, PlanVersion


def versions_readable_by(actor: Actor) -> QuerySet[PlanVersion]:
    """Every version of the plans that the actor may read, newest first."""
    students = students_for(actor, Permission.PLAN_READ)
    versions = PlanVersion.objects.filter(plan__student__in=students)
    return versions.select_related("plan__student__district", "plan__student__school").order_by("-number")


def real_branch_of(plan: Plan) -> Branch:
    """The plan itself, among its branches; the caller has passed the plan's own door."""
    return plan.branches.get(kind=BranchKind.REAL)


def snapshot_of(branch: Branch, *, on: date | None = None) -> list[dict[str, Any]]:
    """The planned courses of a branch as a version keeps them, in an order that never depends on the database.

    Grade levels are those of the day `on`, else those for which the courses were planned.
    """
    rows = list(branch.planned.select_related("course", "offering"))
    if on is not None:
        place_rows(rows, student=branch.plan.student, on=on)
    rows.sort(key=lambda row: (row.grade_level, row.course.code, row.term))
    return [
        {
            "code": row.course.code,
            "title": row.course.title,
            "subject": row.course.subject,
            "grade_level": row.grade_level,
            "term": row.term,
            "pins": row.pins,
            **taken_values(row.course, row.offering),
            "units": row.units,
        }
        for row in rows
    ]


def taken_values(course: Course, offering: Offering | None) -> dict[str, Any]:
    """What a version keeps of how a course is taken; of the course's own way only the units."""
    if offering is None:
        return {"units": course.units}
    units = course.units if offering.units is None else offering.units
    periods = course.periods if offering.periods is None else offering.periods
    return {"units": units, "offering": offering.name, "periods": periods}
