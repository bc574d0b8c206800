"""The people of the tests: one district with everybody a plan needs, and a stranger from another."""

from __future__ import annotations

from dataclasses import dataclass

from tests.credit import credits
from tests.factories import (
    look_after,
    make_course,
    make_district,
    make_guardian,
    make_school,
    make_staff,
    make_student,
    take,
)
from waypost.web.access.actor import Actor
from waypost.web.access.queries import roles_held
from waypost.web.accounts.models import User
from waypost.web.catalog.models import Course
from waypost.web.schools.models import District, Guardian, Role, School, Staff, Student


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everybody, by the part they play."""

    district: District
    school: School
    courses: dict[str, Course]
    maya: Student  # 10th grade, class of 2029
    theo: Student  # 11th grade, looked after by nobody in this cast but his school
    lucia: Guardian  # Maya's mother; reads Spanish
    ms_whitfield: Staff  # Maya's counselor
    mr_osei: Staff  # Maya's advisor
    principal: Staff
    mr_abara: Staff  # district IT
    stranger: Staff  # counselor of another district
    other_student: Student  # that district's student

    def actor(self, person: Student | Guardian | Staff) -> Actor:
        """The person in the first role they hold."""
        return actor_of(person.user)

    @property
    def signed_in(self) -> dict[str, User]:
        """Everybody who can sign in, by the part they play."""
        parts = [
            "maya",
            "theo",
            "lucia",
            "ms_whitfield",
            "mr_osei",
            "principal",
            "mr_abara",
            "stranger",
            "other_student",
        ]
        return {part: getattr(self, part).user for part in parts}


def actor_of(user: User | None) -> Actor:
    assert user is not None
    return roles_held(user)[0].actor


def hire_cast() -> Cast:
    """Write everybody to the database."""
    district = make_district("Cedar Valley Unified", plan_name="Student Success Plan")
    school = make_school(district)
    courses = _courses(district)
    maya = make_student(school, "Maya Reyes", grade_level=10)
    counselor = make_staff(school, Role.COUNSELOR, "Dana Whitfield")
    advisor = make_staff(school, Role.ADVISOR, "Kwame Osei", title="Mr.")
    look_after(counselor, maya)
    look_after(advisor, maya, Role.ADVISOR)
    for code, grade_level in [("ENG9", 9), ("ALG1", 9), ("BIO", 9), ("ENG10", 10), ("GEOM", 10), ("CHEM", 10)]:
        take(maya, courses[code], grade_level=grade_level)
    other_school = make_school(make_district("Mesa Ridge"), "Mesa Ridge High")
    return Cast(
        district=district,
        school=school,
        courses=courses,
        maya=maya,
        theo=make_student(school, "Theo Lindqvist", grade_level=11),
        lucia=make_guardian(maya, "Lucía Reyes", language="es", relation="mother"),
        ms_whitfield=counselor,
        mr_osei=advisor,
        principal=make_staff(school, Role.SCHOOL_ADMIN, "Ruth Lee", title="Dr."),
        mr_abara=make_staff(school, Role.DISTRICT_ADMIN, "Kofi Abara", title="Mr.", whole_district=True),
        stranger=make_staff(other_school, Role.COUNSELOR, "Ivy Stone"),
        other_student=make_student(other_school, "Noor Haddad", grade_level=10),
    )


def _courses(district: District) -> dict[str, Course]:
    rows = [
        make_course(district, "ENG9", subject="EN", title="English 9", grades=[9]),
        make_course(district, "ENG10", subject="EN", title="English 10", grades=[10], prerequisite="ENG9"),
        make_course(district, "ENG11", subject="EN", title="English 11", grades=[11], prerequisite="ENG10"),
        make_course(district, "ENG12", subject="EN", title="English 12", grades=[12], prerequisite="ENG11"),
        make_course(district, "ALG1", subject="MA", title="Algebra 1", grades=[8, 9]),
        make_course(district, "GEOM", subject="MA", title="Geometry", prerequisite="ALG1"),
        make_course(district, "ALG2", subject="MA", title="Algebra 2", prerequisite="GEOM"),
        make_course(district, "STAT", subject="MA", title="Statistics", grades=[11, 12], prerequisite="ALG2"),
        make_course(district, "BIO", subject="SC", title="Biology", tags=["lab"]),
        make_course(district, "CHEM", subject="SC", title="Chemistry", tags=["lab"], prerequisite="BIO"),
        make_course(district, "ANAT", subject="SC", title="Anatomy & Physiology", tags=["lab"], prerequisite="CHEM:C"),
        make_course(district, "USH", subject="SS", title="US History", grades=[11]),
        make_course(district, "PE1", subject="PE", title="PE 9", units=credits(0.5)),
        make_course(district, "HLTH", subject="PE", title="Health", units=credits(0.5)),
        make_course(district, "ART1", subject="AR", title="Art 1"),
        make_course(district, "SPAN1", subject="WL", title="Spanish 1", tags=["language:spanish"]),
        make_course(
            district, "SPAN2", subject="WL", title="Spanish 2", tags=["language:spanish"], prerequisite="SPAN1"
        ),
        make_course(district, "SPCH", subject="EL", title="Speech", units=credits(0.5)),
    ]
    return {course.code: course for course in rows}
