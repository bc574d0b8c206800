"""The real sample bundle reads whole, with exact counts."""

from collections import Counter
from pathlib import Path

import pytest

from tests.credit import credits
from tests.interchange.small_bundle import SHEETS
from waypost.interchange.bundle import open_bundle
from waypost.interchange.catalogue import read_course_credits
from waypost.interchange.oneroster import OneRoster, OrgType, RosterRole, read, write_oneroster


@pytest.fixture(scope="module")
def grand_bend(reference_data: Path) -> OneRoster:
    return read(open_bundle(reference_data / "oneroster-grand-bend"))


def test_every_row_is_counted(grand_bend: OneRoster) -> None:
    roles = Counter(role.role for role in grand_bend.roles)
    assert Counter(org.type for org in grand_bend.orgs) == {OrgType.DISTRICT: 1, OrgType.SCHOOL: 3}
    assert (roles[RosterRole.STUDENT], roles[RosterRole.GUARDIAN], roles[RosterRole.TEACHER]) == (960, 1873, 55)
    assert (len(grand_bend.users), len(grand_bend.courses), len(grand_bend.classes)) == (2901, 84, 520)
    assert (len(grand_bend.academic_sessions), len(grand_bend.demographics)) == (3, 960)


def test_eight_seats_that_stand_there_twice_are_taken_once(grand_bend: OneRoster) -> None:
    assert Counter(problem.code for problem in grand_bend.problems) == {"duplicate-row": 8}
    assert len(grand_bend.enrollments) == 520


def test_every_student_has_a_grade(grand_bend: OneRoster) -> None:
    students = {role.user_id for role in grand_bend.roles if role.role is RosterRole.STUDENT}
    levels = Counter(user.grade_level for user in grand_bend.users if user.source_id in students)
    assert sum(levels[level] for level in range(9, 12)) == 210
    assert levels[None] == 0


def test_its_files_may_speak_for_who_is_gone(grand_bend: OneRoster) -> None:
    assert all(reading.may_remove for reading in grand_bend.files.values())


def test_writing_it_and_reading_it_again_changes_nothing(grand_bend: OneRoster) -> None:
    packed = write_oneroster(grand_bend)
    again = read(open_bundle(packed))
    assert [getattr(again, name) for name in SHEETS.values()] == [getattr(grand_bend, name) for name in SHEETS.values()]
    assert write_oneroster(again) == packed


def test_its_course_credits_are_read_and_a_blank_is_not_guessed(reference_data: Path) -> None:
    found = read_course_credits(open_bundle(reference_data / "oneroster-grand-bend"))
    assert Counter(credit.units for credit in found.credits) == {credits(1): 82}
    assert [(p.code, p.location.line) for p in found.problems] == [("missing-value", 73), ("missing-value", 84)]
