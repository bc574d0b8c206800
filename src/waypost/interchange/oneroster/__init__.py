"""OneRoster 1.2 CSV bundles (1.1 where it is clear) as typed rows with located problems, and back."""

from waypost.interchange.oneroster.reading import read
from waypost.interchange.oneroster.roster import FileReading, OneRoster
from waypost.interchange.oneroster.rows import (
    AcademicSession,
    Course,
    Demographics,
    Enrollment,
    Org,
    Role,
    RosterRow,
    SchoolClass,
    User,
)
from waypost.interchange.oneroster.vocabulary import (
    ClassType,
    EnrollmentRole,
    OrgType,
    Outcome,
    Presence,
    RoleType,
    RosterRole,
    SessionType,
    Sex,
    Status,
    grade_level,
)
from waypost.interchange.oneroster.writing import oneroster_files, write_oneroster

__all__ = [
    "AcademicSession",
    "ClassType",
    "Course",
    "Demographics",
    "Enrollment",
    "EnrollmentRole",
    "FileReading",
    "OneRoster",
    "Org",
    "OrgType",
    "Outcome",
    "Presence",
    "Role",
    "RoleType",
    "RosterRole",
    "RosterRow",
    "SchoolClass",
    "SessionType",
    "Sex",
    "Status",
    "User",
    "grade_level",
    "oneroster_files",
    "read",
    "write_oneroster",
]
