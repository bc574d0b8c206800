"""Where every student stands: the graduation audits of the night before, stored as a real night would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from waypost.web.access.actor import Actor
from waypost.web.audits.actions import store_audits
from waypost.web.audits.queries import Audited, StudentFile, audit_by, student_files, with_plan
from waypost.web.catalog.models import RulebookKind
from waypost.web.demo.district.calendar import TODAY
from waypost.web.plans.adapters.entries import still_planned, to_branch_entries, to_branch_pins
from waypost.web.plans.models import BranchKind, PlannedCourse
from waypost.web.schools.models import Role, Student

from .rows import Loaded, moment


def store_standings(loaded: Loaded, *, by: str) -> None:
    """One stored result for each student and diploma; `by` is a privacy officer, who may read every record."""
    students = list(loaded.students.values())
    follows = {plan.student_id: plan.follows for plan in loaded.plans.values()}
    files = student_files(_actor(loaded, by), students=students, follows=follows)
    planned = _planned_by_student(loaded)
    store_audits(_audited(files, planned), at=moment(TODAY, hour=9))


def _planned_by_student(loaded: Loaded) -> dict[int, list[PlannedCourse]]:
    """The real plan's courses of each student."""
    rows = PlannedCourse.objects.filter(branch__kind=BranchKind.REAL, branch__plan__student__district=loaded.district)
    found: dict[int, list[PlannedCourse]] = defaultdict(list)
    for row in rows.select_related("course", "branch__plan").order_by("pk"):
        found[row.branch.plan.student_id].append(row)
    return found


def _audited(files: list[StudentFile], planned: dict[int, list[PlannedCourse]]) -> Iterator[tuple[Student, Audited]]:
    for file in files:
        rows = still_planned(planned.get(file.student.pk, []), student=file.student, record=file.record)
        entries = to_branch_entries(rows, student=file.student, catalog=file.catalog, on=TODAY)
        pins = to_branch_pins(rows)
        record = with_plan(file, planned=entries, pins=pins)
        for adoption in file.adoptions:
            if adoption.rulebook.kind == RulebookKind.GRADUATION:
                result = audit_by(file, adoption.rulebook, planned=entries, pins=pins)
                yield file.student, Audited(adoption=adoption, record=record, result=result)


def _actor(loaded: Loaded, staff_id: str) -> Actor:
    person = loaded.staff[staff_id]
    return Actor(
        user_id=person.user_id,
        role=Role.PRIVACY_OFFICER,
        district_id=loaded.district.pk,
        today=TODAY,
        name=person.formal_name,
        staff_id=person.pk,
    )
