"""Who looks after whom: caseloads, advisories, case managers and class lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle
from random import Random

from . import cast
from .schools import CEDAR_HIGH, HIGH_SCHOOLS, NORTH_HIGH, SCHOOLS
from .sections import Timetable
from .staff import Faculty
from .values import Student, Support

#: How many students Ms. Whitfield looks after.
CASELOAD = 352
_SINCE = date(2026, 8, 17)
_PINEDA_ALSO_AT_NORTH = 24


def assign_care(
    random: Random, *, students: list[Student], faculty: Faculty, timetable: Timetable
) -> tuple[Support, ...]:
    """Every tie of staff to students in force this year, without doubles."""
    ties = dict.fromkeys(
        (
            *_counselors(random, students, faculty),
            *_advisors(students, faculty),
            *_case_managers(random, students, faculty),
            *_class_lists(timetable),
        )
    )
    return tuple(ties)


def whitfields(supports: Iterable[Support]) -> list[str]:
    """The ids of the students on Ms. Whitfield's caseload."""
    return [one.student_id for one in supports if one.staff_id == cast.WHITFIELD and one.role == "counselor"]


def _support(staff_id: str, student_id: str, role: str) -> Support:
    return Support(staff_id=staff_id, student_id=student_id, role=role, starts_on=_SINCE)


def _counselors(random: Random, students: list[Student], faculty: Faculty) -> Iterator[Support]:
    for school in SCHOOLS:
        ids = [student.id for student in students if student.school_id == school.id]
        named = {role.id for role in cast.CAST}
        ids.sort(key=lambda id: (id not in named, random.random()))
        counselors = faculty.ids(role="counselor", school_id=school.id)
        if school.id == CEDAR_HIGH:
            shares = {cast.WHITFIELD: ids[:CASELOAD], cast.PINEDA: ids[CASELOAD:]}
        elif school.id == NORTH_HIGH:
            others = [one for one in counselors if one != cast.PINEDA]
            shares = {cast.PINEDA: ids[:_PINEDA_ALSO_AT_NORTH], **_shared(ids[_PINEDA_ALSO_AT_NORTH:], others)}
        else:
            shares = _shared(ids, counselors)
        for staff_id, student_ids in shares.items():
            for student_id in sorted(student_ids):
                yield _support(staff_id, student_id, "counselor")


def _shared(ids: list[str], staff_ids: list[str]) -> dict[str, list[str]]:
    return {staff_id: ids[number :: len(staff_ids)] for number, staff_id in enumerate(staff_ids)}


def _advisors(students: list[Student], faculty: Faculty) -> Iterator[Support]:
    for school_id in HIGH_SCHOOLS:
        turn = cycle(faculty.ids(role="advisor", school_id=school_id))
        for student in students:
            if student.school_id == school_id:
                yield _support(cast.OSEI if student.id == cast.MAYA else next(turn), student.id, "advisor")


def _case_managers(random: Random, students: list[Student], faculty: Faculty) -> Iterator[Support]:
    """About one student in nine has a case manager; Theo's is Ms. Ferraro."""
    yield _support(cast.FERRARO, cast.THEO, "case_manager")
    for school in SCHOOLS:
        turn = cycle(faculty.ids(role="case_manager", school_id=school.id))
        for student in students:
            if student.school_id == school.id and student.id != cast.THEO and random.random() < 0.11:
                yield _support(next(turn), student.id, "case_manager")


def _class_lists(timetable: Timetable) -> Iterator[Support]:
    teacher = {section.id: section.teacher_id for section in timetable.sections}
    for seat in timetable.seats:
        yield _support(teacher[seat.section_id], seat.student_id, "teacher")
