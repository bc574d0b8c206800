"""What students did, as far as the actor may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import JSONObject

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for

from .adapters import COURSE_COLUMNS, EXCEPTION_COLUMNS, FACT_COLUMNS, to_exception_row, to_fact_row
from .models import CourseRecord, RequirementException, StudentFact


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRows:
    """Everything that an audit reads of some students: courses oldest first, facts, exceptions."""

    courses: tuple[CourseRecord, ...]
    facts: tuple[StudentFact, ...]
    exceptions: tuple[RequirementException, ...]


def record_rows_of(actor: Actor, *, student_ids: Sequence[int], deed: Permission = Permission.PLAN_READ) -> RecordRows:
    """The three together in one query; the rows hold what the adapters read, and are not to be saved."""
    asked: dict[str, Any] = {"student_ids": student_ids, "deed": deed}
    courses = _as_json(course_records_of(actor, **asked), "course", COURSE_COLUMNS)
    facts = _as_json(facts_of(actor, **asked), "fact", FACT_COLUMNS)
    exceptions = _as_json(exceptions_of(actor, **asked), "exception", EXCEPTION_COLUMNS)
    found: dict[str, list[dict[str, Any]]] = {"course": [], "fact": [], "exception": []}
    for kind, row in courses.union(facts, exceptions, all=True):
        found[kind].append(row)
    return RecordRows(
        courses=tuple(
            sorted((CourseRecord(**row) for row in found["course"]), key=lambda row: (row.school_year, row.pk))
        ),
        facts=tuple(sorted((to_fact_row(row) for row in found["fact"]), key=lambda row: row.kind)),
        exceptions=tuple(sorted((to_exception_row(row) for row in found["exception"]), key=lambda row: row.pk)),
    )


def _as_json(rows: QuerySet[Any], kind: str, columns: Mapping[str, Any]) -> QuerySet[Any, Any]:
    """The rows of one table in the shape that all three share: what it is, and its columns."""
    row = JSONObject(**columns)
    shaped: QuerySet[Any, Any] = rows.order_by().annotate(row_kind=Value(kind, output_field=CharField()), row=row)
    return shaped.values_list("row_kind", "row")


def course_records_of(
    actor: Actor, *, student_ids: Sequence[int], deed: Permission = Permission.PLAN_READ
) -> QuerySet[CourseRecord]:
    """The students' courses, oldest first; none where the actor lacks the deed for them."""
    students = students_for(actor, deed)
    rows = CourseRecord.objects.filter(district_id=actor.district_id, student_id__in=student_ids, student__in=students)
    return rows.order_by("school_year", "pk")


def facts_of(
    actor: Actor, *, student_ids: Sequence[int], deed: Permission = Permission.PLAN_READ
) -> QuerySet[StudentFact]:
    """Service hours, scores and the like of these students."""
    students = students_for(actor, deed)
    rows = StudentFact.objects.filter(district_id=actor.district_id, student_id__in=student_ids, student__in=students)
    return rows.order_by("kind")


def exceptions_of(
    actor: Actor, *, student_ids: Sequence[int], deed: Permission = Permission.PLAN_READ
) -> QuerySet[RequirementException]:
    """The exceptions granted to these students."""
    students = students_for(actor, deed)
    rows = RequirementException.objects.filter(district_id=actor.district_id, student_id__in=student_ids)
    return rows.filter(student__in=students).order_by("pk")
