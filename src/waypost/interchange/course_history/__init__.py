"""Course histories and facts about students, as documented CSV files of our own."""

from waypost.interchange.course_history.reading import read_course_history
from waypost.interchange.course_history.rows import (
    AttemptResult,
    CourseAttempt,
    CourseHistory,
    CreditMethod,
    Fact,
    HistoryTerm,
    RepeatCode,
)
from waypost.interchange.course_history.writing import write_course_history, write_facts

__all__ = [
    "AttemptResult",
    "CourseAttempt",
    "CourseHistory",
    "CreditMethod",
    "Fact",
    "HistoryTerm",
    "RepeatCode",
    "read_course_history",
    "write_course_history",
    "write_facts",
]
