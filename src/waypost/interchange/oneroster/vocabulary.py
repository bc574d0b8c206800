"""The closed word lists of OneRoster 1.2 that a roster's rows use."""

from enum import StrEnum


class Status(StrEnum):
    """Whether a row is in force; a blank status means active."""

    ACTIVE = "active"
    TO_BE_DELETED = "tobedeleted"


class OrgType(StrEnum):
    """What kind of organization a row is."""

    DEPARTMENT = "department"
    SCHOOL = "school"
    DISTRICT = "district"
    LOCAL = "local"
    STATE = "state"
    NATIONAL = "national"


class SessionType(StrEnum):
    """What stretch of time an academic session is."""

    GRADING_PERIOD = "gradingPeriod"
    SEMESTER = "semester"
    SCHOOL_YEAR = "schoolYear"
    TERM = "term"


class RosterRole(StrEnum):
    """What a person is at an organization (roles.csv)."""

    AIDE = "aide"
    COUNSELOR = "counselor"
    DISTRICT_ADMINISTRATOR = "districtAdministrator"
    GUARDIAN = "guardian"
    PARENT = "parent"
    PRINCIPAL = "principal"
    PROCTOR = "proctor"
    RELATIVE = "relative"
    SITE_ADMINISTRATOR = "siteAdministrator"
    STUDENT = "student"
    SYSTEM_ADMINISTRATOR = "systemAdministrator"
    TEACHER = "teacher"


class RoleType(StrEnum):
    """Whether a role is the person's main one at that organization."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class EnrollmentRole(StrEnum):
    """What a person is in a class (enrollments.csv)."""

    ADMINISTRATOR = "administrator"
    PROCTOR = "proctor"
    STUDENT = "student"
    TEACHER = "teacher"


class ClassType(StrEnum):
    """Whether a class is a scheduled course or a homeroom."""

    HOMEROOM = "homeroom"
    SCHEDULED = "scheduled"


class Sex(StrEnum):
    """The sex on file; blank in the file is `NOT_GIVEN`."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNSPECIFIED = "unspecified"
    NOT_GIVEN = ""


class Presence(StrEnum):
    """What the manifest says of a file; an `absent` file leaves what is stored untouched."""

    BULK = "bulk"
    DELTA = "delta"
    ABSENT = "absent"
    NOT_ANNOUNCED = "not-announced"


class Outcome(StrEnum):
    """What became of a file."""

    READ = "read"
    REFUSED = "refused"
    MISSING = "missing"
    UNTOUCHED = "untouched"


GRADE_CODES: dict[str, int | None] = {
    **{"IT": None, "PR": None, "PK": -1, "TK": -1, "KG": 0},
    **{f"{grade:02d}": grade for grade in range(1, 14)},
    **{"PS": None, "UG": None, "Other": None},
}
"""CEDS entry grade codes and the number of each; None where a code is no place in the order of grades."""


def grade_level(code: str) -> int | None:
    """The number of a grade code: 0 for KG, 9 for 09, None for codes that are no grade."""
    return GRADE_CODES.get(code)
