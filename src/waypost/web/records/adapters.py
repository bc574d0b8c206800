"""What a student did, as the engine reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from waypost.engine.catalog import Catalog, Course
from waypost.engine.record import (
    Cohort,
    CreditRule,
    Entry,
    ExceptionKind,
    Fact,
    GrantedException,
    MethodCode,
    Pin,
    Record,
    RepeatCode,
    Stage,
)
from waypost.web.schools.models import Student

from .models import CourseRecord, CourseStatus, RequirementException, StudentFact

FIRST_HIGH_SCHOOL_GRADE = 9  # who is younger changes school before most of what is planned


def _named(*names: str) -> dict[str, str]:
    return {name: name for name in names}


COURSE_COLUMNS = _named(
    "id",
    "student_id",
    "code",
    "title",
    "subject",
    "school_year",
    "term",
    "grade_level",
    "status",
    "mark",
    "units_attempted",
    "units_earned",
    "repeat",
    "method",
)
FACT_COLUMNS = {**_named("id", "student_id", "kind", "on"), "value": Cast("value", CharField())}
EXCEPTION_COLUMNS = _named(
    "id",
    "student_id",
    "rulebook_key",
    "path",
    "kind",
    "units",
    "course_code",
    "authority",
    "reason",
    "expires_on",
    "granted_on",
)


def to_fact_row(row: dict[str, Any]) -> StudentFact:
    """A fact out of a JSON row of FACT_COLUMNS."""
    return StudentFact(**{**row, "value": Decimal(row["value"]), "on": _day(row["on"])})


def to_exception_row(row: dict[str, Any]) -> RequirementException:
    """An exception out of a JSON row of EXCEPTION_COLUMNS."""
    return RequirementException(**{**row, **{name: _day(row[name]) for name in ("expires_on", "granted_on")}})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def to_record(
    student: Student,
    *,
    courses: Iterable[CourseRecord],
    facts: Iterable[StudentFact],
    exceptions: Iterable[RequirementException],
    catalog: Catalog,
    planned: tuple[Entry, ...] = (),
    pins: tuple[Pin, ...] = (),
    repeats: CreditRule = CreditRule.BEST,
) -> Record:
    """One engine record of everything; `planned` entries and pins come from a plan, `repeats` from the district."""
    taken = (to_entry(course, catalog=catalog) for course in courses if course.status != CourseStatus.WITHDRAWN)
    return Record(
        entries=(*taken, *planned),
        facts=tuple(Fact(key=fact_key(fact.kind), value=Fraction(fact.value), on=fact.on) for fact in facts),
        cohort=Cohort(class_of=student.class_of, entered_ninth_in=student.entered_ninth_in),
        grade_level=student.grade_level,
        school=student.school.source_id if student.grade_level >= FIRST_HIGH_SCHOOL_GRADE else "",
        pins=pins,
        exceptions=tuple(to_exception(exception) for exception in exceptions),
        calendar=catalog.calendar,
        repeats=repeats,
    )


def to_entry(row: CourseRecord, *, catalog: Catalog) -> Entry:
    """One attempt; a course that the catalog does not know stands with what its own row says."""
    is_done = row.status == CourseStatus.COMPLETED
    return Entry(
        id=f"taken-{row.pk}",
        course=catalog.find(row.code, year=row.school_year) or _outside_course(row),
        stage=Stage.DONE if is_done else Stage.NOW,
        units=row.units_earned if is_done else row.units_attempted,
        attempted_units=row.units_attempted,
        mark=row.mark or None,
        grade_level=row.grade_level,
        school_year=row.school_year,
        term=catalog.calendar.term(row.term),
        repeat=RepeatCode(row.repeat) if row.repeat else None,
        method=MethodCode(row.method) if row.method else MethodCode.CLASSROOM,
    )


def fact_key(kind: str) -> str:
    """The word that rulebooks use for a kind of fact: `service-hours` of a file is `service_hours` there."""
    return kind.replace("-", "_")


def to_exception(row: RequirementException) -> GrantedException:
    """A granted exception as the engine reads it."""
    return GrantedException(
        rulebook_id=row.rulebook_key,
        path=row.path,
        kind=ExceptionKind(row.kind),
        authority=row.authority,
        reason=row.reason,
        units=row.units,
        course_code=row.course_code or None,
        expires_on=row.expires_on,
        granted_on=row.granted_on,
    )


def _outside_course(row: CourseRecord) -> Course:
    return Course(code=row.code, title=row.title, subject=row.subject, units=row.units_attempted)
