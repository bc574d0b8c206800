"""An absent file is untouched; a bulk file without rows is a question; changes only never remove."""

import pytest

from tests.interchange.small_bundle import codes, places, read_files, replaced, small_bundle, spoiled
from waypost.interchange.oneroster import Outcome, Presence


def announced(presence: str, *, users: bytes | None) -> dict[str, bytes]:
    files = small_bundle(users=users)
    line = f"file.users,{presence}".encode() if presence else b"x.users,bulk"
    return {**files, "manifest.csv": files["manifest.csv"].replace(b"file.users,bulk", line)}


HEADER = small_bundle()["users.csv"].split(b"\r\n", 1)[0] + b"\r\n"
USERS = small_bundle()["users.csv"]


@pytest.mark.parametrize(
    ("presence", "users", "outcome", "rows", "may_remove", "code"),
    [
        ("bulk", USERS, Outcome.READ, 7, True, ""),
        ("bulk", HEADER, Outcome.REFUSED, 0, False, "header-only"),
        ("bulk", b"", Outcome.REFUSED, 0, False, "empty-file"),
        ("bulk", None, Outcome.MISSING, 0, False, "missing-file"),
        ("delta", USERS, Outcome.READ, 7, False, ""),
        ("delta", HEADER, Outcome.REFUSED, 0, False, "header-only"),
        ("delta", None, Outcome.MISSING, 0, False, "missing-file"),
        ("absent", None, Outcome.UNTOUCHED, 0, False, ""),
        ("absent", USERS, Outcome.UNTOUCHED, 0, False, "announced-absent"),
        ("", USERS, Outcome.READ, 7, False, "not-announced"),
        ("", None, Outcome.UNTOUCHED, 0, False, "missing-file"),
    ],
)
def test_what_the_manifest_says_decides_what_a_file_may_do(
    presence: str, users: bytes | None, outcome: Outcome, rows: int, may_remove: bool, code: str
) -> None:
    roster = read_files(announced(presence, users=users))
    reading = roster.files["users.csv"]
    assert (reading.outcome, reading.row_count, reading.may_remove) == (outcome, rows, may_remove)
    assert codes(roster) == ({code} if code else set())


def test_without_a_manifest_rows_are_added_and_nobody_is_removed() -> None:
    roster = read_files(small_bundle(manifest=None))
    assert codes(roster) == {"missing-file"}
    assert len(roster.users) == 7
    assert {reading.presence for reading in roster.files.values()} == {Presence.NOT_ANNOUNCED}
    assert not any(reading.may_remove for reading in roster.files.values())


def test_a_manifest_that_contradicts_itself_removes_nobody() -> None:
    roster = replaced("manifest.csv", "file.users,bulk", "file.users,bulk\r\nfile.users,delta")
    assert places(roster, "duplicate-id") == [("manifest.csv", 11), ("manifest.csv", 12)]
    assert not roster.files["users.csv"].may_remove


def test_a_word_that_no_manifest_has_is_held() -> None:
    roster = replaced("manifest.csv", "file.users,bulk", "file.users,everything")
    assert places(roster, "unknown-value") == [("manifest.csv", 11)]
    assert not roster.files["users.csv"].may_remove


def test_an_unknown_version_is_pointed_out_and_read() -> None:
    roster = replaced("manifest.csv", "oneroster.version,1.2", "oneroster.version,2.0")
    assert places(roster, "unknown-version") == [("manifest.csv", 3)]
    assert len(roster.users) == 7


def test_the_source_is_named() -> None:
    roster = read_files(small_bundle())
    assert (roster.version, roster.source_name, roster.source_code) == ("1.2", "Cedar Valley SIS", "cedar")


def test_a_file_that_nobody_asked_for_is_left_alone() -> None:
    files = {**small_bundle(), "secrets.txt": b"x", "lineItems.csv": b"x", "course-credits.csv": b"x"}
    assert places(read_files(files), "unexpected-file") == [("secrets.txt", None)]


def test_file_names_may_be_written_in_any_case() -> None:
    files = {name.upper(): content for name, content in small_bundle().items()}
    assert len(read_files(files).users) == 7


def test_a_delta_may_refer_to_what_is_stored_already() -> None:
    files = announced("delta", users=USERS)
    content = files["enrollments.csv"].replace(b"K1,H,S2", b"K1,H,S99")
    assert not read_files({**files, "enrollments.csv": content}).problems


def test_spoiling_the_manifest_never_raises() -> None:
    content = small_bundle()["manifest.csv"]
    for length in range(len(content)):
        cut = content[:length]
        assert read_files(spoiled("manifest.csv", lambda _, cut=cut: cut)).users or length  # type: ignore[misc]
