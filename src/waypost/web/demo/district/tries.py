"""One student's history while it is being written: every try at a course, and what passing it changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from .calendar import THIS_YEAR
from .trail import Trail
from .values import Course, CourseEntry, Method, Repeat, Status, Term


@dataclass(slots=True, kw_only=True)
class Try:
    """One course of one year while the history is still being written."""

    code: str
    title: str
    subject: str
    school_id: str | None
    school_year: int
    grade: int
    term: Term
    units: int
    mark: str
    status: Status
    method: Method = Method.CLASSROOM
    repeat: Repeat = Repeat.NONE

    @property
    def earns(self) -> bool:
        """Whether it gave credit."""
        return self.status is Status.COMPLETED and self.mark != "F" and self.repeat is not Repeat.REPLACED

    @property
    def is_failed(self) -> bool:
        return self.status is Status.COMPLETED and self.mark == "F"

    def entry(self, *, student_id: str, number: int) -> CourseEntry:
        """The finished row."""
        return CourseEntry(
            id=f"{student_id}-{number:02d}",
            student_id=student_id,
            school_id=self.school_id,
            course_code=self.code,
            title=self.title,
            subject=self.subject,
            school_year=self.school_year,
            term=self.term,
            grade_level=self.grade,
            units_attempted=self.units,
            units_earned=self.units if self.earns else 0,
            mark=self.mark,
            status=self.status,
            method=self.method,
            repeat=self.repeat,
        )


@dataclass(slots=True)
class History:
    """All tries in order, with what they add up to."""

    tries: list[Try] = field(default_factory=list)
    trail: Trail = field(default_factory=Trail)

    def take(self, taken: Try) -> None:
        """Add one finished or running course; a pass replaces an earlier failure of the same course."""
        if taken.status is Status.COMPLETED:
            if taken.mark != "F":
                self._replace_failures(taken)
            self.trail.add(taken.code, taken.mark)
        self.tries.append(taken)

    def _replace_failures(self, taken: Try) -> None:
        for earlier in self.tries:
            if earlier.code == taken.code and earlier.is_failed:
                earlier.repeat = Repeat.REPLACED
                taken.repeat = Repeat.REPLACEMENT


def running(course: Course, term: Term, *, school_id: str, grade: int, mark: str) -> Try:
    """A course of the current year; the mark so far is empty before its term has begun."""
    return Try(
        code=course.code,
        title=course.title,
        subject=course.subject,
        school_id=school_id,
        school_year=THIS_YEAR,
        grade=grade,
        term=term,
        units=course.units,
        mark="" if term is Term.SPRING else mark,
        status=Status.IN_PROGRESS,
    )


def finished(course: Course, term: Term, *, school_id: str | None, year: int, grade: int, mark: str) -> Try:
    """A course that is over."""
    return Try(
        code=course.code,
        title=course.title,
        subject=course.subject,
        school_id=school_id,
        school_year=year,
        grade=grade,
        term=term,
        units=course.units,
        mark=mark,
        status=Status.COMPLETED,
    )
