"""Everything that the planner shows of one student, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.access.scope import allowed, students_for
from waypost.web.audits.queries import StudentFile, student_file
from waypost.web.catalog.models import Offering
from waypost.web.plans.adapters.entries import place_rows
from waypost.web.plans.adapters.horizon import last_grade_of
from waypost.web.plans.models import UNDO_STEPS, Branch, BranchKind, Edit, Plan, PlannedCourse
from waypost.web.schools.models import Student

from .outlook import Outlook, outlook_of
from .places import Place, places_ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps that can be taken back and done again next."""

    undo: Edit | None = None
    redo: Edit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """One student's branch as it is shown, beside the real plan (the same object, unless this is a what-if)."""

    file: StudentFile
    plan: Plan | None
    shown: Outlook
    real: Outlook
    steps: Steps
    can_edit: bool
    shows_marks: bool
    today: date

    @property
    def student(self) -> Student:
        return self.file.student

    @property
    def is_what_if(self) -> bool:
        return self.shown is not self.real

    @property
    def last_grade(self) -> int:
        """The last grade level with a column; what stands past it already keeps its own."""
        planned = max((row.grade_level for row in self.shown.planned), default=0)
        return max(planned, last_grade_of(self.student, on=self.today, is_short=self.shown.is_short))

    @property
    def places(self) -> list[Place]:
        """Every grade level and term that has not begun."""
        return places_ahead(self.student, on=self.today, last=self.last_grade)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The branch that is shown and the real one, with their planned courses."""

    plan: Plan | None
    branch: Branch | None
    real: Branch | None
    planned: tuple[PlannedCourse, ...]

    def of(self, branch: Branch | None) -> list[PlannedCourse]:
        return [row for row in self.planned if branch and row.branch_id == branch.pk]

    def without(self, planned: PlannedCourse) -> Rows:
        """The same without one planned course."""
        return replace(self, planned=tuple(row for row in self.planned if row is not planned))


def students_planning(actor: Actor) -> QuerySet[Student]:
    """The students whose plans the actor may read, with the plan if there is one."""
    return students_for(actor, Permission.PLAN_READ).select_related("district", "school", "plan")


def open_branches(actor: Actor, *, student: Student) -> list[Branch]:
    """The real plan first, then the what-ifs that are still open, oldest first."""
    students = students_for(actor, Permission.PLAN_READ)
    branches = Branch.objects.filter(plan__student=student, plan__student__in=students, used_at=None, archived_at=None)
    return sorted(branches.select_related("plan"), key=lambda branch: (branch.kind != BranchKind.REAL, branch.pk))


def rows_of(branches: Sequence[Branch], *, student: Student, branch_id: int | None) -> Rows:
    """The planned courses of one branch (the real one without an id) and of the real one.

    Raises Branch.DoesNotExist for a branch that is not among those given.
    """
    real = next((branch for branch in branches if not branch.is_what_if), None)
    branch = real if branch_id is None else next((one for one in branches if one.pk == branch_id), None)
    if branch_id is not None and branch is None:
        raise Branch.DoesNotExist(branch_id)
    keys = {one.pk for one in (branch, real) if one}
    planned = _asked(PlannedCourse.objects.filter(branch__in=keys)).select_related("course", "offering").order_by("pk")
    for one in branches:
        one.plan.student = student
    return Rows(plan=real.plan if real else None, branch=branch, real=real, planned=tuple(planned if keys else ()))


def rows_around(actor: Actor, *, student_id: int, planned_id: int) -> tuple[PlannedCourse, Rows]:
    """A planned course that the actor may change, with all of its branch and of the real one, in one query.

    Raises PlannedCourse.DoesNotExist.
    """
    beside = PlannedCourse.objects.filter(pk=planned_id, branch__used_at=None, branch__archived_at=None)
    rows = list(
        _asked(PlannedCourse.objects.filter(branch__plan__student__in=students_for(actor, Permission.PLAN_EDIT)))
        .filter(Q(branch__in=beside.values("branch")) | Q(branch__kind=BranchKind.REAL))
        .filter(branch__plan__student=student_id)
        .select_related("course", "offering", "branch__plan__student__district", "branch__plan__student__school")
        .order_by("pk")
    )
    chosen = next((row for row in rows if row.pk == planned_id), None)
    if chosen is None:
        raise PlannedCourse.DoesNotExist(planned_id)
    plan = chosen.branch.plan
    real = chosen.branch if not chosen.branch.is_what_if else _real(rows, plan=plan)
    place_rows(rows, student=plan.student, on=actor.today)
    for row in rows:
        row.branch = chosen.branch if row.branch_id == chosen.branch_id else real
    return chosen, Rows(plan=plan, branch=chosen.branch, real=real, planned=tuple(rows))


def planner_of(
    actor: Actor, *, student: Student, rows: Rows, steps: Steps | None = None, can_edit: bool | None = None
) -> Planner:
    """The planner of one branch; pass the steps where they are known already."""
    plan = rows.plan
    file = student_file(actor, student=student, follows=plan.follows if plan else [])
    real = outlook_of(file, branch=rows.real, rows=rows.of(rows.real), on=actor.today)
    shown = real
    if rows.branch is not None and rows.branch.is_what_if:
        shown = outlook_of(file, branch=rows.branch, rows=rows.of(rows.branch), on=actor.today)
    return Planner(
        file=file,
        plan=plan,
        shown=shown,
        real=real,
        steps=steps or steps_of(rows.branch),
        can_edit=allowed(actor, Permission.PLAN_EDIT, student) if can_edit is None else can_edit,
        shows_marks=may(actor.role, Permission.RECORD_READ),
        today=actor.today,
    )


def steps_of(branch: Branch | None) -> Steps:
    """The newest standing step, and the oldest undone one above it."""
    if branch is None:
        return Steps()
    redo = None
    for back, edit in enumerate(branch.edits.order_by("-number")[: UNDO_STEPS + 1]):
        if not edit.undone:
            return Steps(undo=edit if back < UNDO_STEPS else None, redo=redo)
        redo = edit
    return Steps(redo=redo)


def with_planned(planner: Planner, *, rows: Sequence[PlannedCourse]) -> Outlook:
    """What the shown branch would lead to with other rows; nothing is written."""
    branch = planner.shown.branch
    return outlook_of(planner.file, branch=branch, rows=rows, on=planner.today)


def _asked(rows: QuerySet[PlannedCourse]) -> QuerySet[PlannedCourse]:
    """The rows, each with whether its course can be taken in ways that the district names."""
    ways = Offering.objects.filter(course=OuterRef("course"), is_active=True)
    return rows.annotate(has_ways=Exists(ways))


def _real(rows: Sequence[PlannedCourse], *, plan: Plan) -> Branch:
    found = next((row.branch for row in rows if not row.branch.is_what_if), None)
    return found or plan.branches.get(kind=BranchKind.REAL)
