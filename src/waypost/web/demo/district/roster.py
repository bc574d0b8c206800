"""The demo district as a student information system would export it: a OneRoster 1.2 roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

from waypost.interchange import oneroster as one

from .calendar import THIS_YEAR, TODAY
from .values import Course, DemoDistrict, Guardianship, Post, Section, Student, Term

SUBJECT_NAMES = {
    "EN": "English",
    "MA": "Mathematics",
    "SC": "Science",
    "SS": "Social Studies",
    "WL": "World Language",
    "CT": "Career and Technical",
    "AR": "Fine Arts",
    "PE": "Physical Education",
    "EL": "Elective",
}
_MODIFIED_AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
_FIRST_COLUMNS = (one.Status.ACTIVE, _MODIFIED_AT)
_ROLES = {
    "teacher": one.RosterRole.TEACHER,
    "counselor": one.RosterRole.COUNSELOR,
    "school_admin": one.RosterRole.PRINCIPAL,
    "district_admin": one.RosterRole.DISTRICT_ADMINISTRATOR,
    "case_manager": one.RosterRole.AIDE,
}


def to_roster(demo: DemoDistrict) -> one.OneRoster:
    """Every person, course, class and seat of this school year; importing it into the demo changes nothing."""
    return one.OneRoster(
        version="1.2",
        source_name="Cedar Valley Student Records",
        source_code="cedar-valley",
        files={},
        orgs=tuple(_orgs(demo)),
        academic_sessions=tuple(_sessions(demo)),
        users=tuple(_users(demo)),
        roles=tuple(_roles(demo)),
        courses=tuple(_course(course, demo) for course in demo.courses),
        classes=tuple(_class(section, {course.code: course for course in demo.courses}) for section in demo.sections),
        enrollments=tuple(_enrollments(demo)),
        demographics=tuple(
            one.Demographics(student.id, *_FIRST_COLUMNS, birth_date=student.born_on) for student in demo.students
        ),
    )


def course_source_id(code: str) -> str:
    """The id under which the roster knows a course."""
    return f"C-{code}"


def session_id(term: Term) -> str:
    """The id of this school year, or of its half."""
    return {Term.FALL: f"{THIS_YEAR}-F", Term.SPRING: f"{THIS_YEAR}-S"}.get(term, f"{THIS_YEAR}")


def section_title(section: Section, course: Course) -> str:
    """What the class is called on lists."""
    return f"{course.title}, period {section.period}"


def _orgs(demo: DemoDistrict) -> Iterator[one.Org]:
    yield one.Org(demo.district.id, *_FIRST_COLUMNS, name=demo.district.name, type=one.OrgType.DISTRICT)
    for school in demo.schools:
        yield one.Org(school.id, *_FIRST_COLUMNS, name=school.name, type=one.OrgType.SCHOOL, parent_id=demo.district.id)


def _sessions(demo: DemoDistrict) -> Iterator[one.AcademicSession]:
    year = next(year for year in demo.years if year.starts_in == THIS_YEAR)
    name = f"{THIS_YEAR}-{(THIS_YEAR + 1) % 100:02d}"
    for term, title, kind, starts_on, ends_on in (
        (Term.YEAR, name, one.SessionType.SCHOOL_YEAR, year.starts_on, year.ends_on),
        (Term.FALL, f"{name} Fall", one.SessionType.SEMESTER, year.starts_on, date(THIS_YEAR, 12, 18)),
        (Term.SPRING, f"{name} Spring", one.SessionType.SEMESTER, year.spring_on, year.ends_on),
    ):
        yield one.AcademicSession(
            session_id(term),
            *_FIRST_COLUMNS,
            title=title,
            type=kind,
            starts_on=starts_on,
            ends_on=ends_on,
            parent_id="" if term is Term.YEAR else session_id(Term.YEAR),
            school_year=THIS_YEAR,
        )


def _users(demo: DemoDistrict) -> Iterator[one.User]:
    agents = _agents(demo.guardianships)
    for student in demo.students:
        yield student_user(student, agent_ids=agents[student.id])
    for guardian in demo.guardians:
        yield one.User(
            guardian.id,
            *_FIRST_COLUMNS,
            is_enabled=True,
            username=guardian.email,
            given_name=guardian.given_name,
            family_name=guardian.family_name,
            email=guardian.email,
            phone=guardian.phone,
        )
    for person in demo.staff:
        yield one.User(
            person.id,
            *_FIRST_COLUMNS,
            is_enabled=True,
            username=person.email,
            given_name=person.given_name,
            family_name=person.family_name,
            email=person.email,
        )


def student_user(student: Student, *, agent_ids: tuple[str, ...] = ()) -> one.User:
    """A student's row of users.csv."""
    return one.User(
        student.id,
        *_FIRST_COLUMNS,
        is_enabled=True,
        username=student.email,
        given_name=student.given_name,
        family_name=student.family_name,
        email=student.email,
        agent_ids=agent_ids,
        grade_codes=(f"{student.grade_level:02d}",),
        preferred_given_name=student.preferred_name,
        primary_org_id=student.school_id,
    )


def _agents(guardianships: Iterable[Guardianship]) -> Mapping[str, tuple[str, ...]]:
    """The guardians that each student's row names: those whose tie has not ended."""
    agents: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for tie in guardianships:
        if tie.ends_on is None or tie.ends_on > TODAY:
            agents[tie.student_id] += (tie.guardian_id,)
    return agents


def _roles(demo: DemoDistrict) -> Iterator[one.Role]:
    for student in demo.students:
        yield role_row(student.id, one.RosterRole.STUDENT, student.school_id)
    for guardian in demo.guardians:
        yield role_row(guardian.id, one.RosterRole.PARENT, demo.district.id)
    for post in demo.posts:
        if post.role in _ROLES and _in_force(post):
            yield role_row(post.staff_id, _ROLES[post.role], post.school_id or demo.district.id)


def role_row(user_id: str, role: one.RosterRole, org_id: str) -> one.Role:
    """One row of roles.csv."""
    return one.Role(
        f"{user_id}-{role.value}-{org_id}",
        *_FIRST_COLUMNS,
        user_id=user_id,
        role_type=one.RoleType.PRIMARY,
        role=role,
        org_id=org_id,
    )


def _in_force(post: Post) -> bool:
    return post.ends_on is None or post.ends_on > TODAY


def _course(course: Course, demo: DemoDistrict) -> one.Course:
    return one.Course(
        course_source_id(course.code),
        *_FIRST_COLUMNS,
        title=course.title,
        org_id=demo.district.id,
        school_year_id=session_id(Term.YEAR),
        code=course.code,
        grade_codes=tuple(f"{grade:02d}" for grade in course.grades),
        subjects=(SUBJECT_NAMES[course.subject],),
    )


def _class(section: Section, courses: Mapping[str, Course]) -> one.SchoolClass:
    return one.SchoolClass(
        section.id,
        *_FIRST_COLUMNS,
        title=section_title(section, courses[section.course_code]),
        course_id=course_source_id(section.course_code),
        school_id=section.school_id,
        type=one.ClassType.SCHEDULED,
        session_ids=(session_id(section.term),),
        code=section.id,
        room=section.room,
        periods=(str(section.period),),
    )


def _enrollments(demo: DemoDistrict) -> Iterator[one.Enrollment]:
    school_of = {section.id: section.school_id for section in demo.sections}
    for section in demo.sections:
        yield seat_row(section.teacher_id, section.id, section.school_id, one.EnrollmentRole.TEACHER)
    for seat in demo.seats:
        yield seat_row(seat.student_id, seat.section_id, school_of[seat.section_id], one.EnrollmentRole.STUDENT)


def seat_row(user_id: str, section_id: str, school_id: str, role: one.EnrollmentRole) -> one.Enrollment:
    """One row of enrollments.csv."""
    return one.Enrollment(
        f"{user_id}-{section_id}",
        *_FIRST_COLUMNS,
        class_id=section_id,
        school_id=school_id,
        user_id=user_id,
        role=role,
        is_primary=role is one.EnrollmentRole.TEACHER,
    )
