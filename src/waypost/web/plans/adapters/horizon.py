"""How far ahead plans reach: to 12th grade, and past it for students who are in school longer (decision 0012)."""

from __future__ import annotations

from datetime import date
from typing import Final

from waypost.web.plans.models import MOST_GRADE
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import Student

FIRST_GRADE: Final = 6  # no plan begins below it
LAST_GRADE: Final = 12
LAST_AGE: Final = 22  # the school year of this birthday is the last with a right to special education (34 CFR 300.101)


def year_of(student: Student, *, on: date) -> int:
    """The school year of the student's grade level: the one for which it is known, else the running one."""
    return calendar_of(student.district).school_year(on) if student.grade_in is None else student.grade_in


def school_year_of(student: Student, *, grade_level: int, on: date) -> int:
    """The school year in which the student is in that grade, named by the year in which it starts."""
    return year_of(student, on=on) + grade_level - student.grade_level


def grade_in_year(student: Student, *, school_year: int, on: date) -> int:
    """The grade level of the student in that school year."""
    return student.grade_level + school_year - year_of(student, on=on)


def grade_of_class(class_of: int, *, school_year: int) -> int:
    """The grade level of a class in a school year, as far as a roster names any."""
    return min(max(LAST_GRADE - (class_of - 1 - school_year), -1), LAST_GRADE + 1)


def last_grade_of(student: Student, *, on: date, is_short: bool) -> int:
    """The last grade level that the student can plan; `is_short` says that the plan does not reach graduation yet.

    Up to 11th grade it is 12th grade. A 12th grader who is short may add one year, where the district allows it.
    After 12th grade there are as many years as the district plans, up to the school year in which the student turns
    22; one, where nobody knows the birthday.
    """
    now, further = student.grade_level, student.district.years_after_twelfth
    if now < LAST_GRADE:
        return LAST_GRADE
    if now == LAST_GRADE:
        return LAST_GRADE + min(1, further) if is_short else LAST_GRADE
    return min(now + min(further, _years_left(student, on=on)), MOST_GRADE)


def is_before_planning(student: Student) -> bool:
    """Whether the student is too young for a plan: below 6th grade, or in a grade that nobody plans from yet."""
    return student.grade_level < FIRST_GRADE


def planning_begins_in(student: Student, *, on: date) -> int:
    """The school year in which a young student comes to the first grade with a plan."""
    return calendar_of(student.district).school_year(on) + FIRST_GRADE - student.grade_level


def _years_left(student: Student, *, on: date) -> int:
    """The school years after this one, up to that of the 22nd birthday."""
    if student.born_on is None:
        return 1
    calendar = calendar_of(student.district)
    return max(0, calendar.school_year(student.born_on) + LAST_AGE - calendar.school_year(on))
