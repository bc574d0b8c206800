"""A 1.1 bundle has its roles in users.csv: what is clear is read, and the version is named."""

import csv
from io import StringIO

from tests.interchange.small_bundle import codes, places, read_files, small_bundle
from waypost.interchange.oneroster import OneRoster, RosterRole
from waypost.interchange.writing import csv_bytes

_ROLES = {"S": "student", "G": "guardian", "T": "teacher"}


def old_users(**roles: str) -> bytes:
    rows = list(csv.reader(StringIO(small_bundle()["users.csv"].decode(), newline="")))
    header = [*rows[0][:4], "orgSourcedIds", "role", *rows[0][4:16]]
    cells = [[*row[:4], "H", roles.get(row[0], _ROLES[row[0][0]]), *row[4:16]] for row in rows[1:]]
    return csv_bytes(header, cells)


def old_bundle(users: bytes) -> OneRoster:
    files = small_bundle(users=users, roles=None)
    manifest = files["manifest.csv"].replace(b"version,1.2", b"version,1.1").replace(b"file.roles,bulk\r\n", b"")
    files["demographics.csv"] = files["demographics.csv"].replace(b"birthDate", b"birthdate")
    return read_files({**files, "manifest.csv": manifest})


def test_an_old_bundle_is_read_and_its_version_named() -> None:
    roster = old_bundle(old_users())
    assert roster.version == "1.1"
    assert codes(roster) == {"old-version"}
    assert next((r.user_id, r.role, r.org_id, r.location.file) for r in roster.roles) == (
        "S1",
        RosterRole.STUDENT,
        "H",
        "users.csv",
    )
    assert len(roster.roles) == len(roster.users) == 7
    assert roster.demographics[0].birth_date is not None


def test_an_administrator_of_a_school_is_clear() -> None:
    roster = old_bundle(old_users(T1="administrator"))
    assert roster.roles[-1].role is RosterRole.SITE_ADMINISTRATOR


def test_an_administrator_of_what_we_cannot_tell_is_held() -> None:
    users = old_users(T1="administrator").replace(b"true,H,administrator", b"true,X,administrator")
    roster = old_bundle(users)
    assert places(roster, "ambiguous-role") == [("users.csv", 8)]
    assert "T1" in {user.source_id for user in roster.users}


def test_an_unknown_role_is_told_once_with_its_line() -> None:
    assert places(old_bundle(old_users(S1="wizard")), "unknown-value") == [("users.csv", 2)]


def test_old_headers_without_a_version_are_known_by_their_columns() -> None:
    files = small_bundle(users=old_users(), roles=None, manifest=None)
    roster = read_files(files)
    assert roster.version == "1.1"
    assert len(roster.roles) == 7
    assert not any(reading.may_remove for reading in roster.files.values())


def test_roles_of_an_old_bundle_are_as_complete_as_its_users() -> None:
    assert old_bundle(old_users()).files["roles.csv"].may_remove
