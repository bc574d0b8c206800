"""The demo's course histories and facts in the shape of the course-history import."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.interchange import course_history as history

from .values import CourseEntry, DemoDistrict, Status


def history_files(demo: DemoDistrict) -> dict[str, bytes]:
    """course-history.csv and facts.csv of the whole district, the same bytes for the same demo."""
    return {
        history.CourseAttempt.file: history.write_course_history(attempts(demo)),
        history.Fact.file: history.write_facts(facts(demo)),
    }


def attempts(demo: DemoDistrict) -> Iterator[history.CourseAttempt]:
    """Every course that is over; the running ones are seats in the roster."""
    return (_attempt(entry) for entry in demo.entries if entry.status is not Status.IN_PROGRESS)


def facts(demo: DemoDistrict) -> Iterator[history.Fact]:
    """Everything that counts besides courses."""
    for fact in demo.facts:
        yield history.Fact(
            student_id=fact.student_id,
            kind=fact.kind,
            value=str(fact.value),
            happened_on=fact.on,
            source="Student records",
        )


def _attempt(entry: CourseEntry) -> history.CourseAttempt:
    return history.CourseAttempt(
        student_id=entry.student_id,
        course_code=entry.course_code,
        school_year=entry.school_year,
        term=history.HistoryTerm(entry.term.value),
        grade_level=entry.grade_level,
        mark=entry.mark,
        attempted_units=entry.units_attempted,
        earned_units=entry.units_earned,
        result=_result(entry),
        repeat_code=history.RepeatCode(entry.repeat.value),
        method=history.CreditMethod(entry.method.value),
        title=entry.title,
    )


def _result(entry: CourseEntry) -> history.AttemptResult:
    if entry.status is Status.WITHDRAWN:
        return history.AttemptResult.WITHDRAWN
    return history.AttemptResult.FAIL if entry.mark == "F" else history.AttemptResult.PASS
