"""What a counselor names first: a plan with the ordinary courses is looked for before one with the unusual ones.

Left out at first are courses whose condition only a person can judge ("your IEP team says that it fits"), and another
level of a failed course where the same course is offered. What the student planned or asked for by name stays.
"""

from collections.abc import Collection
from dataclasses import replace

from waypost.engine.attempts import is_passed
from waypost.engine.catalog import Course
from waypost.engine.record import Entry, Stage
from waypost.engine.sameness import course_key, is_course
from waypost.engine.search.clauses import clauses_of
from waypost.engine.search.offering import Offering
from waypost.engine.search.question import Question


def sensible(question: Question) -> Question:
    """The question with the ordinary offerings alone; the very same one where all are ordinary."""
    failed = [entry for entry in question.record.entries if has_failed(entry)]
    offered = {offering.course.code for offering in question.offerings}
    ordinary = tuple(
        offering
        for offering in question.offerings
        if _is_named(offering, question)
        or not (needs_a_word(offering.course) or _is_other_level(offering.course, failed, offered=offered))
    )
    return question if len(ordinary) == len(question.offerings) else replace(question, offerings=ordinary)


def has_failed(entry: Entry) -> bool:
    """Whether an attempt is over and was not passed."""
    return entry.stage is Stage.DONE and not is_passed(entry)


def needs_a_word(course: Course) -> bool:
    """Whether nobody can take the course before a person has said something."""
    return any(clause.asks and not clause.needs for clause in clauses_of(course.prerequisite))


def _is_other_level(course: Course, failed: Collection[Entry], *, offered: Collection[str]) -> bool:
    """Whether this is another level of a failed course, and that course itself is offered."""
    key = course_key(course)
    again = [entry.course for entry in failed if course_key(entry.course) == key]
    return any(
        not is_course(course, own.code) and not offered_codes(own).isdisjoint(offered) for own in again
    ) and not any(is_course(course, own.code) for own in again)


def offered_codes(course: Course) -> frozenset[str]:
    """The codes under which the same course at the same level may be offered."""
    return course.equivalents | {course.code}


def _is_named(offering: Offering, question: Question) -> bool:
    wishes, course = question.wishes, offering.course
    planned = any(
        entry.stage is not Stage.DONE and is_course(course, entry.course.code) for entry in question.record.entries
    )
    pinned = any(is_course(course, one.course_code) for one in wishes.pinned)
    return planned or pinned or any(target.includes(course) for target in (*wishes.must_have, *wishes.likes))
