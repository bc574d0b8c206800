"""Reading the short notes in which the cast's years are written: ``ENG9:B PE9/fall:A CHEM1``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .calendar import THIS_YEAR
from .cast import Role
from .catalog import catalog
from .tries import History, finished, running
from .values import Course, PlannedCourse, Term


@dataclass(frozen=True, slots=True)
class Note:
    """One course of a note; without a mark it is not over, or only planned."""

    course: Course
    term: Term
    mark: str


def read_notes(text: str) -> Iterator[Note]:
    """The courses of one year's note; a course that names no term runs in its only one."""
    for word in text.split():
        name, _, mark = word.partition(":")
        code, _, term = name.partition("/")
        course = catalog()[code]
        yield Note(course=course, term=Term(term) if term else course.terms[0], mark=mark)


def scripted_history(role: Role) -> History:
    """What the story says the student did, with this year's courses in progress."""
    history = History()
    for grade, text in sorted(role.done.items()):
        year = THIS_YEAR - (role.grade_level - grade)
        for note in read_notes(text):
            history.take(
                finished(note.course, note.term, school_id=role.school_id, year=year, grade=grade, mark=note.mark)
            )
    for note in read_notes(role.now):
        history.take(running(note.course, note.term, school_id=role.school_id, grade=role.grade_level, mark=note.mark))
    return history


def scripted_plan(years: Mapping[int, str]) -> tuple[PlannedCourse, ...]:
    """What the story says the student plans."""
    return tuple(
        PlannedCourse(course_code=note.course.code, grade_level=grade, term=note.term)
        for grade, text in sorted(years.items())
        for note in read_notes(text)
    )
