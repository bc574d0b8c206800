"""Whose: the only place that answers "which students may this actor do this for?"."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from waypost.web.schools.models import Guardianship, Rights, Role, Student, Support, dated

from .actor import Actor
from .permissions import Permission
from .roles import may


def students_for(actor: Actor, permission: Permission) -> QuerySet[Student]:
    """The students for whom the actor may do the deed today; none where the role lacks it."""
    if not may(actor.role, permission):
        return Student.objects.none()
    return Student.objects.filter(_reach(actor), district_id=actor.district_id)


def allowed(actor: Actor, permission: Permission, student: Student) -> bool:
    """Whether the actor may do the deed for this student."""
    if actor.role is Role.STUDENT:  # reaches nobody but themselves: the row in hand answers without a query
        itself = (student.pk, student.district_id) == (actor.student_id, actor.district_id)
        return itself and student.is_active and may(actor.role, permission)
    return students_for(actor, permission).filter(pk=student.pk).exists()


def require(actor: Actor, permission: Permission, student: Student) -> None:
    """Raise PermissionDenied unless the actor may do the deed for this student."""
    if not allowed(actor, permission, student):
        raise PermissionDenied(permission)


def require_each(actor: Actor, permission: Permission, students: Sequence[Student]) -> None:
    """Raise PermissionDenied unless the actor may do the deed for every one of these students; one query."""
    keys = {student.pk for student in students}
    if students_for(actor, permission).filter(pk__in=keys).count() < len(keys):
        raise PermissionDenied(permission)


def require_role(actor: Actor, permission: Permission) -> None:
    """Raise PermissionDenied unless the role has the deed; for deeds that concern no single student."""
    if not may(actor.role, permission):
        raise PermissionDenied(permission)


def _reach(actor: Actor) -> Q:
    match actor.role:
        case Role.STUDENT:
            return Q(pk=actor.student_id, is_active=True)
        case Role.GUARDIAN:
            return Q(pk__in=_children(actor))
        case Role.SCHOOL_ADMIN:
            return Q(school_id=actor.school_id)
        case Role.DISTRICT_ADMIN | Role.PRIVACY_OFFICER:
            return Q()
        case Role.COUNSELOR | Role.TEACHER | Role.ADVISOR | Role.CASE_MANAGER:
            return Q(pk__in=_supported(actor))


def _children(actor: Actor) -> QuerySet[Guardianship, int]:
    rights = Guardianship.objects.filter(dated(on=actor.today), guardian_id=actor.guardian_id or 0, rights=Rights.FULL)
    return rights.values_list("student_id", flat=True)


def _supported(actor: Actor) -> QuerySet[Support, int]:
    supports = Support.objects.filter(dated(on=actor.today), staff_id=actor.staff_id or 0, role=actor.role)
    return supports.values_list("student_id", flat=True)
