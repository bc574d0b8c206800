"""Which roles a signed-in person holds today, and the actor that one of them makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from waypost.web.accounts.models import User
from waypost.web.base import clock
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import District, Guardian, Post, Role, Student

from .actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """One role to choose: its actor, and the place where it holds (a school's or a district's name)."""

    actor: Actor
    place: str


def roles_held(user: User) -> list[HeldRole]:
    """Every role that the person holds today, the student's own first."""
    return [
        *_student_roles(user, Student.objects.all()),
        *_guardian_roles(user, Guardian.objects.all()),
        *_staff_roles(user, Post.objects.all()),
    ]


def actor_for(user: User, reference: str) -> Actor | None:
    """The actor of the role that a session remembers; None where the right has ended or never was."""
    role, _, rest = reference.partition(":")
    key, _, school = rest.partition(":")
    if not key.isdecimal() or (school and not school.isdecimal()):
        return None
    match role:
        case Role.STUDENT:
            held = _student_roles(user, Student.objects.filter(pk=key))
        case Role.GUARDIAN:
            held = _guardian_roles(user, Guardian.objects.filter(pk=key))
        case _:
            posts = Post.objects.filter(staff_id=key, role=role)
            held = _staff_roles(user, posts.filter(school_id=school) if school else posts.filter(school=None))
    return next((one.actor for one in held), None)


def _student_roles(user: User, students: QuerySet[Student]) -> Iterator[HeldRole]:
    for student in students.filter(user=user, is_active=True).select_related("district", "school"):
        actor = _actor(user, student.district, role=Role.STUDENT, name=student.full_name, student_id=student.pk)
        yield HeldRole(actor=actor, place=student.school.name)


def _guardian_roles(user: User, guardians: QuerySet[Guardian]) -> Iterator[HeldRole]:
    for guardian in guardians.filter(user=user, is_active=True).select_related("district"):
        district = guardian.district
        actor = _actor(user, district, role=Role.GUARDIAN, name=guardian.full_name, guardian_id=guardian.pk)
        yield HeldRole(actor=actor, place=district.name)


def _staff_roles(user: User, posts: QuerySet[Post]) -> Iterator[HeldRole]:
    mine = posts.filter(staff__user=user, staff__is_active=True).order_by("pk")
    for post in mine.select_related("staff__district", "school"):
        actor = _actor(
            user,
            post.staff.district,
            role=Role(post.role),
            name=post.staff.formal_name,
            staff_id=post.staff_id,
            school_id=post.school_id,
        )
        if post.starts_on <= actor.today and (post.ends_on is None or actor.today < post.ends_on):
            yield HeldRole(actor=actor, place=post.school.name if post.school else post.staff.district.name)


def _actor(user: User, district: District, *, role: Role, name: str, **ids: int | None) -> Actor:
    return Actor(
        user_id=user.pk,
        role=role,
        district_id=district.pk,
        today=clock.today(time_zone=district.time_zone),
        name=name,
        language=user.language,
        plan_name=district.plan_name_es if user.language == "es" else district.plan_name,
        calendar=calendar_of(district),
        **ids,
    )


def office_of(district: District) -> Actor:
    """Whoever holds the server, in the role that may try rules on every student."""
    today = clock.today(time_zone=district.time_zone)
    return Actor(
        user_id=None,
        role=Role.DISTRICT_ADMIN,
        district_id=district.pk,
        today=today,
        name="waypost",
        calendar=calendar_of(district),
    )
