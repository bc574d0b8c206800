"""Write a roster as a OneRoster 1.2 bundle, so that reading it gives the same rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from operator import attrgetter

from waypost.interchange.oneroster import layouts
from waypost.interchange.oneroster.column_order import COLUMN_ORDER
from waypost.interchange.oneroster.manifest import MANIFEST_FILE
from waypost.interchange.oneroster.roster import OneRoster
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
from waypost.interchange.sheet import Reader
from waypost.interchange.writing import csv_bytes, zip_bytes

_CELLS: Mapping[type[RosterRow], Iterable[tuple[str, Reader]]] = {
    Org: layouts.ORGS.cells,
    AcademicSession: layouts.ACADEMIC_SESSIONS.cells,
    User: layouts.USERS.cells,
    Role: layouts.ROLES.cells,
    Course: layouts.COURSES.cells,
    SchoolClass: layouts.CLASSES.cells,
    Enrollment: layouts.ENROLLMENTS.cells,
    Demographics: layouts.DEMOGRAPHICS.cells,
}


def write_oneroster(roster: OneRoster) -> bytes:
    """The zip of a roster's rows; the same rows always give the same bytes."""
    return zip_bytes(oneroster_files(roster))


def oneroster_files(roster: OneRoster) -> dict[str, bytes]:
    """Each file of the bundle by name: the manifest, and every file that it does not call absent."""
    presences = {row_type.file: _presence(roster, row_type.file) for row_type in _CELLS}
    rows: dict[type[RosterRow], Iterable[RosterRow]] = {
        Org: roster.orgs,
        AcademicSession: roster.academic_sessions,
        User: roster.users,
        Role: roster.roles,
        Course: roster.courses,
        SchoolClass: roster.classes,
        Enrollment: roster.enrollments,
        Demographics: roster.demographics,
    }
    files = {
        row_type.file: _file(row_type, rows[row_type])
        for row_type in _CELLS
        if presences[row_type.file] is not Presence.ABSENT
    }
    return {**files, MANIFEST_FILE: _manifest(roster, presences)}


def _presence(roster: OneRoster, file: str) -> Presence:
    """As the roster's own files say; a roster made by hand is complete."""
    reading = roster.files.get(file)
    if reading is None or reading.presence is Presence.NOT_ANNOUNCED:
        return Presence.BULK
    return reading.presence


def _manifest(roster: OneRoster, presences: Mapping[str, Presence]) -> bytes:
    properties = [
        ("manifest.version", "1.0"),
        ("oneroster.version", "1.2"),
        *((f"file.{file.removesuffix('.csv')}", presence.value) for file, presence in presences.items()),
        ("source.systemName", roster.source_name),
        ("source.systemCode", roster.source_code),
    ]
    return csv_bytes(("propertyName", "value"), properties)


def _file(row_type: type[RosterRow], rows: Iterable[RosterRow]) -> bytes:
    order = COLUMN_ORDER[row_type.file]
    getters = _getters(row_type)
    return csv_bytes(order, ([_cell(getters[name](row)) for name in order] for row in rows))


def _getters(row_type: type[RosterRow]) -> dict[str, Callable[[RosterRow], object]]:
    """What to write for each column: a layout's cells stand in the order of the row's fields."""
    getters: dict[str, Callable[[RosterRow], object]] = dict.fromkeys(COLUMN_ORDER[row_type.file], _blank)
    named = [field.name for field in fields(row_type) if field.name != "line"]
    for (column, _), name in zip(_CELLS[row_type], named, strict=True):
        getters[column] = attrgetter(name)
    if row_type is AcademicSession:
        getters["schoolYear"] = _last_year
    return getters


def _blank(_row: RosterRow) -> str:
    return ""


def _last_year(row: RosterRow) -> int:
    """OneRoster names a school year by the year in which it ends."""
    return row.school_year + 1 if isinstance(row, AcademicSession) else 0


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case tuple():
            return ",".join(value)
        case _:
            return str(value)
