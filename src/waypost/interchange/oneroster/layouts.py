"""Which column of which file makes which field, for OneRoster 1.2."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from waypost.interchange.bundle import Columns
from waypost.interchange.cells import (
    BadCellError,
    boolean,
    day,
    flag,
    moment,
    one_of,
    optional,
    required_list,
    required_text,
    text,
    text_list,
)
from waypost.interchange.codes import Code
from waypost.interchange.oneroster import rows as r
from waypost.interchange.oneroster import vocabulary as v
from waypost.interchange.oneroster.fields import grade_codes, school_year
from waypost.interchange.sheet import Layout, Reader

Row = TypeVar("Row", bound=r.RosterRow)

COMMON: tuple[tuple[str, Reader], ...] = (
    ("sourcedId", required_text),
    ("status", one_of(v.Status, blank=v.Status.ACTIVE)),
    ("dateLastModified", optional(moment)),
)


def _layout(
    row: type[Row],
    cells: Sequence[tuple[str, Reader]],
    *,
    required: tuple[str, ...],
    unread: tuple[str, ...] = (),
    aliases: dict[str, str] | None = None,
    check: Callable[[Row], None] | None = None,
) -> Layout[Row]:
    """A layout for one row type; `required` are the columns without which no row makes sense."""
    names = tuple(name for name, _ in (*COMMON, *cells))
    columns = Columns(
        key="sourcedId",
        required=("sourcedId", *required),
        optional=tuple(name for name in (*names, *unread) if name not in ("sourcedId", *required)),
        aliases=aliases or {},
        extension_prefix="metadata.",
    )

    def build(values: list[Any], _file: str, line: int) -> Row:
        built = row(*values, line=line)
        if check is not None:
            check(built)
        return built

    return Layout(row.file, columns, (*COMMON, *cells), build)


def _check_dates(row: r.AcademicSession | r.Role | r.Enrollment) -> None:
    begins_on = row.starts_on if isinstance(row, r.AcademicSession) else row.begins_on
    if begins_on and row.ends_on and row.ends_on < begins_on:
        raise BadCellError(Code.ENDS_BEFORE_IT_BEGINS, detail=f"{begins_on}, {row.ends_on}", column="endDate")


def _check_name(user: r.User) -> None:
    """One name is enough: some people have only one."""
    if not (user.given_name or user.family_name):
        raise BadCellError(Code.MISSING_VALUE, column="familyName")


ORGS = _layout(
    r.Org,
    (
        ("name", required_text),
        ("type", one_of(v.OrgType)),
        ("identifier", text),
        ("parentSourcedId", text),
    ),
    required=("name", "type"),
)

ACADEMIC_SESSIONS = _layout(
    r.AcademicSession,
    (
        ("title", required_text),
        ("type", one_of(v.SessionType)),
        ("startDate", day),
        ("endDate", day),
        ("parentSourcedId", text),
        ("schoolYear", school_year),
    ),
    required=("title", "type", "startDate", "endDate", "schoolYear"),
    check=_check_dates,
)

USERS = _layout(
    r.User,
    (
        ("enabledUser", boolean),
        ("username", text),
        ("givenName", text),
        ("familyName", text),
        ("userIds", text_list),
        ("middleName", text),
        ("identifier", text),
        ("email", text),
        ("sms", text),
        ("phone", text),
        ("agentSourcedIds", text_list),
        ("grades", grade_codes),
        ("preferredGivenName", text),
        ("preferredMiddleName", text),
        ("preferredFamilyName", text),
        ("primaryOrgSourcedId", text),
        ("pronouns", text),
    ),
    required=("enabledUser", "givenName", "familyName"),
    unread=("password", "userMasterIdentifier", "resourceSourcedIds", "role", "orgSourcedIds"),
    check=_check_name,
)

ROLES = _layout(
    r.Role,
    (
        ("userSourcedId", required_text),
        ("roleType", one_of(v.RoleType, blank=v.RoleType.PRIMARY)),
        ("role", one_of(v.RosterRole)),
        ("orgSourcedId", required_text),
        ("beginDate", optional(day)),
        ("endDate", optional(day)),
    ),
    required=("userSourcedId", "role", "orgSourcedId"),
    unread=("userProfileSourcedId",),
    check=_check_dates,
)

COURSES = _layout(
    r.Course,
    (
        ("title", required_text),
        ("orgSourcedId", required_text),
        ("schoolYearSourcedId", text),
        ("courseCode", text),
        ("grades", grade_codes),
        ("subjects", text_list),
        ("subjectCodes", text_list),
    ),
    required=("title", "orgSourcedId"),
)

CLASSES = _layout(
    r.SchoolClass,
    (
        ("title", required_text),
        ("courseSourcedId", required_text),
        ("schoolSourcedId", required_text),
        ("classType", one_of(v.ClassType, blank=v.ClassType.SCHEDULED)),
        ("termSourcedIds", required_list),
        ("classCode", text),
        ("grades", grade_codes),
        ("location", text),
        ("subjects", text_list),
        ("subjectCodes", text_list),
        ("periods", text_list),
    ),
    required=("title", "courseSourcedId", "schoolSourcedId", "termSourcedIds"),
)

ENROLLMENTS = _layout(
    r.Enrollment,
    (
        ("classSourcedId", required_text),
        ("schoolSourcedId", required_text),
        ("userSourcedId", required_text),
        ("role", one_of(v.EnrollmentRole)),
        ("primary", flag),
        ("beginDate", optional(day)),
        ("endDate", optional(day)),
    ),
    required=("classSourcedId", "schoolSourcedId", "userSourcedId", "role"),
    check=_check_dates,
)

DEMOGRAPHICS = _layout(
    r.Demographics,
    (
        ("birthDate", optional(day)),
        ("sex", one_of(v.Sex)),
        ("americanIndianOrAlaskaNative", optional(boolean)),
        ("asian", optional(boolean)),
        ("blackOrAfricanAmerican", optional(boolean)),
        ("nativeHawaiianOrOtherPacificIslander", optional(boolean)),
        ("white", optional(boolean)),
        ("demographicRaceTwoOrMoreRaces", optional(boolean)),
        ("hispanicOrLatinoEthnicity", optional(boolean)),
    ),
    required=(),
    unread=(
        "countryOfBirthCode",
        "stateOfBirthAbbreviation",
        "cityOfBirth",
        "publicSchoolResidenceStatus",
    ),
    aliases={"birthdate": "birthDate"},
)
