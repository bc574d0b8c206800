"""A word in a prerequisite that no course has is a question for a person, never a wall.

"Grades 11, 12" reads as the course 12 after a question: where no course is numbered 12, it is a question too.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import assert_never

from waypost.engine.catalog import Course
from waypost.engine.prerequisite import AnyOf, Ask, EveryOf, Free, NeedCourse, Prerequisite


def codes_in(courses: Iterable[Course]) -> frozenset[str]:
    """Every code that one of the courses answers to."""
    return frozenset(code for course in courses for code in (course.code, *course.equivalents, *course.lower_levels))


def with_questions(course: Course, *, known: Collection[str]) -> Course:
    """The course with a question in the place of each code that nobody knows."""
    if not _has_unknown(course.prerequisite, known) and not _has_unknown(course.corequisite, known):
        return course
    return replace(
        course, prerequisite=_asking(course.prerequisite, known), corequisite=_asking(course.corequisite, known)
    )


def unknown_in(asked: Prerequisite, *, known: Collection[str]) -> tuple[str, ...]:
    """The codes of a prerequisite that nobody knows, in order."""
    match asked:
        case NeedCourse():
            return () if asked.code in known else (asked.code,)
        case EveryOf() | AnyOf():
            return tuple(sorted({code for part in asked.parts for code in unknown_in(part, known=known)}))
        case Free() | Ask():
            return ()
        case _:
            assert_never(asked)


def _has_unknown(asked: Prerequisite, known: Collection[str]) -> bool:
    return not isinstance(asked, Free) and bool(unknown_in(asked, known=known))


def _asking(asked: Prerequisite, known: Collection[str]) -> Prerequisite:
    match asked:
        case NeedCourse():
            grade = f" ({asked.min_grade})" if asked.min_grade else ""
            return asked if asked.code in known else Ask(text=f"{asked.code}{grade}")
        case EveryOf() | AnyOf():
            return replace(asked, parts=tuple(_asking(part, known) for part in asked.parts))
        case _:
            return asked
