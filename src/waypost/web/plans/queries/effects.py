"""What a rulebook would change for the students it is for, before it is published."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.engine.result import NodeResult, Status
from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.audits.queries import audit_by
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Rulebook

from .standings import PlannedFile, planned_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One student's status before and after, and the requirements whose status differs; no name.

    `before` is None where no earlier edition holds for the student.
    """

    class_of: int
    before: Status | None
    after: Status
    titles: tuple[str, ...]

    @property
    def is_change(self) -> bool:
        return self.before is not None and self.before is not self.after


def effects_of(actor: Actor, *, rulebook: Rulebook) -> list[Shift]:
    """One shift for each student of the rulebook's classes, in a fixed number of queries."""
    cohort = to_rulebook(rulebook).rulebook.cohort
    students = students_for(actor, Permission.RULEBOOK_TRY).filter(is_active=True, class_of__isnull=False)
    if cohort.class_of_from is not None:
        students = students.filter(class_of__gte=cohort.class_of_from)
    if cohort.class_of_to is not None:
        students = students.filter(class_of__lte=cohort.class_of_to)
    found = list(students.select_related("district"))
    return [
        _shift(one, rulebook=rulebook) for one in planned_files(actor, students=found, deed=Permission.RULEBOOK_TRY)
    ]


def _shift(one: PlannedFile, *, rulebook: Rulebook) -> Shift:
    file, planned, pins = one.file, one.planned, one.pins
    after = audit_by(file, rulebook, planned=planned, pins=pins)
    earlier = next((one.rulebook for one in file.adoptions if one.rulebook.key == rulebook.key), None)
    before = audit_by(file, earlier, planned=planned, pins=pins) if earlier else None
    return Shift(
        class_of=file.student.class_of or 0,
        before=before.status if before else None,
        after=after.status,
        titles=_differing(before.root, after.root) if before else (),
    )


def _differing(before: NodeResult, after: NodeResult) -> tuple[str, ...]:
    """The leaves whose status is another one than before; new leaves that are open count too."""
    old = {node.path: node.status for node in _leaves(before)}
    return tuple(node.title for node in _leaves(after) if node.status is not old.get(node.path, Status.MET))


def _leaves(node: NodeResult) -> list[NodeResult]:
    return [inner for part in node.parts for inner in _leaves(part)] if node.parts else [node]
