"""OneRoster 1.1: roles stand in users.csv; what can only mean one thing becomes rows as 1.2 has them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from waypost.interchange.bundle import Bundle, Columns, FileRefusedError, open_table
from waypost.interchange.cells import one_of, required_list
from waypost.interchange.codes import Code
from waypost.interchange.oneroster.layouts import COMMON, USERS
from waypost.interchange.oneroster.rows import Org, Role, RosterRow, User
from waypost.interchange.oneroster.vocabulary import OrgType, RoleType, RosterRole
from waypost.interchange.problems import Location, Problem, Severity
from waypost.interchange.sheet import Layout, Sheet, read_sheet

OLD_VERSIONS = ("1.0", "1.1")
_ROLE_COLUMNS = ("role", "orgSourcedIds")


class OldRole(StrEnum):
    """The roles of 1.1; `administrator` does not say of what."""

    ADMINISTRATOR = "administrator"
    AIDE = "aide"
    GUARDIAN = "guardian"
    PARENT = "parent"
    PROCTOR = "proctor"
    RELATIVE = "relative"
    STUDENT = "student"
    TEACHER = "teacher"


_ADMINISTRATORS = {
    OrgType.DISTRICT: RosterRole.DISTRICT_ADMINISTRATOR,
    OrgType.SCHOOL: RosterRole.SITE_ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class _OldUser(RosterRow):
    """The part of a 1.1 user that 1.2 keeps in roles.csv."""

    file = User.file

    role: OldRole
    org_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _RoleInUsers(Role):
    """A role whose line is one of users.csv."""

    file = User.file


def _old_user(values: list[Any], _file: str, line: int) -> _OldUser:
    return _OldUser(*values, line=line)


_LAYOUT = Layout(
    User.file,
    Columns(
        key="sourcedId",
        required=("sourcedId", *_ROLE_COLUMNS),
        optional=(*USERS.columns.required, *USERS.columns.optional),
        extension_prefix="metadata.",
    ),
    (*COMMON, ("role", one_of(OldRole)), ("orgSourcedIds", required_list)),
    _old_user,
)


def has_old_users(bundle: Bundle) -> bool:
    """Whether users.csv has the columns that only 1.1 has."""
    columns = Columns(key="sourcedId", required=("sourcedId", *_ROLE_COLUMNS))
    try:
        open_table(bundle, User.file, columns)
    except FileRefusedError:
        return False
    return True


def read_old_roles(bundle: Bundle, orgs: Collection[Org], *, accept: Collection[str] = ()) -> Sheet[Role]:
    """The roles that users.csv of a 1.1 bundle gives; what else is wrong in its rows is told with the users."""
    old = read_sheet(bundle, _LAYOUT, accept=accept)
    roles: Sheet[Role] = Sheet(old.file, is_read=old.is_read, is_refused=old.is_refused)
    roles.problems = [problem for problem in old.problems if problem.location.column in _ROLE_COLUMNS]
    types = {org.source_id: org.type for org in orgs}
    for user in old.rows:
        for org_id in user.org_ids:
            roles.rows.extend(_roles(user, org_id, types, roles))
    return roles


def _roles(user: _OldUser, org_id: str, types: Mapping[str, OrgType], sheet: Sheet[Role]) -> Iterator[Role]:
    role = _role(user.role, types.get(org_id))
    if role is None:
        place = Location(sheet.file, user.line, "role")
        sheet.problems.append(Problem(Code.AMBIGUOUS_ROLE, Severity.HELD, place, user.source_id, detail=user.role))
        return
    is_first = org_id == user.org_ids[0]
    yield _RoleInUsers(
        source_id=f"{user.source_id}-{role}-{org_id}",
        status=user.status,
        modified_at=user.modified_at,
        user_id=user.source_id,
        role_type=RoleType.PRIMARY if is_first else RoleType.SECONDARY,
        role=role,
        org_id=org_id,
        line=user.line,
    )


def _role(role: OldRole, org_type: OrgType | None) -> RosterRole | None:
    if role is OldRole.ADMINISTRATOR:
        return _ADMINISTRATORS.get(org_type) if org_type else None
    return RosterRole(role.value)
