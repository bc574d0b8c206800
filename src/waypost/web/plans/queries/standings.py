"""Where many students stand with their real plans, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from waypost.engine.record import Entry, Pin, Record
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.audits.queries import Audited, StudentFile, audits_of, student_files, with_plan
from waypost.web.catalog.models import RulebookKind
from waypost.web.catalog.queries import courses_of
from waypost.web.plans.adapters.entries import place_rows, still_planned, to_branch_entries, to_branch_pins
from waypost.web.plans.models import Branch, BranchKind, Plan, PlannedCourse
from waypost.web.schools.models import Student

MOST_AT_ONCE: Final = 5_000  # a query names them all


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """One student's file with the real plan beside it, as the engine reads both."""

    file: StudentFile
    planned: tuple[Entry, ...]
    pins: tuple[Pin, ...]

    def audits(self, *, kind: RulebookKind) -> tuple[Audited, ...]:
        """The file with its plan, against each rulebook of this kind that holds."""
        adoptions = tuple(one for one in self.file.adoptions if one.rulebook.kind == kind)
        return audits_of(replace(self.file, adoptions=adoptions), planned=self.planned, pins=self.pins)


def planned_files(actor: Actor, *, students: Sequence[Student], deed: Permission) -> Iterator[PlannedFile]:
    """Each student with record and real plan, in seven queries; empty records where the actor lacks the deed."""
    reachable = students_for(actor, deed).filter(pk__in=[student.pk for student in students])
    plans = list(Plan.objects.filter(student__in=reachable))
    follows = {plan.student_id: plan.follows for plan in plans}
    rows = _rows(actor, plans)
    for file in student_files(actor, students=students, follows=follows, deed=deed):
        yield _with_plan(file, rows[file.student.pk])


def _rows(actor: Actor, plans: Sequence[Plan]) -> defaultdict[int, list[PlannedCourse]]:
    """What the real plans hold, by student; the rows share one value for each course, since there are thousands."""
    real = Branch.objects.filter(plan__in=plans, kind=BranchKind.REAL)
    owners = dict(real.values_list("pk", "plan__student_id"))
    courses = courses_of(actor).in_bulk()
    rows: defaultdict[int, list[PlannedCourse]] = defaultdict(list)
    for row in PlannedCourse.objects.filter(branch__in=list(owners)).select_related("offering").order_by("pk"):
        row.course = courses[row.course_id]
        rows[owners[row.branch_id]].append(row)
    return rows


def district_records(actor: Actor) -> list[tuple[str, Record]]:
    """Everybody in reach with record and real plan, by the id that the student system gave, or else by ours."""
    students = list(
        students_for(actor, Permission.RULEBOOK_TRY).filter(is_active=True).select_related("district", "school")
    )
    return [
        (
            one.file.student.source_id or f"waypost-{one.file.student.pk}",
            with_plan(one.file, planned=one.planned, pins=one.pins),
        )
        for first in range(0, len(students), MOST_AT_ONCE)
        for one in planned_files(actor, students=students[first : first + MOST_AT_ONCE], deed=Permission.RULEBOOK_TRY)
    ]


def _with_plan(file: StudentFile, rows: Sequence[PlannedCourse]) -> PlannedFile:
    place_rows(rows, student=file.student, on=file.as_of)
    ahead = still_planned(rows, student=file.student, record=file.record, on=file.as_of)
    return PlannedFile(
        file=file,
        planned=to_branch_entries(ahead, student=file.student, catalog=file.catalog, on=file.as_of),
        pins=to_branch_pins(ahead),
    )
