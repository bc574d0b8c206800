"""The sheets of a bundle while they are checked against each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

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
from waypost.interchange.oneroster.vocabulary import Presence
from waypost.interchange.problems import Location, Problem, Severity
from waypost.interchange.sheet import Sheet

Row = TypeVar("Row", bound=RosterRow)


@dataclass(slots=True)
class Draft:
    """All sheets, and what the manifest says of each file."""

    presences: Mapping[str, Presence]
    orgs: Sheet[Org] = field(default_factory=lambda: Sheet(Org.file))
    academic_sessions: Sheet[AcademicSession] = field(default_factory=lambda: Sheet(AcademicSession.file))
    users: Sheet[User] = field(default_factory=lambda: Sheet(User.file))
    roles: Sheet[Role] = field(default_factory=lambda: Sheet(Role.file))
    courses: Sheet[Course] = field(default_factory=lambda: Sheet(Course.file))
    classes: Sheet[SchoolClass] = field(default_factory=lambda: Sheet(SchoolClass.file))
    enrollments: Sheet[Enrollment] = field(default_factory=lambda: Sheet(Enrollment.file))
    demographics: Sheet[Demographics] = field(default_factory=lambda: Sheet(Demographics.file))

    def sheets(self) -> Iterator[tuple[str, Sheet[Any]]]:
        """Each sheet with the file name that OneRoster gives it."""
        yield Org.file, self.orgs
        yield AcademicSession.file, self.academic_sessions
        yield User.file, self.users
        yield Role.file, self.roles
        yield Course.file, self.courses
        yield SchoolClass.file, self.classes
        yield Enrollment.file, self.enrollments
        yield Demographics.file, self.demographics

    def known(self, sheet: Sheet[Any], file: str) -> "Known | None":
        """The ids that rows may refer to; None where the file does not claim to have them all."""
        if not sheet.is_read or self.presences[file] is not Presence.BULK:
            return None
        return Known(frozenset(row.source_id for row in sheet.rows), frozenset(sheet.held_lines().values()))


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of a complete file: of its good rows, and of those that are held."""

    ids: frozenset[str]
    held_ids: frozenset[str]


def hold(sheet: Sheet[Row], bad: Mapping[int, Problem]) -> None:
    """Take rows out of the good ones, by line, and say why."""
    if bad:
        sheet.rows = [row for row in sheet.rows if row.line not in bad]
        sheet.problems.extend(bad.values())


def row_problem(
    sheet: Sheet[Row],
    row: Row,
    code: str,
    *,
    severity: Severity = Severity.HELD,
    column: str | None = None,
    detail: str = "",
) -> Problem:
    """A problem of one row of a sheet."""
    return Problem(code, severity, Location(sheet.file, row.line, column), row.source_id, detail=detail)
