"""Which column of a course-history file makes which field, and which cells contradict each other."""

import re
from collections.abc import Callable, Container, Mapping
from datetime import date
from functools import partial
from typing import Any

from waypost.interchange.bundle import Columns
from waypost.interchange.cells import BadCellError, day, one_of, required_text, school_year, text, whole_number
from waypost.interchange.codes import Code
from waypost.interchange.course_history.rows import (
    AttemptResult,
    CourseAttempt,
    CreditMethod,
    Fact,
    RepeatCode,
)
from waypost.interchange.credits import UNITS_PER_CREDIT, WrittenCredits, written_credits
from waypost.interchange.problems import Location
from waypost.interchange.sheet import Layout
from waypost.interchange.terms import USUAL_TERMS, term_reader

MOST_UNITS = 4 * UNITS_PER_CREDIT
"""More than 4 credits for one course is a mistake in the scale, not a course."""

HISTORY_COLUMNS = (
    *("student", "course", "title", "school_year", "term", "grade_level", "mark"),
    *("credits_attempted", "credits_earned", "status", "repeat_code", "method"),
)
FACT_COLUMNS = ("student", "kind", "value", "date", "source")

_KIND = re.compile(r"[a-z][a-z0-9_.:-]*")
_HIGHEST_GRADE = 18  # a student of 22 years
_HAS_NO_MARK = (AttemptResult.IN_PROGRESS, AttemptResult.WITHDRAWN, AttemptResult.INCOMPLETE)


def history_layout(
    *, scale: int, known_marks: Container[str] | None, terms: Mapping[str, str] = USUAL_TERMS
) -> Layout[CourseAttempt]:
    """The layout of course-history.csv; with `known_marks`, a mark that is not among them holds its row."""
    units = partial(_units, scale=scale)
    return Layout(
        CourseAttempt.file,
        Columns(
            key="student",
            required=tuple(name for name in HISTORY_COLUMNS if name not in _OPTIONAL_COLUMNS),
            optional=_OPTIONAL_COLUMNS,
        ),
        (
            ("student", required_text),
            ("course", required_text),
            ("title", text),
            ("school_year", school_year),
            ("term", term_reader(terms)),
            ("grade_level", _grade_level),
            ("mark", _mark_reader(known_marks)),
            ("credits_attempted", units),
            ("credits_earned", partial(_blank_is_none, read=units)),
            ("status", one_of(AttemptResult)),
            ("repeat_code", one_of(RepeatCode)),
            ("method", one_of(CreditMethod, blank=CreditMethod.CLASSROOM)),
        ),
        _attempt,
    )


def fact_layout() -> Layout[Fact]:
    """The layout of facts.csv."""
    return Layout(
        Fact.file,
        Columns(key="student", required=("student", "kind", "value", "date"), optional=("source",)),
        (
            ("student", required_text),
            ("kind", _kind),
            ("value", required_text),
            ("date", day),
            ("source", text),
        ),
        _fact,
    )


_OPTIONAL_COLUMNS = ("title", "repeat_code", "method")


def _attempt(values: list[Any], file: str, line: int) -> CourseAttempt:
    student, course, title, year, term, grade, mark, attempted, earned, result, repeat, method = values
    attempt = CourseAttempt(
        student_id=student,
        course_code=course,
        title=title,
        school_year=year,
        term=term,
        grade_level=grade,
        mark=mark,
        attempted_units=attempted.units,
        earned_units=earned.units if earned else 0,
        attempted_written=attempted.text,
        earned_written=earned.text if earned else "",
        result=result,
        repeat_code=repeat,
        method=method,
        location=Location(file, line),
    )
    _check(attempt, says_earned=earned is not None)
    return attempt


def _check(attempt: CourseAttempt, *, says_earned: bool) -> None:
    is_pass = attempt.result is AttemptResult.PASS
    if attempt.earned_units > attempt.attempted_units:
        raise BadCellError(Code.EARNED_MORE_THAN_ATTEMPTED, column="credits_earned")
    if attempt.earned_units and not is_pass:
        raise BadCellError(Code.CREDIT_WITHOUT_PASS, column="status", detail=attempt.result)
    if is_pass and not says_earned:
        raise BadCellError(Code.MISSING_VALUE, column="credits_earned")
    if not attempt.mark and attempt.result not in _HAS_NO_MARK:
        raise BadCellError(Code.MISSING_MARK, column="mark")


def _fact(values: list[Any], file: str, line: int) -> Fact:
    student, kind, value, happened_on, source = values
    assert isinstance(happened_on, date)  # noqa: S101  the reader of the cell gives a date
    return Fact(
        student_id=student,
        kind=kind,
        value=value,
        happened_on=happened_on,
        source=source,
        location=Location(file, line),
    )


def _units(cell: str, *, scale: int) -> WrittenCredits:
    written = written_credits(cell, scale=scale)
    if written.units > MOST_UNITS:
        raise BadCellError(Code.TOO_MANY_CREDITS)
    return written


def _blank_is_none(cell: str, *, read: Callable[[str], WrittenCredits]) -> WrittenCredits | None:
    return read(cell) if cell.strip() else None


def _grade_level(cell: str) -> int:
    if cell.strip().upper() == "KG":
        return 0
    grade = whole_number(cell)
    if grade > _HIGHEST_GRADE:
        raise BadCellError(Code.BAD_GRADE)
    return grade


def _mark_reader(known_marks: Container[str] | None) -> Callable[[str], str]:
    def read_mark(cell: str) -> str:
        mark = text(cell) if _is_seen(cell) else ""
        if mark and known_marks is not None and mark not in known_marks:
            upper = mark.upper()
            raise BadCellError(Code.UNKNOWN_MARK, suggestion=upper if upper in known_marks else "")
        return mark

    return read_mark


def _is_seen(cell: str) -> bool:
    """Whether there is more than hidden characters, spaces and signs that point to a footnote."""
    return any(sign.isprintable() and not sign.isspace() and sign not in "*#" for sign in cell)


def _kind(cell: str) -> str:
    kind = required_text(cell)
    if not _KIND.fullmatch(kind):
        suggestion = re.sub(r"\s+", "-", kind.lower())
        raise BadCellError(Code.UNKNOWN_VALUE, suggestion=suggestion if _KIND.fullmatch(suggestion) else "")
    return kind
