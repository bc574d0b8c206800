"""The turn of a school year before the roster says it: everybody is taken to be in the next grade."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role, students_for
from waypost.web.history.actions import record_each
from waypost.web.plans.adapters.horizon import LAST_GRADE
from waypost.web.schools.actions import raise_record_versions
from waypost.web.schools.models import Student

GRADE = "grade_level"


@transaction.atomic
def move_up(actor: Actor, *, at: datetime, back: bool = False) -> int:
    """How many students of the district came into the grade of the running school year; 12th grade is the last.

    A roster says better afterwards. A grade that a person locked stays, and so does that of a student without one.
    `back` also undoes years that have not begun: the demo's clock can go back. Raises PermissionDenied.
    """
    require_role(actor, Permission.IMPORT_RUN)
    year = actor.calendar.school_year(actor.today)
    students = students_for(actor, Permission.IMPORT_RUN).filter(is_active=True, is_ungraded=False)
    known = students.exclude(grade_in=None).exclude(grade_in=year).order_by("pk")
    moved = [student for student in known if GRADE not in student.locked and _move(student, year=year, back=back)]
    Student.objects.bulk_update(moved, [GRADE, "grade_in"], batch_size=500)
    raise_record_versions(student.pk for student in moved)
    record_each(actor, verb="grade_moved_on", at=at, about=_each(moved), year=year)
    return len(moved)


def _move(student: Student, *, year: int, back: bool) -> bool:
    """Move the row in hand; whether it moved."""
    known = student.grade_in if student.grade_in is not None else year
    years = min(year - known, max(0, LAST_GRADE - student.grade_level))
    if not years or (years < 0 and not back):
        return False
    student.grade_level, student.grade_in = student.grade_level + years, known + years
    return True


def _each(students: list[Student]) -> Iterator[tuple[Student, int]]:
    return ((student, student.pk) for student in students)
