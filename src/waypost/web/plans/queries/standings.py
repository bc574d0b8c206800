"""Where many students stand with their real plans, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waypost.engine.record import Entry, Pin
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.audits.queries import Audited, StudentFile, audits_of, student_files
from waypost.web.plans.adapters.entries import still_planned, to_branch_entries, to_branch_pins
from waypost.web.plans.models import BranchKind, Plan, PlannedCourse
from waypost.web.schools.models import Student


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """One student's file with the real plan beside it, as the engine reads both."""

    file: StudentFile
    planned: tuple[Entry, ...]
    pins: tuple[Pin, ...]

    def audits(self) -> tuple[Audited, ...]:
        """The file with its plan, against each rulebook that holds."""
        return audits_of(self.file, planned=self.planned, pins=self.pins)


def planned_files(actor: Actor, *, students: Sequence[Student], deed: Permission) -> Iterator[PlannedFile]:
    """Each student with record and real plan, in nine queries; empty records where the actor lacks the deed."""
    reachable = students_for(actor, deed).filter(pk__in=[student.pk for student in students])
    plans = Plan.objects.filter(student__in=reachable)
    follows = {plan.student_id: plan.follows for plan in plans}
    ids = [plan.pk for plan in plans]
    rows: defaultdict[int, list[PlannedCourse]] = defaultdict(list)
    branches = PlannedCourse.objects.filter(branch__plan__in=ids, branch__kind=BranchKind.REAL)
    for row in branches.select_related("course", "branch__plan").order_by("pk"):
        rows[row.branch.plan.student_id].append(row)
    for file in student_files(actor, students=students, follows=follows, deed=deed):
        yield _with_plan(file, rows[file.student.pk])


def _with_plan(file: StudentFile, rows: Sequence[PlannedCourse]) -> PlannedFile:
    ahead = still_planned(rows, student=file.student, record=file.record)
    return PlannedFile(
        file=file,
        planned=to_branch_entries(ahead, student=file.student, catalog=file.catalog, on=file.as_of),
        pins=to_branch_pins(ahead),
    )
