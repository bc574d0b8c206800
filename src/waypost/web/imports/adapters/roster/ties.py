"""Who belongs to whom: guardians to students, staff to schools, teachers to the students of their classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from waypost.interchange.oneroster.rows import Enrollment
from waypost.interchange.oneroster.vocabulary import EnrollmentRole, RosterRole
from waypost.web.schools.models import Origin
from waypost.web.schools.models import Role as Post

from ..change_set import Key, TableChanges
from ..compare import Stored, Wanted, compare
from ..tables import GUARDIANSHIPS, POSTS, SUPPORTS, Table
from .people import GUARDIAN_ROLES, People
from .reading import Reading

POST_OF: Final = {
    RosterRole.TEACHER: Post.TEACHER,
    RosterRole.COUNSELOR: Post.COUNSELOR,
    RosterRole.PRINCIPAL: Post.SCHOOL_ADMIN,
    RosterRole.SITE_ADMINISTRATOR: Post.SCHOOL_ADMIN,
    RosterRole.DISTRICT_ADMINISTRATOR: Post.DISTRICT_ADMIN,
    RosterRole.SYSTEM_ADMINISTRATOR: Post.DISTRICT_ADMIN,
}
TIED: Final = {"origin": Origin.ROSTER.value, "ends_on": None}


def guardianship_changes(
    reading: Reading, people: People, *, students: set[str], stored: dict[Key, Stored]
) -> TableChanges:
    """A guardian's tie ends when the student's row is here and no longer names them."""
    wanted = {}
    for user in people.students.values():
        for agent_id in user.agent_ids:
            if agent_id in people.guardians and user.source_id in students:
                values = {**TIED, "relation": _relation(people, agent_id)}
                wanted[(agent_id, user.source_id)] = Wanted(values, user.location)
    both_here = _both(people.guardians, students)
    return _compare(
        reading,
        GUARDIANSHIPS,
        wanted,
        stored,
        is_gone=lambda key: both_here(key[0], key[1]) and reading.may_remove("users.csv"),
    )


def _relation(people: People, source_id: str) -> str:
    role = next(role.role for role in people.roles[source_id] if role.role in GUARDIAN_ROLES)
    return str(role.value)


def post_changes(reading: Reading, people: People, *, school_ids: set[str], stored: dict[Key, Stored]) -> TableChanges:
    """What a member of staff is, and where; roles without a place in Waypost (aide, proctor) give none."""
    wanted = {}
    for source_id in people.staff:
        for role in people.roles[source_id]:
            post = POST_OF.get(role.role)
            if post is not None:
                school_id = None if post is Post.DISTRICT_ADMIN or role.org_id not in school_ids else role.org_id
                wanted[(source_id, post.value, school_id)] = Wanted(TIED, role.location)
    return _compare(
        reading,
        POSTS,
        wanted,
        stored,
        is_gone=lambda key: key[0] in people.staff and reading.is_whole("roles.csv"),
    )


def support_changes(reading: Reading, people: People, *, students: set[str], stored: dict[Key, Stored]) -> TableChanges:
    """A teacher supports the students who sit in a class of theirs."""
    teachers, seats = _by_class(reading)
    wanted = {}
    for class_id, student_seats in seats.items():
        for teacher_id in teachers.get(class_id, ()):
            if teacher_id in people.staff:
                wanted.update(_supports(teacher_id, student_seats, students))
    both_here = _both(people.staff, students)
    return _compare(
        reading,
        SUPPORTS,
        wanted,
        stored,
        is_gone=lambda key: both_here(key[0], key[1]) and reading.is_whole("enrollments.csv"),
    )


def _by_class(reading: Reading) -> tuple[dict[str, list[str]], dict[str, list[Enrollment]]]:
    teachers: dict[str, list[str]] = {}
    seats: dict[str, list[Enrollment]] = {}
    for row in reading.roster.enrollments:
        if not reading.in_force(row):
            continue
        if row.role is EnrollmentRole.TEACHER:
            teachers.setdefault(row.class_id, []).append(row.user_id)
        elif row.role is EnrollmentRole.STUDENT:
            seats.setdefault(row.class_id, []).append(row)
    return teachers, seats


def _supports(teacher_id: str, seats: Iterable[Enrollment], students: set[str]) -> dict[Key, Wanted]:
    here = [seat for seat in seats if seat.user_id in students]
    return {(teacher_id, seat.user_id, Post.TEACHER.value): Wanted(TIED, seat.location) for seat in here}


def _both(adults: dict[str, Any], students: set[str]) -> Callable[[str, str], bool]:
    """Whether both ends of a tie are in the bundle: a tie of somebody who left waits for their return."""
    return lambda adult_id, student_id: adult_id in adults and student_id in students


def _compare(
    reading: Reading,
    table: Table,
    wanted: dict[Key, Wanted],
    stored: dict[Key, Stored],
    *,
    is_gone: Callable[[Key], bool],
) -> TableChanges:
    return compare(
        table,
        wanted=wanted,
        stored=stored,
        problems=reading.problems,
        is_gone=is_gone,
        off={"ends_on": reading.today},
    )
