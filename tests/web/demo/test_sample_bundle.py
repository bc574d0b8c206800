"""The bundle that visitors try: whole but for eleven rows, each kind of trouble told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from waypost.interchange.bundle import open_bundle
from waypost.interchange.oneroster import OneRoster, read, write_oneroster
from waypost.interchange.problems import Severity, group_problems
from waypost.web.demo.district import build_district
from waypost.web.demo.district.roster import to_roster
from waypost.web.demo.district.sample_bundle import BAD_ROWS, FILE_NAME, LEFT_OUT, sample_bundle


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> OneRoster:
    return _read(sample_bundle(), tmp_path_factory.mktemp("sample") / FILE_NAME)


def _read(content: bytes, path: Path) -> OneRoster:
    path.write_bytes(content)
    return read(open_bundle(path, name=path.name))


def test_it_is_the_same_bytes_every_time() -> None:
    first = sample_bundle()
    sample_bundle.cache_clear()
    assert sample_bundle() == first


def test_exactly_eleven_rows_wait(sample: OneRoster) -> None:
    held = {(one.location.file, one.location.line) for one in sample.problems if one.severity is Severity.HELD}
    assert len(held) == len(sample.problems) == BAD_ROWS


def test_the_rows_are_bad_in_several_ways_and_files(sample: OneRoster) -> None:
    groups = group_problems(sample.problems)
    assert len({group.code for group in groups}) >= 6
    assert {group.file for group in groups} == {"enrollments.csv", "users.csv", "roles.csv", "demographics.csv"}
    assert {group.suggestion for group in groups} >= {"09"}


def test_the_students_of_one_school_are_missing(sample: OneRoster) -> None:
    assert any(org.source_id == LEFT_OUT for org in sample.orgs)
    assert not any(user.primary_org_id == LEFT_OUT for user in sample.users)


def test_the_unspoiled_roster_has_no_problem(tmp_path: Path) -> None:
    roster = _read(write_oneroster(to_roster(build_district())), tmp_path / "whole.zip")
    assert roster.problems == ()
    assert len(roster.users) == 2400 + 3620 + 200
