"""What a rulebook would change for some of the students it is for, before it is published."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.audits.queries import audit_by
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import Rulebook
from waypost.web.plans.adapters.shifts import Shift, to_shift
from waypost.web.schools.models import Student

from .standings import PlannedFile, planned_files


def students_under(actor: Actor, *, rulebook: Rulebook) -> QuerySet[Student]:
    """The students in the actor's reach who are in the rulebook's classes."""
    cohort = to_rulebook(rulebook).rulebook.cohort
    students = students_for(actor, Permission.RULEBOOK_TRY).filter(is_active=True, class_of__isnull=False)
    if cohort.class_of_from is not None:
        students = students.filter(class_of__gte=cohort.class_of_from)
    if cohort.class_of_to is not None:
        students = students.filter(class_of__lte=cohort.class_of_to)
    return students


def effects_on(actor: Actor, *, rulebook: Rulebook, students: Sequence[Student]) -> list[Shift]:
    """One shift for each of these students, in a fixed number of queries."""
    files = planned_files(actor, students=students, deed=Permission.RULEBOOK_TRY)
    return [_shift(one, rulebook=rulebook) for one in files]


def _shift(one: PlannedFile, *, rulebook: Rulebook) -> Shift:
    file, planned, pins = one.file, one.planned, one.pins
    after = audit_by(file, rulebook, planned=planned, pins=pins)
    earlier = next((one.rulebook for one in file.adoptions if one.rulebook.key == rulebook.key), None)
    before = audit_by(file, earlier, planned=planned, pins=pins) if earlier else None
    return to_shift(class_of=file.student.class_of or 0, before=before.root if before else None, after=after.root)
