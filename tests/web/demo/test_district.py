"""The generator itself: the same every time, of the size that the demo promises, and sound."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from waypost.engine.prerequisite import Ask, EveryOf, parse_prerequisite
from waypost.web.demo.district import DemoDistrict, build_district, build_stranger
from waypost.web.demo.district.students import HARD_NAMES

SRC = Path(__file__).resolve().parents[3] / "src"
PRINT_DIGEST = """
from hashlib import sha256
from waypost.web.demo.district import build_district, build_stranger
print(sha256((repr(build_district()) + repr(build_stranger())).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def demo() -> DemoDistrict:
    return build_district()


def test_another_hash_seed_gives_the_same_bytes() -> None:
    here = sha256((repr(build_district()) + repr(build_stranger())).encode()).hexdigest()
    environment = {"PYTHONPATH": str(SRC), "PYTHONHASHSEED": "4711"}
    there = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST], env=environment, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == here


def test_another_seed_gives_other_people(demo: DemoDistrict) -> None:
    other = build_district(7)
    assert [student.id for student in other.students] == [student.id for student in demo.students]
    assert other.students[40:] != demo.students[40:]
    assert other.students[:9] == demo.students[:9], "the cast never changes"


def test_it_has_the_promised_size(demo: DemoDistrict) -> None:
    assert len(demo.students) == 2400
    assert len(demo.schools) == 4
    assert len(demo.courses) == 180
    assert {student.grade_level for student in demo.students} == set(range(6, 13))
    assert len({student.home_language for student in demo.students}) == 8


def test_every_id_stands_for_one_row(demo: DemoDistrict) -> None:
    for rows in (demo.students, demo.guardians, demo.staff, demo.entries, demo.plans, demo.sections):
        ids = Counter(row.id for row in rows)
        assert max(ids.values()) == 1
    codes = Counter(course.code for course in demo.courses)
    assert max(codes.values()) == 1
    tries = Counter((one.student_id, one.course_code, one.school_year, one.term) for one in demo.entries)
    assert max(tries.values()) == 1
    assert max(Counter(demo.guardianships).values()) == 1


def test_addresses_are_ascii_and_no_two_are_alike(demo: DemoDistrict) -> None:
    everybody = [*(one.email for one in demo.students), *(one.email for one in demo.guardians)]
    addresses = Counter(address for address in (*everybody, *(one.email for one in demo.staff)) if address)
    assert max(addresses.values()) == 1
    assert all(address.isascii() and address.endswith(".example") for address in addresses)


def test_hard_names_are_there(demo: DemoDistrict) -> None:
    names = {(student.given_name, student.family_name) for student in demo.students}
    assert {(given, family) for given, family, _ in HARD_NAMES} <= names


def test_prerequisites_name_courses_of_the_catalog(demo: DemoDistrict) -> None:
    known = {course.code for course in demo.courses} | {"your IEP team says that it fits"}
    for course in demo.courses:
        for text in (course.prerequisite, course.corequisite):
            assert _named(parse_prerequisite(text)) <= known, course.code


def _named(tree: object) -> set[str]:
    """The codes in a prerequisite tree; a part that only a person could judge counts as an unknown code."""
    if isinstance(tree, Ask):
        return {tree.text}
    if isinstance(tree, EveryOf) or hasattr(tree, "parts"):
        return {code for part in tree.parts for code in _named(part)}
    return {tree.code} if hasattr(tree, "code") else set()


def test_nobody_has_more_classes_than_periods(demo: DemoDistrict) -> None:
    periods = {course.code: course.periods for course in demo.courses}
    load: Counter[tuple[str, int, str]] = Counter()
    for entry in demo.entries:
        for half in entry.term.halves:
            load[entry.student_id, entry.school_year, half.value] += periods.get(entry.course_code, 0)
    assert max(load.values()) <= demo.district.periods


def test_every_seat_is_in_a_class_with_room_and_a_teacher(demo: DemoDistrict) -> None:
    sizes = Counter(seat.section_id for seat in demo.seats)
    assert max(sizes.values()) <= 31
    assert set(sizes) == {section.id for section in demo.sections}
    assert {section.teacher_id for section in demo.sections} <= {person.id for person in demo.staff}


def test_the_stranger_shares_nobody_with_the_demo(demo: DemoDistrict) -> None:
    stranger = build_stranger()
    assert len(stranger.students) == 30
    assert stranger.district.state != demo.district.state
    for kind in ("students", "guardians", "staff", "schools", "plans"):
        ours, theirs = ({row.id for row in getattr(one, kind)} for one in (demo, stranger))
        assert ours.isdisjoint(theirs)
