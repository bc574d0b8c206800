"""The courses and class sections of a bundle.

A district has one course for each code, while a roster may list it once for each school: rows with one code and
one title are one course, known by the first source id among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from waypost.interchange.oneroster.rows import Course
from waypost.interchange.oneroster.vocabulary import grade_level
from waypost.rulebooks.tagging import suggest_tags

from ..change_set import Key, TableChanges
from ..codes import DistrictCode
from ..compare import Stored, Wanted, compare
from ..tables import COURSES, SECTIONS
from .reading import Reading
from .subjects import ELECTIVE, subject_of

CODE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class CourseList:
    """The courses after comparing: the changes, the source id that stands for each row's, and every course by it."""

    changes: TableChanges
    stands_for: dict[str, str]
    by_source: dict[str, dict[str, Any]]  # the columns as they will be


def course_list(reading: Reading, *, stored: dict[Key, Stored]) -> CourseList:
    """New, changed and vanished courses; `stored` has the district's courses by code."""
    rows = [row for row in reading.roster.courses if not row.is_leaving]
    stands_for, codes = _one_for_each_code(rows)
    chosen = [row for row in rows if stands_for[row.source_id] == row.source_id]
    known = _by_source(stored, {row.source_id: codes[row.source_id] for row in chosen})
    taken = {key[0]: row.row_id for key, row in stored.items()}
    wanted: dict[Key, Wanted] = {}
    for row in chosen:
        values = _values(reading, row, codes[row.source_id], known.get((row.source_id,)), taken)
        wanted[(row.source_id,)] = Wanted(values, row.location)
    leaving = {row.source_id for row in reading.roster.courses if row.is_leaving}
    held = reading.file("courses.csv").held_ids
    changes = compare(
        COURSES,
        wanted=wanted,
        stored=known,
        problems=reading.problems,
        is_gone=lambda key: key[0] in leaving or (reading.may_remove("courses.csv") and not _waits(key[0], held)),
    )
    by_source = {key[0]: row.values for key, row in known.items()}
    for key, want in wanted.items():
        by_source[key[0]] = {**by_source.get(key[0], {}), **want.values}
    return CourseList(changes, stands_for, by_source)


def _waits(source_id: str, held: frozenset[str]) -> bool:
    return not source_id or source_id in held


def _one_for_each_code(rows: Iterable[Course]) -> tuple[dict[str, str], dict[str, str]]:
    """Which source id stands for each row's, and the code of each that stands for some."""
    first: dict[str, Course] = {}
    stands_for: dict[str, str] = {}
    codes: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row.source_id):
        code = row.code if 0 < len(row.code) <= CODE_LENGTH else row.source_id[-CODE_LENGTH:]
        same_code = first.get(code)
        if same_code is not None and same_code.title.casefold() == row.title.casefold():
            stands_for[row.source_id] = same_code.source_id
            continue
        code = code if same_code is None else row.source_id[-CODE_LENGTH:]
        first.setdefault(code, row)
        stands_for[row.source_id] = row.source_id
        codes[row.source_id] = code
    return stands_for, codes


def _by_source(stored: dict[Key, Stored], codes: dict[str, str]) -> dict[Key, Stored]:
    """The stored courses by source id; one that a catalog brought is known by its code until a roster names it."""
    known = {(row.values["source_id"],): row for row in stored.values() if row.values["source_id"]}
    used = {row.row_id for (source_id,), row in known.items() if source_id in codes}
    for source_id, code in codes.items():
        by_code = stored.get((code,))
        if (source_id,) not in known and by_code is not None and by_code.row_id not in used:
            known.pop((by_code.values["source_id"],), None)
            known[(source_id,)] = by_code
            used.add(by_code.row_id)
    return known


def _values(reading: Reading, row: Course, code: str, known: Stored | None, taken: dict[str, int]) -> dict[str, Any]:
    values: dict[str, Any] = {"source_id": row.source_id, "title": row.title, "is_active": True}
    owner = taken.get(code)
    if known is None or owner in (None, known.row_id):
        values["code"] = code if owner is None or known is not None else row.source_id[-CODE_LENGTH:]
    grades = sorted({level for given in row.grade_codes if (level := grade_level(given)) is not None})
    if grades:
        values["grades"] = grades
    units = reading.units.get(row.source_id)
    if units is not None:
        values["units"] = units
    if known is None:
        values.update(_first_values(reading, row, units))
    return values


def _first_values(reading: Reading, row: Course, units: int | None) -> dict[str, Any]:
    """What only a new course takes from a roster: its catalog knows the subject and the credits better."""
    subject = subject_of(row)
    if subject is None:
        reading.point_out(
            DistrictCode.SUBJECT_NOT_KNOWN, row.location, subject=row.source_id, detail=", ".join(row.subjects)
        )
    if units is None:
        reading.point_out(DistrictCode.NO_CREDITS, row.location, subject=row.source_id, detail=row.title)
    sced = next((code for code in row.subject_codes if code), "")
    tags = sorted(suggest_tags(row.title, sced, code=row.code))
    return {"subject": subject or ELECTIVE, "units": units or 0, "tags": tags}


def section_changes(
    reading: Reading, courses: CourseList, *, school_ids: set[str], stored: dict[Key, Stored]
) -> TableChanges:
    """New, changed and vanished class sections; one whose course nobody knows waits."""
    wanted: dict[Key, Wanted] = {}
    waiting: set[str] = set()
    for row in reading.roster.classes:
        course_id = courses.stands_for.get(row.course_id, row.course_id)
        if row.is_leaving:
            continue
        if course_id not in courses.by_source or row.school_id not in school_ids:
            waiting.add(row.source_id)
            reading.hold(DistrictCode.UNKNOWN_IN_DISTRICT, row.location, subject=row.source_id, detail=row.course_id)
            continue
        values = {
            "course__source_id": course_id,
            "title": row.title,
            "school_source_id": row.school_id,
            "term_source_ids": list(row.session_ids),
            "is_active": True,
        }
        wanted[(row.source_id,)] = Wanted(values, row.location)
    leaving = {row.source_id for row in reading.roster.classes if row.is_leaving}
    held = reading.file("classes.csv").held_ids | waiting
    return compare(
        SECTIONS,
        wanted=wanted,
        stored=stored,
        problems=reading.problems,
        is_gone=lambda key: key[0] in leaving or (reading.may_remove("classes.csv") and key[0] not in held),
    )
