"""Limits on the number of courses: which of them may count, tried choice by choice.

"At most 2 of these credits from PE courses" with five PE courses: those that match the same slots are alike, and of
these the ones with the most units are enough. So mostly there is one choice. A choice is looked into only where it
could leave less open than what was found.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from waypost.engine.groups import Group
from waypost.engine.plan import CourseCap, Plan
from waypost.engine.sameness import course_key


class Narrowed(NamedTuple):
    """The masks of the groups with some courses kept out, and the slots from which a limit keeps them."""

    masks: list[int]
    kept_from: int = 0


class _Course(NamedTuple):
    """The groups of one course under a limit, and what tells it from others."""

    places: tuple[int, ...]
    look: tuple[object, ...]
    units: tuple[int, ...]


def narrowings(
    own: Narrowed, *, cap: CourseCap, plan: Plan, groups: Sequence[Group], pinned: Container[int]
) -> Iterator[Narrowed]:
    """The masks for each choice of the courses that a limit lets count, those with the most units first.

    ``pinned`` are the sources that a student pinned: they are like no others. Nothing where the limit does not bite.
    """
    courses = _courses(own.masks, cap=cap, plan=plan, groups=groups, pinned=pinned)
    if len(courses) <= cap.courses:
        return
    for kept in _choices(courses, count=cap.courses):
        masks = list(own.masks)
        for course in courses:
            if course not in kept:
                for at in course.places:
                    masks[at] &= ~cap.slots
        yield Narrowed(masks, own.kept_from | cap.slots)


def _courses(
    masks: list[int], *, cap: CourseCap, plan: Plan, groups: Sequence[Group], pinned: Container[int]
) -> list[_Course]:
    """The courses that a limit touches and that could count under it."""
    places: dict[str, list[int]] = {}
    for at, group in enumerate(groups):
        if group.mask >> cap.bit & 1 and masks[at] & cap.slots:
            places.setdefault(course_key(group.course), []).append(at)
    found = []
    for own in places.values():
        course = _course(tuple(own), masks=masks, plan=plan, groups=groups)
        is_pinned = any(at in pinned for place in own for at, _ in groups[place].members)
        found.append(course._replace(look=(*course.look, tuple(own))) if is_pinned else course)
    return found


def _course(places: tuple[int, ...], *, masks: list[int], plan: Plan, groups: Sequence[Group]) -> _Course:
    ordered = tuple(sorted(places, key=lambda at: (masks[at], groups[at].mask)))
    look = tuple((masks[at], groups[at].mask, groups[at].ceiling, _values(groups[at], plan=plan)) for at in ordered)
    return _Course(ordered, look, tuple(units for at in ordered for units in groups[at].steps[::-1]))


def _values(group: Group, *, plan: Plan) -> object:
    """What same-value slots could compare of a group."""
    return (group.course.subject, group.course.tags) if group.mask & plan.same_mask else None


def _choices(courses: Sequence[_Course], *, count: int) -> Iterator[set[_Course]]:
    """Every choice of so many courses, without those that are never better than another one."""
    alike: dict[object, list[_Course]] = {}
    for course in courses:
        alike.setdefault(course.look, []).append(course)
    kinds = [sorted(own, key=_most_first, reverse=True) for own in alike.values()]
    kinds.sort(key=lambda own: _most_first(own[0]), reverse=True)
    yield from _chosen(kinds, count=count)


def _most_first(course: _Course) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return course.units, course.places


def _chosen(kinds: Sequence[list[_Course]], *, count: int) -> Iterator[set[_Course]]:
    if not kinds:
        if not count:
            yield set()
        return
    own, *others = kinds
    rest = sum(len(kind) for kind in others)
    for taken in range(min(len(own), count), max(0, count - rest) - 1, -1):
        firsts = [own[:taken]] if _is_chain(own) else combinations(own, taken)
        for first in firsts:
            for second in _chosen(others, count=count - taken):
                yield {*first, *second}


def _is_chain(courses: Sequence[_Course]) -> bool:
    """Whether each course has at least the units of the next one, at every stage."""
    pairs = pairwise(courses)
    return all(all(own >= other for own, other in zip(one.units, two.units, strict=True)) for one, two in pairs)
