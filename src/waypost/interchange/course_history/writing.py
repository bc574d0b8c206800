"""Write course histories and facts, so that reading them gives the same rows."""

from collections.abc import Iterable

from waypost.interchange.cells import school_year_text
from waypost.interchange.course_history.layouts import FACT_COLUMNS, HISTORY_COLUMNS
from waypost.interchange.course_history.rows import CourseAttempt, Fact
from waypost.interchange.credits import text_of_credits
from waypost.interchange.writing import csv_bytes


def write_course_history(attempts: Iterable[CourseAttempt], *, scale: int = 1) -> bytes:
    """The bytes of course-history.csv; the same rows always give the same bytes."""
    return csv_bytes(HISTORY_COLUMNS, (_attempt_cells(attempt, scale) for attempt in attempts))


def write_facts(facts: Iterable[Fact]) -> bytes:
    """The bytes of facts.csv; the same rows always give the same bytes."""
    return csv_bytes(
        FACT_COLUMNS,
        ((f.student_id, f.kind, f.value, f.happened_on.isoformat(), f.source) for f in facts),
    )


def _attempt_cells(attempt: CourseAttempt, scale: int) -> tuple[str, ...]:
    return (
        attempt.student_id,
        attempt.course_code,
        attempt.title,
        school_year_text(attempt.school_year),
        str(attempt.term),
        str(attempt.grade_level),
        attempt.mark,
        text_of_credits(attempt.attempted_units, written=attempt.attempted_written, scale=scale),
        text_of_credits(attempt.earned_units, written=attempt.earned_written, scale=scale),
        attempt.result.value,
        attempt.repeat_code.value,
        attempt.method.value,
    )
