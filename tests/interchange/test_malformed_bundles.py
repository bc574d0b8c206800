"""Each file spoiled in each way: nothing raises, every bad line is named, good lines in are good rows out."""

from itertools import product

import pytest

from tests.interchange.malformations import (
    FILE_IS_REFUSED,
    NOTHING_IS_LOST,
    ROW_IS_HELD,
    Malformation,
)
from tests.interchange.small_bundle import ROSTER_FILES, SHEETS, read_files, small_bundle, spoiled
from waypost.interchange.oneroster import OneRoster, Outcome
from waypost.interchange.problems import Severity
from waypost.interchange.sentences import sentence


def cases(malformations: tuple[Malformation, ...]) -> pytest.MarkDecorator:
    pairs = list(product(ROSTER_FILES, malformations))
    return pytest.mark.parametrize(("file", "bad"), pairs, ids=[f"{file}, {bad.name}" for file, bad in pairs])


def source_ids(roster: OneRoster, file: str) -> list[str]:
    return [row.source_id for row in getattr(roster, SHEETS[file])]


def all_is_told(roster: OneRoster) -> None:
    """Every row of the whole bundle is either good or held, and every held line is named in a sentence."""
    whole = read_files(small_bundle())
    for file in ROSTER_FILES:
        reading = roster.files[file]
        held_lines = {
            p.location.line for p in roster.problems if p.location.file == file and p.severity is Severity.HELD
        }
        assert len(held_lines) == reading.held_count
        if reading.outcome is Outcome.READ and not reading.unnamed_count:
            assert {*source_ids(whole, file)} <= {*source_ids(roster, file)} | reading.held_ids
    for problem in roster.problems:
        assert problem.location.file in sentence(problem) or problem.code == "old-version"


@cases(FILE_IS_REFUSED)
def test_a_file_that_cannot_be_trusted_is_refused_and_removes_nobody(file: str, bad: Malformation) -> None:
    roster = read_files(spoiled(file, bad.spoil))
    reading = roster.files[file]
    assert reading.row_count == 0
    assert not reading.may_remove
    told = [p for p in roster.problems if p.location.file == file and p.severity is Severity.FILE]
    assert len(told) == 1
    if bad.code:
        assert told[0].code == bad.code
    if bad.line:
        last_line = small_bundle()[file].count(b"\n")
        assert told[0].location.line == (last_line if bad.line == -1 else bad.line)
    all_is_told(roster)


@cases(FILE_IS_REFUSED)
def test_other_files_stay_as_good_as_they_were(file: str, bad: Malformation) -> None:
    roster, whole = read_files(spoiled(file, bad.spoil)), read_files(small_bundle())
    for other in ROSTER_FILES:
        if other != file:
            assert source_ids(roster, other) == source_ids(whole, other)


@cases(ROW_IS_HELD)
def test_a_bad_row_is_held_and_named_and_takes_only_what_needs_it(file: str, bad: Malformation) -> None:
    roster, whole = read_files(spoiled(file, bad.spoil)), read_files(small_bundle())
    told = {(str(p.code), p.location.line) for p in roster.problems if p.location.file == file}
    assert (bad.code, bad.line) in told
    held_here = [p for p in roster.problems if p.location.file == file and p.severity is Severity.HELD]
    needing = ("waits-for-held-row", "dangling-reference")
    assert {p.location.line for p in held_here if p.code not in needing} <= {2, 3}
    held_elsewhere = {str(p.code) for p in roster.problems if p.location.file != file and p.severity is Severity.HELD}
    assert held_elsewhere <= {*needing}
    untouched = set(source_ids(whole, file)[1:])
    if not any(p.code in needing for p in held_here):
        assert untouched <= set(source_ids(roster, file))
    all_is_told(roster)


@cases(NOTHING_IS_LOST)
def test_what_can_only_mean_one_thing_is_read(file: str, bad: Malformation) -> None:
    roster, whole = read_files(spoiled(file, bad.spoil)), read_files(small_bundle())
    for other in ROSTER_FILES:
        assert getattr(roster, SHEETS[other]) == getattr(whole, SHEETS[other])
    told = [(str(p.code), p.location.line) for p in roster.problems]
    assert set(told) == ({(bad.code, bad.line)} if bad.code else set())


@pytest.mark.parametrize("file", ROSTER_FILES)
def test_a_missing_file_is_named_and_nothing_else_is_lost(file: str) -> None:
    files = {name: content for name, content in small_bundle().items() if name != file}
    roster = read_files(files)
    assert [(p.code, p.location.file) for p in roster.problems if p.severity is Severity.FILE] == [
        ("missing-file", file)
    ]
    assert roster.files[file].outcome is Outcome.MISSING
    assert not roster.files[file].may_remove


def test_the_small_bundle_itself_has_nothing_to_look_at() -> None:
    roster = read_files(small_bundle())
    assert not roster.problems
    assert all(reading.may_remove for reading in roster.files.values())
