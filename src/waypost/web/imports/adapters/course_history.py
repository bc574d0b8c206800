"""A course history against a district: attempts become course records, facts become student facts.

A history adds and changes; what it does not name stays, since a file may cover one school or one year only.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from waypost.engine.marks import percent_of
from waypost.interchange.codes import Code
from waypost.interchange.course_history import AttemptResult, CourseAttempt, CourseHistory, Fact
from waypost.interchange.problems import Location, Problem, Severity
from waypost.web.catalog.adapters import to_gpa_policy
from waypost.web.catalog.models import GradePolicy
from waypost.web.records.models import CourseStatus
from waypost.web.schools.models import District, Origin

from .change_set import ChangeSet, FileSummary, Key, TableChanges
from .compare import Stored, Wanted, compare, stored_rows
from .tables import CATALOG, FACTS, RECORDS, STUDENTS

STATUS_OF: Final = {
    AttemptResult.PASS: CourseStatus.COMPLETED,
    AttemptResult.FAIL: CourseStatus.COMPLETED,
    AttemptResult.INCOMPLETE: CourseStatus.COMPLETED,
    AttemptResult.WITHDRAWN: CourseStatus.WITHDRAWN,
    AttemptResult.IN_PROGRESS: CourseStatus.IN_PROGRESS,
}
WORDS: Final = {"yes": Decimal(1), "true": Decimal(1), "no": Decimal(0), "false": Decimal(0)}
MOST: Final = Decimal(10) ** 8


@dataclass(frozen=True, slots=True)
class KnownMarks:
    """The marks that a district's policy counts or leaves out on purpose."""

    letters: frozenset[str]
    with_percents: bool

    def __contains__(self, mark: object) -> bool:
        return mark in self.letters or (self.with_percents and percent_of(str(mark)) is not None)


def known_marks(district: District) -> Container[str] | None:
    """The marks that the district's grade policy knows; None where it has none, so that any mark goes."""
    stored = GradePolicy.objects.filter(district=district).first()
    policy = to_gpa_policy(stored.text) if stored else None
    if policy is None:
        return None
    return KnownMarks(frozenset({*policy.points, *policy.ignored}), bool(policy.percents))


def history_changes(history: CourseHistory, *, district: District) -> ChangeSet:
    """What the history would change."""
    found = [*history.problems]
    students = {key[0] for key in stored_rows(STUDENTS, district_id=district.pk)}
    courses = stored_rows(CATALOG, district_id=district.pk)
    attempts = _attempts(history, students, courses, found)
    facts = _facts(history, students, found)
    tables = (
        _compare_records(attempts, district, found),
        compare(FACTS, wanted=facts, stored=stored_rows(FACTS, district_id=district.pk), problems=found),
    )
    return ChangeSet(
        tables=tables,
        problems=tuple(found),
        files=tuple(_summaries(history, found)),
        refused=not (history.attempts or history.facts),
    )


def _attempts(
    history: CourseHistory, students: set[str], courses: dict[Key, Stored], found: list[Problem]
) -> dict[Key, Wanted]:
    wanted: dict[Key, Wanted] = {}
    for row in history.attempts:
        course = courses.get((row.course_code,))
        if row.student_id not in students:
            found.append(_held(Code.UNKNOWN_STUDENT, row.location, row.student_id))
        elif course is None and not row.title:
            found.append(_held(Code.UNKNOWN_COURSE, row.location, row.student_id, detail=row.course_code))
        else:
            key = (row.student_id, row.course_code, row.school_year, str(row.term))
            wanted[key] = Wanted(_record(row, course), row.location)
    return wanted


def _record(row: CourseAttempt, course: Stored | None) -> dict[str, Any]:
    """A course that the catalog does not know is one of another school: its own title stands for it."""
    return {
        "course__code": row.course_code if course else None,
        "title": row.title or (course.values["title"] if course else row.course_code),
        "subject": course.values["subject"] if course else "",
        "grade_level": row.grade_level,
        "status": STATUS_OF[row.result].value,
        "mark": row.mark,
        "units_attempted": row.attempted_units,
        "units_earned": row.earned_units,
        "attempted_written": row.attempted_written,
        "earned_written": row.earned_written,
        "repeat": row.repeat_code.value,
        "method": row.method.value,
        "origin": Origin.HAND.value,
    }


def _compare_records(wanted: dict[Key, Wanted], district: District, found: list[Problem]) -> TableChanges:
    return compare(RECORDS, wanted=wanted, stored=stored_rows(RECORDS, district_id=district.pk), problems=found)


def _facts(history: CourseHistory, students: set[str], found: list[Problem]) -> dict[Key, Wanted]:
    """One value for each kind: the highest, as rules count it, and of equal ones the latest."""
    best: dict[Key, tuple[Decimal, Fact]] = {}
    for row in history.facts:
        value = _number(row.value)
        if row.student_id not in students:
            found.append(_held(Code.UNKNOWN_STUDENT, row.location, row.student_id))
        elif value is None:
            found.append(
                _held(
                    Code.BAD_NUMBER,
                    Location(row.location.file, row.location.line, "value"),
                    row.student_id,
                    detail=row.value,
                )
            )
        else:
            key = (row.student_id, row.kind)
            if key not in best or (value, row.happened_on) > (best[key][0], best[key][1].happened_on):
                best[key] = (value, row)
    return {
        key: Wanted({"value": value, "on": row.happened_on, "source": row.source}, row.location)
        for key, (value, row) in best.items()
    }


def _number(text: str) -> Decimal | None:
    if text.strip().casefold() in WORDS:
        return WORDS[text.strip().casefold()]
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value.quantize(Decimal("0.01")) if value.is_finite() and abs(value) < MOST else None


def _held(code: str, place: Location, subject: str, *, detail: str = "") -> Problem:
    return Problem(code, Severity.HELD, place, subject, detail=detail)


def _summaries(history: CourseHistory, found: list[Problem]) -> list[FileSummary]:
    """Both files, where they came; a held row counts as a row of its file."""
    summaries = []
    for name, good in sorted(history.row_counts.items()):
        lines = {p.location.line for p in history.problems if p.severity is Severity.HELD and p.location.file == name}
        waiting = {p.location.line for p in found if p.severity is Severity.HELD and p.location.file == name}
        if good or lines:
            summaries.append(FileSummary(name=name, rows=good + len(lines), held=len(waiting)))
    return summaries
