"""Live audits: what students did, do and plan, against every rulebook that holds for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from django.db.models import prefetch_related_objects

from waypost.engine.audit import audit
from waypost.engine.catalog import Catalog
from waypost.engine.record import Entry, Pin, Record
from waypost.engine.result import AuditResult
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.catalog import queries as catalog_queries
from waypost.web.catalog.adapters import to_credit_rule, to_rulebook
from waypost.web.catalog.models import Adoption, Rulebook
from waypost.web.records import queries as record_queries
from waypost.web.records.adapters import to_record
from waypost.web.schools.models import Student


class OfStudent(Protocol):
    """A row that belongs to one student."""

    student_id: int


Row = TypeVar("Row", bound=OfStudent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """One rulebook in force and what the engine says of the student by it."""

    adoption: Adoption
    record: Record
    result: AuditResult


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentFile:
    """Everything that audits of one student read, without a plan."""

    student: Student
    catalog: Catalog
    record: Record
    adoptions: tuple[Adoption, ...]
    as_of: date


def student_file(actor: Actor, *, student: Student, follows: Sequence[str]) -> StudentFile:
    """One student's record, catalog and rulebooks; `follows` are the keys of the rulebooks that the student chose."""
    return student_files(actor, students=[student], follows={student.pk: follows})[0]


def student_files(
    actor: Actor,
    *,
    students: Sequence[Student],
    follows: Mapping[int, Sequence[str]],
    deed: Permission = Permission.PLAN_READ,
) -> list[StudentFile]:
    """The files of many students in three queries, whatever their number; empty records where nothing may be read.

    A fourth query asks for the schools of students who came without.
    """
    prefetch_related_objects(list(students), "school")
    keys = [student.pk for student in students]
    catalog = catalog_queries.catalog_of(actor)
    rows = record_queries.record_rows_of(actor, student_ids=keys, deed=deed)
    courses, facts, exceptions = _by_student(rows.courses), _by_student(rows.facts), _by_student(rows.exceptions)
    adoptions = list(catalog_queries.adoptions_in_force(actor))
    repeats = to_credit_rule(getattr(adoptions[0], "grade_policy", None) if adoptions else None)
    return [
        StudentFile(
            student=student,
            catalog=catalog,
            record=to_record(
                student,
                courses=courses[student.pk],
                facts=facts[student.pk],
                exceptions=exceptions[student.pk],
                catalog=catalog,
                repeats=repeats,
            ),
            adoptions=tuple(a for a in adoptions if a.holds_for(student, chosen=follows.get(student.pk, ()))),
            as_of=actor.today,
        )
        for student in students
    ]


def audits_of(file: StudentFile, *, planned: tuple[Entry, ...] = (), pins: tuple[Pin, ...] = ()) -> tuple[Audited, ...]:
    """The file with a plan added, against each of its rulebooks; no query."""
    record = with_plan(file, planned=planned, pins=pins)
    return tuple(
        Audited(
            adoption=adoption,
            record=record,
            result=audit(record, to_rulebook(adoption.rulebook), as_of=file.as_of),
        )
        for adoption in file.adoptions
    )


def audit_by(
    file: StudentFile, rulebook: Rulebook, *, planned: tuple[Entry, ...] = (), pins: tuple[Pin, ...] = ()
) -> AuditResult:
    """The file with a plan added, against any one rulebook, in force or not; no query."""
    return audit(with_plan(file, planned=planned, pins=pins), to_rulebook(rulebook), as_of=file.as_of)


def with_plan(file: StudentFile, *, planned: tuple[Entry, ...], pins: tuple[Pin, ...]) -> Record:
    """The student's record with the entries and pins of a plan."""
    return replace(file.record, entries=(*file.record.entries, *planned), pins=pins)


def _by_student(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    grouped: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.student_id].append(row)
    return grouped
