"""The typed rows of a course-history file and of its file of facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from waypost.interchange.problems import Location, Problem


class HistoryTerm(StrEnum):
    """When in its school year a course ran, where no calendar is given."""

    FALL = "fall"
    SPRING = "spring"
    YEAR = "year"
    SUMMER = "summer"


class AttemptResult(StrEnum):
    """Ed-Fi CourseAttemptResult; a blank in the file means that the course is still running."""

    FAIL = "Fail"
    INCOMPLETE = "Incomplete"
    PASS = "Pass"  # noqa: S105  Ed-Fi's word
    WITHDRAWN = "Withdrawn"
    IN_PROGRESS = ""


class RepeatCode(StrEnum):
    """Ed-Fi CourseRepeatCode: how an attempt counts beside another attempt at the same course."""

    NOT_COUNTED_OTHER = "Not Counted Other"
    REPEAT_COUNTED = "Repeat Counted"
    REPEAT_NOT_COUNTED = "Repeat NotCounted"
    REPEAT_OTHER_INSTITUTION = "Repeat Other Institution"
    REPLACED_NOT_COUNTED = "Replaced NotCounted"
    REPLACEMENT_COUNTED = "Replacement Counted"
    NONE = ""


class CreditMethod(StrEnum):
    """Ed-Fi MethodCreditEarned; a blank in the file means classroom credit."""

    CLASSROOM = "Classroom credit"
    CONVERTED_EXPERIENCE = "Converted occupational experience credit"
    CORRESPONDENCE = "Correspondence credit"
    EXAMINATION = "Credit by examination"
    RECOVERY = "Credit recovery"
    ONLINE = "Online credit"
    OTHER = "Other"
    TRANSFER = "Transfer credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseAttempt:
    """One attempt of one student at one course; `school_year` is the year in which it starts.

    `attempted_written` and `earned_written` are the credits as the file has them, where we would write them otherwise:
    0.34 for a third.
    """

    file: ClassVar[str] = "course-history.csv"

    student_id: str
    course_code: str
    school_year: int
    term: str
    grade_level: int
    mark: str = ""
    attempted_units: int = 0
    earned_units: int = 0
    attempted_written: str = ""
    earned_written: str = ""
    result: AttemptResult = AttemptResult.IN_PROGRESS
    repeat_code: RepeatCode = RepeatCode.NONE
    method: CreditMethod = CreditMethod.CLASSROOM
    title: str = ""
    location: Location = field(default=Location(file), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something true of a student that is no course: service hours, a test score, a signed form."""

    file: ClassVar[str] = "facts.csv"

    student_id: str
    kind: str
    value: str
    happened_on: date
    source: str = ""
    location: Location = field(default=Location(file), compare=False)


@dataclass(frozen=True, slots=True)
class CourseHistory:
    """The good rows of both files in file order, and everything to look at."""

    attempts: tuple[CourseAttempt, ...] = ()
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()
    row_counts: Mapping[str, int] = field(default_factory=dict)
