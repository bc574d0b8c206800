"""Saying a student's class year, which an import leaves as it is from then on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.audits.actions import store_audits
from waypost.web.base.concurrency import StaleWrite
from waypost.web.history.actions import record
from waypost.web.plans.adapters.horizon import grade_of_class
from waypost.web.schools.actions import raise_record_versions
from waypost.web.schools.models import Student

from .standings import graduation_audits

COLUMN = "class_of"


@transaction.atomic
def say_class_year(actor: Actor, *, student: Student, seen: int | None, class_of: int, at: datetime) -> Student:
    """The student in that class: repeated, skipped or come in mid-year, as a person says. No import changes it.

    `seen` is the class year that the page showed. Where plans of an ungraded student begin follows the class.
    Raises PermissionDenied, and StaleWrite where the class year changed in the meantime.
    """
    require(actor, Permission.CLASS_SAY, student)
    changes: dict[str, object] = {COLUMN: class_of, "locked": sorted({*student.locked, COLUMN})}
    if student.is_ungraded:
        year = actor.calendar.school_year(actor.today)
        changes |= {"grade_level": grade_of_class(class_of, school_year=year), "grade_in": year}
    if not Student.objects.filter(pk=student.pk, class_of=seen).update(**changes):
        student.refresh_from_db()
        raise StaleWrite(student)
    raise_record_versions([student.pk])
    student.refresh_from_db()
    record(actor, verb="class_year_said", at=at, about=student, student=student, before=seen, after=class_of)
    store_audits(graduation_audits(actor, students=[student], deed=Permission.CLASS_SAY), at=at)
    return student
