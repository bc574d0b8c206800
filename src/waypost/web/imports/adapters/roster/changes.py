"""A bundle against a district: every table in the order in which it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from waypost.interchange.catalogue import CourseCredits
from waypost.interchange.oneroster import OneRoster, Outcome
from waypost.interchange.oneroster.rows import Org
from waypost.interchange.problems import Problem, Severity
from waypost.web.schools.models import Origin

from ..change_set import ChangeSet, FileSummary, Key, TableChanges
from ..compare import Stored, stored_rows
from ..tables import (
    COURSES,
    GUARDIANS,
    GUARDIANSHIPS,
    POSTS,
    SCHOOLS,
    SEATS,
    SECTIONS,
    STAFF,
    STUDENTS,
    SUPPORTS,
    YEARS,
)
from .courses import course_list, section_changes
from .orgs import district_changes, find_district, own_schools, school_changes, year_changes
from .people import People, adult_changes, sort_people, student_changes
from .reading import Reading
from .seats import seat_changes
from .ties import guardianship_changes, post_changes, support_changes

Fetch: TypeAlias = Callable[..., dict[Key, Stored]]


def roster_changes(reading: Reading, *, credit_problems: Iterable[Problem] = ()) -> ChangeSet:
    """What the bundle would change; refused where no row of it can be used."""
    org = find_district(reading)
    roster = reading.roster
    if isinstance(org, Problem):
        return ChangeSet(problems=(*roster.problems, org), refused=True, version=roster.version)
    tables = _tables(reading, org) if is_usable(roster) else ()
    return ChangeSet(
        tables=tables,
        problems=(*roster.problems, *credit_problems, *reading.problems),
        files=tuple(summaries(roster)),
        version=roster.version,
        refused=not is_usable(roster),
    )


def is_usable(roster: OneRoster) -> bool:
    """Whether any file of the bundle gave a row."""
    return any(reading.row_count for reading in roster.files.values())


def read_units(credits: CourseCredits) -> dict[str, int]:
    """Units by course, from course-credits.csv."""
    return {row.course_id: row.units for row in credits.credits}


def summaries(roster: OneRoster) -> Iterable[FileSummary]:
    """The files that came, and those that should have."""
    for name, reading in roster.files.items():
        if reading.outcome is not Outcome.UNTOUCHED:
            refused = sum(p.severity is Severity.FILE and p.location.file == name for p in roster.problems)
            yield FileSummary(
                name=name,
                rows=reading.row_count + reading.held_count,
                held=reading.held_count or refused,
                is_read=reading.outcome is Outcome.READ,
            )


def _tables(reading: Reading, org: Org | None) -> tuple[TableChanges, ...]:
    stored = partial(stored_rows, district_id=reading.district.pk)
    schools, stored_schools = own_schools(reading, org), stored(SCHOOLS)
    school_ids = set(schools) | {key[0] for key in stored_schools}
    people = sort_people(reading, org_ids=_org_ids(reading, org, school_ids))
    stored_students = stored(STUDENTS)
    students = student_changes(reading, people, school_ids=school_ids, stored=stored_students)
    known_grades = {key[0]: row.values["grade_level"] for key, row in stored_students.items()}
    grades = _grades(students, known_grades, people.students)
    return (
        district_changes(reading, org),
        school_changes(reading, schools, stored_schools),
        year_changes(reading, stored(YEARS)),
        students,
        *_adults_and_ties(reading, people, stored, school_ids=school_ids, students=set(grades)),
        *_courses(reading, stored, school_ids=school_ids, grades=grades),
    )


def _adults_and_ties(
    reading: Reading, people: People, stored: Fetch, *, school_ids: set[str], students: set[str]
) -> Iterator[TableChanges]:
    posts = stored(POSTS)
    by_hand = {key[0] for key, row in posts.items() if row.values["origin"] == Origin.HAND}
    yield adult_changes(reading, people, GUARDIANS, stored=stored(GUARDIANS))
    yield adult_changes(reading, people, STAFF, stored=stored(STAFF), staying=by_hand)
    yield guardianship_changes(reading, people, students=students, stored=stored(GUARDIANSHIPS))
    yield post_changes(reading, people, school_ids=school_ids, stored=posts)
    yield support_changes(reading, people, students=students, stored=stored(SUPPORTS))


def _courses(
    reading: Reading, stored: Fetch, *, school_ids: set[str], grades: dict[str, int]
) -> Iterator[TableChanges]:
    courses = course_list(reading, stored=stored(COURSES, by=("code",)))
    yield courses.changes
    yield section_changes(reading, courses, school_ids=school_ids, stored=stored(SECTIONS))
    yield seat_changes(reading, courses, grades=grades, stored=stored(SEATS))


def _org_ids(reading: Reading, org: Org | None, school_ids: set[str]) -> set[str] | None:
    """The organizations whose roles count; None, so all, where the bundle is this district's alone."""
    districts = sum(one.type.value == "district" for one in reading.roster.orgs)
    return None if org is None or districts < 2 else school_ids | {org.source_id}


def _grades(students: TableChanges, stored: dict[str, int], named: Iterable[str]) -> dict[str, int]:
    """The grade level of every student of the bundle whose row is taken, as it will be."""
    grades = {key: stored[key] for key in named if key in stored}
    grades.update({row.key[0]: row.after["grade_level"] for row in students.new})
    for row in students.changed:
        grades[row.key[0]] = row.after.get("grade_level", stored[row.key[0]])
    return grades
