"""Rows for tests, each with the least it needs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tests.credit import credits
from waypost.web.accounts.models import User
from waypost.web.catalog.models import Course, Offering
from waypost.web.plans.models import Branch, BranchKind, Plan, PlannedCourse, PlanVersion
from waypost.web.records.models import CourseRecord, CourseStatus
from waypost.web.reviews.models import Review
from waypost.web.schools.models import (
    District,
    Guardian,
    Guardianship,
    Post,
    Role,
    School,
    SchoolYear,
    Staff,
    Student,
    Support,
)

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
_numbers = count(1)


def make_district(name: str = "Cedar Valley Unified", **fields: Any) -> District:
    slug = name.lower().replace(" ", "-")
    district = District.objects.create(name=name, slug=slug, state="TX", **fields)
    SchoolYear.objects.create(district=district, starts_in=2026, starts_on=date(2026, 8, 17), ends_on=date(2027, 5, 28))
    return district


def make_school(district: District, name: str = "Cedar Valley High") -> School:
    return School.objects.create(district=district, name=name, source_id=f"school-{next(_numbers)}")


def make_user(name: str, **fields: Any) -> User:
    """A person who can be signed in with force_login; no password is hashed."""
    username = fields.pop("username", None) or f"{name.lower().replace(' ', '.')}.{next(_numbers)}"
    user = User(username=username, name=name, **fields)
    user.set_unusable_password()
    user.save()
    return user


def make_student(school: School, name: str = "Sam Doe", *, grade_level: int = 10, **fields: Any) -> Student:
    given, _, family = name.partition(" ")
    user = fields.pop("user", None) or make_user(name)
    fields.setdefault("class_of", 2027 + 12 - grade_level)
    fields.setdefault("entered_ninth_in", fields["class_of"] - 4)
    return Student.objects.create(
        district=school.district,
        school=school,
        user=user,
        source_id=f"student-{next(_numbers)}",
        given_name=given,
        family_name=family,
        grade_level=grade_level,
        **fields,
    )


def make_staff(school: School, role: Role, name: str, *, title: str = "Ms.", whole_district: bool = False) -> Staff:
    given, _, family = name.partition(" ")
    staff = Staff.objects.create(
        district=school.district,
        user=make_user(name),
        source_id=f"staff-{next(_numbers)}",
        given_name=given,
        family_name=family,
        title=title,
    )
    Post.objects.create(staff=staff, role=role, school=None if whole_district else school)
    return staff


def make_guardian(student: Student, name: str, *, language: str = "en", **fields: Any) -> Guardian:
    given, _, family = name.partition(" ")
    guardian = Guardian.objects.create(
        district=student.district,
        user=make_user(name, language=language),
        source_id=f"guardian-{next(_numbers)}",
        given_name=given,
        family_name=family,
        language=language,
    )
    Guardianship.objects.create(guardian=guardian, student=student, **fields)
    return guardian


def look_after(staff: Staff, student: Student, role: Role = Role.COUNSELOR) -> Support:
    return Support.objects.create(staff=staff, student=student, role=role)


def make_course(
    district: District, code: str, *, subject: str = "EL", units: int = credits(1), **fields: Any
) -> Course:
    fields.setdefault("title", code.title())
    fields.setdefault("terms", ["year"] if units >= credits(1) else ["fall", "spring"])
    fields.setdefault("grades", [9, 10, 11, 12])
    return Course.objects.create(district=district, code=code, subject=subject, units=units, **fields)


def make_offering(course: Course, provider: str = "State Virtual School", **fields: Any) -> Offering:
    """One more way to take the course: online and outside the school day, if nothing else is said."""
    fields.setdefault("modality", "virtual")
    fields.setdefault("periods", 0 if fields["modality"] == "virtual" else None)
    return Offering.objects.create(district=course.district, course=course, provider=provider, **fields)


def take(student: Student, course: Course, *, grade_level: int, mark: str = "B", **fields: Any) -> CourseRecord:
    """A course in the student's record: completed, unless the grade level is the current one."""
    current = grade_level == student.grade_level
    fields.setdefault("status", CourseStatus.IN_PROGRESS if current else CourseStatus.COMPLETED)
    fields.setdefault("units_earned", 0 if current or mark == "F" else course.units)
    return CourseRecord.objects.create(
        student=student,
        course=course,
        code=course.code,
        title=course.title,
        subject=course.subject,
        school_year=2026 - (student.grade_level - grade_level),
        term=fields.pop("term", course.terms[0]),
        grade_level=grade_level,
        mark=mark,
        units_attempted=course.units,
        **fields,
    )


def make_plan(student: Student, *choices: tuple[Course, int, str]) -> Plan:
    """A plan with its real branch; each choice is a course, a grade level and a term."""
    plan = Plan.objects.create(student=student, created_at=NOW)
    branch = Branch.objects.create(plan=plan, kind=BranchKind.REAL, created_at=NOW)
    for course, grade_level, term in choices:
        PlannedCourse.objects.create(branch=branch, course=course, grade_level=grade_level, term=term)
    return plan


def send_to(staff: Staff, plan: Plan) -> Review:
    """The plan as it stands, sent to the member of staff."""
    number = plan.versions.count() + 1
    version = PlanVersion.objects.create(
        plan=plan, number=number, at=NOW, by_role="student", by_name=plan.student.full_name, reason="sent", snapshot=[]
    )
    return Review.objects.create(plan=plan, of=version, asked_of=staff, sent_at=NOW)
