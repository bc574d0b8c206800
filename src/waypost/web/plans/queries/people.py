"""Who is with a student: the staff who look after them, and their guardians."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import students_for
from waypost.web.plans.models import Plan
from waypost.web.schools.models import Guardianship, Rights, Role, Staff, Support, dated

SHOWN_ROLES = (Role.COUNSELOR, Role.ADVISOR, Role.CASE_MANAGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The people around one student."""

    staff: Sequence[Support]
    guardians: Sequence[Guardianship]

    @property
    def counselor_name(self) -> str:
        """The counselor's name as students say it; empty where there is none."""
        counselors = (one.staff.formal_name for one in self.staff if one.role == Role.COUNSELOR)
        return next(counselors, "")


def people_near(actor: Actor, *, student_id: int) -> Near:
    """Counselor, advisor and case manager, and the guardians; of two homes neither is told of the other."""
    students = students_for(actor, Permission.PLAN_READ)
    supports = Support.objects.filter(dated(on=actor.today), student_id=student_id, student__in=students)
    homes = Guardianship.objects.filter(dated(on=actor.today), student_id=student_id, student__in=students)
    if actor.role == Role.GUARDIAN:
        homes = homes.filter(guardian=actor.guardian_id or 0)
    return Near(
        staff=list(supports.filter(role__in=SHOWN_ROLES).select_related("staff").order_by("pk")),
        guardians=list(homes.filter(rights=Rights.FULL).select_related("guardian").order_by("pk")),
    )


def children_of(actor: Actor) -> list[Guardianship]:
    """The students whom a guardian may read about, the eldest first."""
    homes = Guardianship.objects.filter(dated(on=actor.today), guardian=actor.guardian_id or 0, rights=Rights.FULL)
    return list(homes.select_related("student").order_by("-student__grade_level", "pk"))


def counselor_of(actor: Actor, *, plan: Plan) -> Staff | None:
    """Whom a plan goes to: the student's counselor in force today."""
    in_force = dated(on=actor.today, prefix="supports__")
    staff = Staff.objects.filter(in_force, supports__student=plan.student_id, supports__role=Role.COUNSELOR)
    return staff.filter(is_active=True).order_by("supports__pk").first()
