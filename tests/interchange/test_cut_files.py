"""A file that was cut anywhere is refused as a whole: half a roster must not look like a small one."""

import pytest

from tests.interchange.small_bundle import ROSTER_FILES, read_files, small_bundle, spoiled
from waypost.interchange.oneroster import Outcome


@pytest.mark.parametrize("file", ["orgs.csv", "users.csv"])
def test_a_file_cut_at_any_byte_is_refused_unless_it_ends_with_a_row(file: str) -> None:
    content = small_bundle()[file]
    for length in range(len(content)):
        cut = content[:length]
        reading = read_files(spoiled(file, lambda _, cut=cut: cut)).files[file]  # type: ignore[misc]
        is_whole_rows = cut.endswith(b"\r\n") and cut.count(b"\n") > 1
        if is_whole_rows:
            assert reading.outcome is Outcome.READ
        else:
            assert not reading.may_remove, cut[-40:]
            assert reading.row_count == 0


@pytest.mark.parametrize(
    "file", ["orgs.csv", "academicSessions.csv", "roles.csv", "enrollments.csv", "demographics.csv"]
)
def test_a_quote_that_stays_open_refuses_the_file(file: str) -> None:
    roster = read_files(spoiled(file, open_a_quote))
    assert roster.files[file].outcome is Outcome.REFUSED
    assert [(p.code, p.location.line) for p in roster.problems if p.location.file == file] == [("unclosed-quote", 2)]


@pytest.mark.parametrize("file", ["users.csv", "courses.csv", "classes.csv"])
def test_a_stray_quote_within_its_line_holds_that_line(file: str) -> None:
    roster = read_files(spoiled(file, open_a_quote))
    assert [p.location.line for p in roster.problems if p.location.file == file and p.code == "broken-quote"] == [2]
    assert not roster.files[file].may_remove


def open_a_quote(content: bytes) -> bytes:
    """The first row with a quote that opens after its id; some rows have more quotes, which end it at once."""
    header, first, rest = content.split(b"\r\n", 2)
    return b"\r\n".join((header, first.replace(b",active,", b',"active,'), rest))


@pytest.mark.parametrize("file", ROSTER_FILES)
def test_a_short_last_row_refuses_the_file(file: str) -> None:
    roster = read_files(spoiled(file, lambda content: content + b"X9,active\r\n"))
    assert roster.files[file].outcome is Outcome.REFUSED
    assert ("file-cut", file) in {(p.code, p.location.file) for p in roster.problems}


def test_a_quoted_line_break_is_no_cut() -> None:
    roster = read_files(
        spoiled("orgs.csv", lambda content: content.replace(b"Ridgeview Middle", b'"Ridgeview\r\nMiddle"'))
    )
    assert [org.name for org in roster.orgs][-1] == "Ridgeview\r\nMiddle"
    assert not roster.problems
