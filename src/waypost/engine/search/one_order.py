"""What must come before a planned class, where the record and the offerings tell of its course differently."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from waypost.engine.catalog import Course
from waypost.engine.prerequisite import Free, Prerequisite
from waypost.engine.record import Entry, Stage
from waypost.engine.search.offering import Offering


def with_offered_order(entries: Sequence[Entry], offerings: Iterable[Offering]) -> tuple[Entry, ...]:
    """The entries; a planned one waits for what the offered course waits for, or for its own where that says none."""
    offered = {one.course.code: one.course for one in sorted(offerings, key=lambda one: one.key, reverse=True)}
    return tuple(_planned_as(entry, offered.get(entry.course.code)) for entry in entries)


def _planned_as(entry: Entry, offered: Course | None) -> Entry:
    if entry.stage is not Stage.PLANNED or offered is None or offered is entry.course:
        return entry
    course = _as_told(entry.course, first=offered, then=entry.course)
    return entry if course is entry.course else replace(entry, course=course)


def with_planned_order(offerings: Sequence[Offering], entries: Iterable[Entry]) -> tuple[Offering, ...]:
    """The offerings; one whose course says nothing of its order waits for what the planned class of it waits for.

    Without this a planned class would be let off by moving it.
    """
    planned: dict[str, Course] = {}
    for entry in sorted(entries, key=lambda entry: (entry.school_year, entry.id)):
        if entry.stage is Stage.PLANNED:
            planned.setdefault(entry.course.code, entry.course)
    return tuple(_offered_as(one, planned.get(one.course.code)) for one in offerings)


def _offered_as(offering: Offering, planned: Course | None) -> Offering:
    if planned is None or planned is offering.course:
        return offering
    course = _as_told(offering.course, first=offering.course, then=planned)
    return offering if course is offering.course else replace(offering, course=course)


def _as_told(course: Course, *, first: Course, then: Course) -> Course:
    """The course with the order that the first tells, or the second where the first tells none."""
    before = _either(first.prerequisite, then.prerequisite)
    beside = _either(first.corequisite, then.corequisite)
    apart = first.excludes or then.excludes
    if (before, beside, apart) == (course.prerequisite, course.corequisite, course.excludes):
        return course
    return replace(course, prerequisite=before, corequisite=beside, excludes=apart)


def _either(first: Prerequisite, second: Prerequisite) -> Prerequisite:
    return second if isinstance(first, Free) else first
