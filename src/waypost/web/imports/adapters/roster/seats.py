"""A student's seat in a class becomes a course in progress of that school year and term."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Final

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.interchange.credits import UNITS_PER_CREDIT
from waypost.interchange.oneroster.rows import AcademicSession, Enrollment, SchoolClass
from waypost.interchange.oneroster.vocabulary import ClassType, EnrollmentRole, SessionType
from waypost.web.records.models import CourseStatus
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import Origin

from ..change_set import Key, TableChanges
from ..compare import Stored, Wanted, compare
from ..tables import SEATS
from .courses import CourseList
from .orgs import sessions_by_year
from .reading import Reading

FIRST_GRADE: Final = 6
FALL, SPRING, YEAR, SUMMER = "fall", "spring", "year", "summer"


def seat_changes(
    reading: Reading,
    courses: CourseList,
    *,
    grades: dict[str, int],
    stored: dict[Key, Stored],
) -> TableChanges:
    """Courses in progress; a seat that a complete file of the running term no longer has is a withdrawal.

    `grades` has the grade level of each student in the bundle; below grade 6 no record is kept.
    """
    wanted: dict[Key, Wanted] = {}
    calendar = calendar_of(reading.district)
    for (student_id, course_id, year), (terms, seat) in _seats(reading, courses, grades).items():
        course = courses.by_source[course_id]
        for term in merged_terms(terms, course, calendar=calendar):
            key = (student_id, course["code"], year, term)
            wanted[key] = Wanted(_values(course, grades[student_id]), seat.location)
    running = _running_terms(reading)
    return compare(
        SEATS,
        wanted=wanted,
        stored=stored,
        problems=reading.problems,
        is_gone=lambda key: (
            key[0] in grades and key[2:] in running and reading.is_whole("enrollments.csv", "classes.csv")
        ),
    )


def _seats(
    reading: Reading, courses: CourseList, grades: dict[str, int]
) -> dict[tuple[str, str, int], tuple[set[str], Enrollment]]:
    """The terms in which each student sits in each course of a school year."""
    places = class_terms(reading)
    classes = {row.source_id: row for row in reading.roster.classes if row.type is ClassType.SCHEDULED}
    found: dict[tuple[str, str, int], tuple[set[str], Enrollment]] = {}
    for seat in reading.roster.enrollments:
        if seat.role is not EnrollmentRole.STUDENT or not reading.in_force(seat):
            continue
        section = classes.get(seat.class_id)
        if section is None or grades.get(seat.user_id, 0) < FIRST_GRADE:
            continue
        course_id = courses.stands_for.get(section.course_id, section.course_id)
        if course_id in courses.by_source:
            for year, term in places[section.source_id]:
                found.setdefault((seat.user_id, course_id, year), (set(), seat))[0].add(term)
    return found


def merged_terms(terms: set[str], course: dict[str, Any], *, calendar: SchoolCalendar) -> list[str]:
    """One record for a course of a whole year, even where each of its parts has a class of its own.

    A course of half a credit or less that meets in all parts has one number for each of them: a record each.
    """
    offered = [calendar.term(code) for code in course.get("terms") or []]
    summers = {term for term in terms if calendar.term(term).is_summer}
    whole = next(iter(calendar.whole_years()), None)
    if whole is None or summers == terms:
        return sorted(terms)
    held = {part for term in terms for part in calendar.term(term).parts}
    is_year_long = not offered and not 0 < course["units"] <= UNITS_PER_CREDIT // 2
    is_whole = whole in terms or offered == [whole] or (is_year_long and held.issuperset(calendar.days))
    return [str(whole), *sorted(summers)] if is_whole else sorted(terms)


def _values(course: dict[str, Any], grade_level: int) -> dict[str, Any]:
    return {
        "course__code": course["code"],
        "title": course["title"],
        "subject": course["subject"],
        "grade_level": grade_level,
        "status": CourseStatus.IN_PROGRESS.value,
        "units_attempted": course["units"],
        "origin": Origin.ROSTER.value,
    }


def class_terms(reading: Reading) -> dict[str, list[tuple[int, str]]]:
    """The (school year, term) pairs of each class."""
    sessions = {row.source_id: row for row in reading.roster.academic_sessions}
    starts = {year: min(row.starts_on for row in rows) for year, rows in sessions_by_year(reading).items()}
    calendar = calendar_of(reading.district)
    return {row.source_id: _terms(row, sessions, starts, calendar) for row in reading.roster.classes}


def _terms(
    row: SchoolClass, sessions: dict[str, AcademicSession], starts: dict[int, date], calendar: SchoolCalendar
) -> list[tuple[int, str]]:
    known = [sessions[key] for key in row.session_ids if key in sessions]
    found = {
        (one.school_year, term_of(one, starts.get(one.school_year, one.starts_on), calendar=calendar)) for one in known
    }
    return sorted(found)


def term_of(session: AcademicSession, year_starts_on: date, *, calendar: SchoolCalendar = DEFAULT_CALENDAR) -> str:
    """The term of the calendar that has the session's title, or else most of its days, and few others."""
    if calendar == DEFAULT_CALENDAR:
        return _usual_term(session, year_starts_on)
    named = calendar.named(session.title)
    if named in calendar.terms:
        return str(named)
    return str(max(calendar.terms, key=lambda term: (_shared(session, term), -term.place)))


def _shared(session: AcademicSession, term: Term) -> Fraction:
    """The days that both have, as a share of those that either has."""
    begins, ends = term.dates.begins.on(session.school_year), term.dates.ends.on(session.school_year)
    both = (min(ends, session.ends_on) - max(begins, session.starts_on)).days + 1
    either = (max(ends, session.ends_on) - min(begins, session.starts_on)).days + 1
    return Fraction(both, either)


def _usual_term(session: AcademicSession, year_starts_on: date) -> str:
    """Fall, spring, summer or the whole year, by the days between the year's start and the session's middle."""
    if session.type is SessionType.SCHOOL_YEAR:
        return YEAR
    length = (session.ends_on - session.starts_on).days
    if length > 240:
        return YEAR
    middle = (session.starts_on - year_starts_on).days + length / 2
    if middle < 150:
        return FALL
    return SPRING if middle < 300 else SUMMER


def _running_terms(reading: Reading) -> set[tuple[int, str]]:
    """The terms of the bundle that are not over yet: what is missing from an ended term was not dropped."""
    found, calendar = set(), calendar_of(reading.district)
    for year, rows in sessions_by_year(reading).items():
        starts_on = min(row.starts_on for row in rows)
        running = (row for row in rows if row.ends_on >= reading.today)
        found |= {(year, term_of(row, starts_on, calendar=calendar)) for row in running}
    return found
