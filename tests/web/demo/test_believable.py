"""Whether the invented histories could be true: credits by grade, marks, repeats, families."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import mean

import pytest

from tests.credit import credits
from tests.web.demo.as_record import audited
from waypost.web.demo.district import DemoDistrict, build_district
from waypost.web.demo.district.values import Method, Repeat, Status


@pytest.fixture(scope="module")
def demo() -> DemoDistrict:
    return build_district()


@pytest.fixture(scope="module")
def earned(demo: DemoDistrict) -> dict[int, list[float]]:
    """Credits earned so far, by grade."""
    units: Counter[str] = Counter()
    for entry in demo.entries:
        units[entry.student_id] += entry.units_earned
    by_grade: dict[int, list[float]] = defaultdict(list)
    for student in demo.students:
        by_grade[student.grade_level].append(units[student.id] / credits(1))
    return by_grade


@pytest.mark.parametrize(("grade", "least", "most"), [(9, 0.1, 0.6), (10, 6.5, 7.5), (11, 13, 14.8), (12, 19.8, 21.8)])
def test_credits_grow_by_about_seven_a_year(
    earned: dict[int, list[float]], grade: int, least: float, most: float
) -> None:
    assert least < mean(earned[grade]) < most


def test_no_middle_schooler_has_finished_a_high_school_course(earned: dict[int, list[float]]) -> None:
    assert not any(credit for grade in (6, 7, 8) for credit in earned[grade])


def test_most_seniors_are_on_the_way_and_some_are_not(demo: DemoDistrict) -> None:
    seniors = [student.id for student in demo.students if student.grade_level == 12][::3]
    short = [id for id in seniors if audited(demo, id, "graduation-2027").meter.open]
    assert 0.03 < len(short) / len(seniors) < 0.2


def test_marks_spread_as_in_a_real_school(demo: DemoDistrict) -> None:
    marks = Counter(entry.mark for entry in demo.entries if entry.status is Status.COMPLETED)
    total = marks.total()
    assert 0.25 < marks["A"] / total < 0.4
    assert 0.2 < marks["C"] / total < 0.3
    assert 0.015 < marks["F"] / total < 0.06


def test_strong_students_are_strong_everywhere(demo: DemoDistrict) -> None:
    points = {"A": 4, "B": 3, "C": 2, "D": 1, "F": 0}
    own: dict[str, list[int]] = defaultdict(list)
    for entry in demo.entries:
        if entry.status is Status.COMPLETED and entry.grade_level >= 9:
            own[entry.student_id].append(points[entry.mark])
    averages = [mean(marks) for marks in own.values() if len(marks) >= 14]
    assert min(averages) < 1.8
    assert max(averages) > 3.8
    honors = {entry.student_id for entry in demo.entries if entry.course_code.endswith("H")}
    assert mean(mean(own[id]) for id in honors if id in own) > mean(averages) + 0.4


def test_failures_are_repeated_and_recovered(demo: DemoDistrict) -> None:
    replaced = [entry for entry in demo.entries if entry.repeat is Repeat.REPLACED]
    assert len(replaced) > 100
    assert all(entry.units_earned == 0 for entry in replaced)
    methods = Counter(entry.method for entry in demo.entries)
    assert methods[Method.RECOVERY] > 100
    assert methods[Method.TRANSFER] > 500


def test_newcomers_bring_courses_that_the_district_does_not_have(demo: DemoDistrict) -> None:
    codes = {course.code for course in demo.courses}
    unknown = [entry for entry in demo.entries if entry.course_code not in codes]
    assert unknown
    assert all(entry.method is Method.TRANSFER for entry in unknown)


def test_nearly_every_course_is_taken_by_somebody(demo: DemoDistrict) -> None:
    taken = {entry.course_code for entry in demo.entries}
    assert sum(course.code not in taken for course in demo.courses) <= 6


def test_families_are_of_many_kinds(demo: DemoDistrict) -> None:
    by_student = Counter(tie.student_id for tie in demo.guardianships)
    assert set(by_student.values()) == {1, 2}
    assert len(by_student) == len(demo.students)
    assert any(tie.rights == "limited" for tie in demo.guardianships)
    assert any(tie.ends_on for tie in demo.guardianships)
    assert sum(tie.household == 2 for tie in demo.guardianships) > 200
