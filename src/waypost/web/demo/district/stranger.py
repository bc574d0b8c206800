"""Mesa Ridge, a small second district in another state: nobody there may ever see Cedar Valley, nor the reverse."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

from .calendar import school_years
from .catalog import catalog
from .history import live_through
from .people import address, draw_birthday, draw_identity
from .planning import plan_ahead
from .schools import CEDAR_HIGH
from .students import class_of, entered_ninth_in
from .traits import draw_traits
from .values import (
    CourseEntry,
    DemoDistrict,
    District,
    Guardian,
    Guardianship,
    Plan,
    Post,
    School,
    Staff,
    Student,
    Support,
)

MESA_HIGH = "MR-HS-1"
COUNSELOR = "MR-T-0001"
PRINCIPAL = "MR-T-0002"
IT = "MR-T-0003"
_STUDENTS = 30
_DOMAIN = "mesaridge.example"
DISTRICT = District(
    id="MR",
    slug="mesa-ridge",
    name="Mesa Ridge Schools",
    state="Demo state two",
    plan_name="High School and Beyond Plan",
    plan_name_es="Plan de Secundaria y Más Allá",
    time_zone="America/Denver",
    first_grade_planned=9,
    periods=7,
)
_STAFF = (
    (COUNSELOR, "Hollis", "Maren", "Mx.", "counselor", MESA_HIGH),
    (PRINCIPAL, "Odalys", "Brandt", "Ms.", "school_admin", MESA_HIGH),
    (IT, "Per", "Sandoval", "Mr.", "district_admin", None),
)


@cache
def build_stranger(seed: int = 2026) -> DemoDistrict:
    """Mesa Ridge: one high school of 30 students with one counselor, the same for the same seed."""
    students: list[Student] = []
    entries: list[CourseEntry] = []
    plans: list[Plan] = []
    for number in range(1, _STUDENTS + 1):
        random = Random(f"{seed}/mesa/{number}")  # noqa: S311  (nothing here is a secret)
        student = _student(random, number)
        students.append(student)
        own_entries, own_plan = _life(random, student)
        entries += own_entries
        plans += own_plan
    return DemoDistrict(
        district=DISTRICT,
        schools=(School(id=MESA_HIGH, name="Mesa Ridge High School", first_grade=9, last_grade=12),),
        years=school_years(),
        courses=tuple(
            replace(course, school_ids=(MESA_HIGH,)) for course in catalog().values() if CEDAR_HIGH in course.school_ids
        ),
        offerings=(),
        staff=tuple(
            Staff(
                id=id,
                given_name=given,
                family_name=family,
                title=title,
                email=address(given, family, number=at, domain=_DOMAIN),
                subject="",
            )
            for at, (id, given, family, title, _, _) in enumerate(_STAFF, start=1)
        ),
        posts=tuple(
            Post(staff_id=id, role=role, school_id=school_id, starts_on=school_years()[0].starts_on, ends_on=None)
            for id, _, _, _, role, school_id in _STAFF
        ),
        students=tuple(students),
        guardians=tuple(_guardian(student) for student in students),
        guardianships=tuple(_guardianship(student) for student in students),
        supports=tuple(
            Support(staff_id=COUNSELOR, student_id=student.id, role="counselor", starts_on=school_years()[-1].starts_on)
            for student in students
        ),
        entries=tuple(entries),
        facts=(),
        plans=tuple(plans),
        versions=(),
        reviews=(),
        proposals=(),
        signature_requests=(),
        talks=(),
        sections=(),
        seats=(),
    )


def _student(random: Random, number: int) -> Student:
    identity = draw_identity(random)
    grade = 9 + number % 4
    return Student(
        id=f"MR-S-{number:04d}",
        school_id=MESA_HIGH,
        given_name=identity.given_name,
        family_name=identity.family_name,
        preferred_name=identity.preferred_name,
        email=address(identity.given_name, identity.family_name, number=number, domain=_DOMAIN),
        grade_level=grade,
        class_of=class_of(grade),
        entered_ninth_in=entered_ninth_in(grade),
        born_on=draw_birthday(random, grade_level=grade),
        home_language=identity.home_language,
    )


def _life(random: Random, student: Student) -> tuple[list[CourseEntry], list[Plan]]:
    """Entries and the plan, drawn as for a student of the first high school and put into this one."""
    traits = draw_traits(
        random, school_id=CEDAR_HIGH, home_language=student.home_language, grade_level=student.grade_level
    )
    history = live_through(random, traits=traits, grade_now=student.grade_level)
    entries = [one.entry(student_id=student.id, number=number) for number, one in enumerate(history.tries, start=1)]
    here = [replace(one, school_id=MESA_HIGH if one.school_id else None) for one in entries]
    planned = plan_ahead(random, traits=traits, history=history, grade_now=student.grade_level)
    plan = Plan(
        id=f"{student.id}-P1",
        student_id=student.id,
        what_if="",
        courses=planned,
        follows=(),
        changed_on=school_years()[-1].starts_on,
    )
    return here, [plan] if planned else []


def _guardian(student: Student) -> Guardian:
    number = int(student.id[-4:])
    given = "Rowan" if number % 2 else "Marisol"
    return Guardian(
        id=student.id.replace("-S-", "-G-"),
        given_name=given,
        family_name=student.family_name,
        email=address(given, student.family_name, number=number, domain="mail.example"),
        phone=f"555-555-{number:04d}",
        language=student.home_language,
    )


def _guardianship(student: Student) -> Guardianship:
    return Guardianship(
        guardian_id=student.id.replace("-S-", "-G-"),
        student_id=student.id,
        relation="parent",
        household=1,
        rights="full",
        starts_on=student.born_on,
        ends_on=None,
    )
