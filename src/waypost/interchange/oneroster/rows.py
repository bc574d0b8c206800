"""The typed rows of a OneRoster bundle; `line` is where the row begins in its file."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from waypost.interchange.oneroster.vocabulary import (
    ClassType,
    EnrollmentRole,
    OrgType,
    RoleType,
    RosterRole,
    SessionType,
    Sex,
    Status,
    grade_level,
)
from waypost.interchange.problems import Location


@dataclass(frozen=True, slots=True)
class RosterRow:
    """What every row has: the id that its source gave it, whether it is in force, and since when."""

    file: ClassVar[str]

    source_id: str
    status: Status
    modified_at: datetime | None
    line: int = field(default=0, compare=False, kw_only=True)

    @property
    def location(self) -> Location:
        """Where the row stands."""
        return Location(self.file, self.line)

    @property
    def is_leaving(self) -> bool:
        """Whether the source asks for this row to be turned off."""
        return self.status is Status.TO_BE_DELETED


@dataclass(frozen=True, slots=True)
class Org(RosterRow):
    """A district, a school, or another organization in the tree of `parent_id`."""

    file = "orgs.csv"

    name: str
    type: OrgType
    identifier: str = ""
    parent_id: str = ""


@dataclass(frozen=True, slots=True)
class AcademicSession(RosterRow):
    """A school year or a part of one; `school_year` is the calendar year in which it starts."""

    file = "academicSessions.csv"

    title: str
    type: SessionType
    starts_on: date
    ends_on: date
    parent_id: str = ""
    school_year: int = 0


@dataclass(frozen=True, slots=True)
class User(RosterRow):
    """A person; `agent_ids` are the people who look after them, `grade_codes` are CEDS codes such as 09."""

    file = "users.csv"

    is_enabled: bool
    username: str
    given_name: str
    family_name: str
    user_ids: tuple[str, ...] = ()
    middle_name: str = ""
    identifier: str = ""
    email: str = ""
    sms: str = ""
    phone: str = ""
    agent_ids: tuple[str, ...] = ()
    grade_codes: tuple[str, ...] = ()
    preferred_given_name: str = ""
    preferred_middle_name: str = ""
    preferred_family_name: str = ""
    primary_org_id: str = ""
    pronouns: str = ""

    @property
    def grade_level(self) -> int | None:
        """The grade as a number, 0 for kindergarten; None where the file gives none or several."""
        return grade_level(self.grade_codes[0]) if len(self.grade_codes) == 1 else None


@dataclass(frozen=True, slots=True)
class Role(RosterRow):
    """What a person is at an organization, and from when to when."""

    file = "roles.csv"

    user_id: str
    role_type: RoleType
    role: RosterRole
    org_id: str
    begins_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Course(RosterRow):
    """A course that an organization offers."""

    file = "courses.csv"

    title: str
    org_id: str
    school_year_id: str = ""
    code: str = ""
    grade_codes: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    subject_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolClass(RosterRow):
    """A class section of a course at a school in one or more sessions."""

    file = "classes.csv"

    title: str
    course_id: str
    school_id: str
    type: ClassType
    session_ids: tuple[str, ...] = ()
    code: str = ""
    grade_codes: tuple[str, ...] = ()
    room: str = ""
    subjects: tuple[str, ...] = ()
    subject_codes: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrollment(RosterRow):
    """A person's seat in a class section, as a student or as staff."""

    file = "enrollments.csv"

    class_id: str
    school_id: str
    user_id: str
    role: EnrollmentRole
    is_primary: bool = False
    begins_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Demographics(RosterRow):
    """Facts about a person under that person's own source id; None where the file says nothing."""

    file = "demographics.csv"

    birth_date: date | None = None
    sex: Sex = Sex.NOT_GIVEN
    is_american_indian_or_alaska_native: bool | None = None
    is_asian: bool | None = None
    is_black_or_african_american: bool | None = None
    is_native_hawaiian_or_other_pacific_islander: bool | None = None
    is_white: bool | None = None
    is_two_or_more_races: bool | None = None
    is_hispanic_or_latino: bool | None = None
