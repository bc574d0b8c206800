"""Which courses the record leaves to be taken, and for how many units."""

from collections.abc import Sequence
from dataclasses import replace

from waypost.engine.attempts import brings_credit
from waypost.engine.catalog import Course
from waypost.engine.marks import mark_order
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.sameness import course_key, excludes, is_course, most_in_all, teaches
from waypost.engine.search.offering import Modality, Offering
from waypost.engine.search.placement import Placement
from waypost.engine.search.reasons import ReasonKind
from waypost.engine.search.wishes import PlacedCourse, Wishes


def may_take(course: Course, fixed: Sequence[Entry]) -> bool:
    """Whether the credit is still to be had: not earned in full, unless a low mark may be improved at its level."""
    key = course_key(course)
    before = [entry for entry in fixed if brings_credit(entry) and course_key(entry.course) == key]
    if course.repeatable:
        return units_left(course, fixed) != 0 and times_left(course, fixed) != 0
    if not before or sum(entry.units for entry in before) < course.units:
        return True
    return all(
        entry.stage is Stage.DONE and is_low(entry.mark) and is_course(course, entry.course.code) for entry in before
    )


def units_left(course: Course, fixed: Sequence[Entry]) -> int | None:
    """The units that a repeatable course may still bring (None: no end)."""
    most = most_in_all(course)
    if most is None or not course.units:
        return None
    key = course_key(course)
    own = [entry for entry in fixed if brings_credit(entry) and course_key(entry.course) == key]
    return max(0, most - sum(entry.units for entry in own))


def times_left(course: Course, fixed: Sequence[Entry]) -> int | None:
    """How often a repeatable course that gives no credit may still be taken (None: no end, or credit says it)."""
    if course.units or course.repeat_times is None:
        return None
    key = course_key(course)
    own = [entry for entry in fixed if brings_credit(entry) and course_key(entry.course) == key]
    return max(0, course.repeat_times - len(own))


def is_excluded(course: Course, fixed: Sequence[Entry]) -> bool:
    """Whether the record has a course with or after which this one may not be taken."""
    return bool(course.excludes) and any(excludes(course, entry.course) for entry in fixed if brings_credit(entry))


def barred_by(course: Course, fixed: Sequence[Entry]) -> tuple[ReasonKind, ...]:
    """What its catalog says against taking a course after what is on the record: ended repeats, levels, exclusion.

    That its own credit is earned already is no such rule.
    """
    found = [ReasonKind.EXCLUDES] if is_excluded(course, fixed) else []
    if may_take(course, fixed):
        return tuple(found)
    if course.repeatable:
        return (*found, ReasonKind.REPEATS)
    key = course_key(course)
    own = [entry for entry in fixed if brings_credit(entry) and course_key(entry.course) == key]
    if any(is_course(course, entry.course.code) for entry in own):
        return ()
    return (*found, ReasonKind.LEVEL_OF)


def is_taught(offering: Offering, record: Record) -> bool:
    """Whether the student's school teaches it, or somebody else does."""
    own = not offering.provider and offering.modality in {Modality.SCHOOL, Modality.SUMMER}
    return not own or teaches(record.school, offering.course)


def with_pinned_units(placements: Sequence[Placement], *, wishes: Wishes) -> tuple[Placement, ...]:
    """The placements; a pinned course of variable credit has the units that its wish names."""
    asked = [one for one in wishes.pinned if one.units is not None]
    return tuple(_with_units(placement, asked) for placement in placements) if asked else tuple(placements)


def _with_units(placement: Placement, asked: Sequence[PlacedCourse]) -> Placement:
    entry = placement.entry
    own = [one.units for one in asked if is_course(entry.course, one.course_code) and one.place == placement.place]
    units = min(own[0] or 0, entry.course.most_units or entry.units) if own else entry.units
    return placement if units == entry.units else replace(placement, entry=replace(entry, units=units))


def is_low(mark: str | None) -> bool:
    """Whether a mark is one that a second try may improve: below a C."""
    known, rank = mark_order(mark)
    return known == 1 and rank < mark_order("C")[1]
