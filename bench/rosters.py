"""An invented district's roster of any size, the same every time."""

from datetime import UTC, date, datetime
from typing import Any

from waypost.interchange.oneroster import (
    AcademicSession,
    ClassType,
    Course,
    Demographics,
    Enrollment,
    EnrollmentRole,
    OneRoster,
    Org,
    OrgType,
    Role,
    RoleType,
    RosterRole,
    SchoolClass,
    SessionType,
    Sex,
    Status,
    User,
)

SEATS_OF_A_STUDENT = 7
STUDENTS_OF_A_CLASS = 28
_SINCE: tuple[Any, ...] = (Status.ACTIVE, datetime(2026, 8, 1, tzinfo=UTC))


def a_roster(student_count: int) -> OneRoster:
    """One district, one school, students with a guardian each, and seven seats for every student."""
    class_count = max(student_count * SEATS_OF_A_STUDENT // STUDENTS_OF_A_CLASS, SEATS_OF_A_STUDENT)
    students = range(student_count)
    return OneRoster(
        version="1.2",
        source_name="Bench",
        source_code="bench",
        files={},
        orgs=(
            Org("D", *_SINCE, "Cedar Valley Unified", OrgType.DISTRICT),
            Org("H", *_SINCE, "Cedar Valley High", OrgType.SCHOOL, "H", "D"),
        ),
        academic_sessions=(_year(),),
        users=(*map(_student, students), *map(_guardian, students)),
        roles=(
            *(_role(f"S{n}", RosterRole.STUDENT) for n in students),
            *(_role(f"G{n}", RosterRole.GUARDIAN) for n in students),
        ),
        courses=tuple(Course(f"C{n}", *_SINCE, f"Course {n}", "H", "Y", f"C{n}") for n in range(180)),
        classes=tuple(_section(n) for n in range(class_count)),
        enrollments=tuple(_seat(n, seat, class_count) for n in students for seat in range(SEATS_OF_A_STUDENT)),
        demographics=tuple(Demographics(f"S{n}", *_SINCE, _birthday(n), Sex.NOT_GIVEN) for n in students),
    )


def _year() -> AcademicSession:
    days = (date(2026, 8, 20), date(2027, 6, 4))
    return AcademicSession("Y", *_SINCE, "2026-27", SessionType.SCHOOL_YEAR, *days, school_year=2026)


def _student(number: int) -> User:
    name = f"student{number}"
    return User(
        f"S{number}",
        *_SINCE,
        is_enabled=True,
        username=name,
        given_name=f"Given{number % 900}",
        family_name=f"Núñez{number % 700}",
        identifier=str(100_000 + number),
        email=f"{name}@cedar.example",
        agent_ids=(f"G{number}",),
        grade_codes=(f"{6 + number % 7:02d}",),
        primary_org_id="H",
    )


def _guardian(number: int) -> User:
    email = f"guardian{number}@home.example"
    return User(f"G{number}", *_SINCE, True, email, f"Parent{number % 900}", f"Núñez{number % 700}", email=email)


def _role(user_id: str, role: RosterRole) -> Role:
    return Role(f"{user_id}-{role}", *_SINCE, user_id, RoleType.PRIMARY, role, "H")


def _section(number: int) -> SchoolClass:
    title = f"Section {number}"
    return SchoolClass(f"K{number}", *_SINCE, title, f"C{number % 180}", "H", ClassType.SCHEDULED, ("Y",))


def _seat(student: int, seat: int, class_count: int) -> Enrollment:
    class_id = f"K{(student * SEATS_OF_A_STUDENT + seat * 13) % class_count}"
    user_id = f"S{student}"
    return Enrollment(f"{user_id}-{seat}", *_SINCE, class_id, "H", user_id, EnrollmentRole.STUDENT)


def _birthday(number: int) -> date:
    return date(2008 + number % 7, 1 + number % 12, 1 + number % 28)
