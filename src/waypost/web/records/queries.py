"""What students did, as far as the actor may see it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for

from .models import CourseRecord, RequirementException, StudentFact


def course_records_of(
    actor: Actor, *, student_ids: Sequence[int], deed: Permission = Permission.PLAN_READ
) -> QuerySet[CourseRecord]:
    """The students' courses, oldest first; none where the actor lacks the deed for them."""
    students = students_for(actor, deed)
    rows = CourseRecord.objects.filter(student_id__in=student_ids, student__in=students)
    return rows.order_by("school_year", "pk")


def facts_of(
    actor: Actor, *, student_ids: Sequence[int], deed: Permission = Permission.PLAN_READ
) -> QuerySet[StudentFact]:
    """Service hours, scores and the like of these students."""
    students = students_for(actor, deed)
    return StudentFact.objects.filter(student_id__in=student_ids, student__in=students).order_by("kind")


def exceptions_of(
    actor: Actor, *, student_ids: Sequence[int], deed: Permission = Permission.PLAN_READ
) -> QuerySet[RequirementException]:
    """The exceptions granted to these students."""
    students = students_for(actor, deed)
    return RequirementException.objects.filter(student_id__in=student_ids, student__in=students).order_by("pk")
