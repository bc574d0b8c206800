"""What a plan would be after proposed changes; nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, assert_never

from waypost.web.access.actor import Actor
from waypost.web.catalog.models import Course, Offering
from waypost.web.catalog.queries import courses_offered, offerings_of
from waypost.web.plans.adapters import Add, Change, Choice, Move, Remove, Swap, to_choices
from waypost.web.plans.models import Branch

from .versions import snapshot_of, taken_values

Ways: TypeAlias = Mapping[tuple[str, str], Offering]  # by course code and name


class DoesNotFit(Exception):
    """The plan, as it is now, cannot take this change: its course is gone or there already, or the year is over."""

    def __init__(self, change: Change) -> None:
        super().__init__(f"{change!r} does not fit")
        self.change = change


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAfter:
    """A plan before and after changes, the courses that they bring in, by code, and the ways in which to take them."""

    before: tuple[Choice, ...]
    after: tuple[Choice, ...]
    offered: Mapping[str, Course]
    ways: Ways


def plan_after(actor: Actor, *, branch: Branch, changes: Sequence[Change]) -> PlanAfter:
    """The branch as it would be with the changes; raises DoesNotFit. The caller has passed the plan's own door."""
    codes = {change.to_code if isinstance(change, Swap) else change.code for change in changes}
    offered = {course.code: course for course in courses_offered(actor).filter(code__in=codes)}
    ways = ways_named(actor, names={offering_of(change) for change in changes})
    before = to_choices(snapshot_of(branch, on=actor.today))
    after = choices_after(before, changes, offered=offered, ways=ways, from_grade=branch.plan.student.grade_level)
    return PlanAfter(before=before, after=after, offered=offered, ways=ways)


def offering_of(change: Change) -> tuple[str, str]:
    """The course that the change brings in or moves, and the way in which it is taken from then on."""
    match change:
        case Add():
            return change.code, change.offering
        case Swap():
            return change.to_code, change.to_offering
        case Move():
            return change.code, change.to_offering or ""
        case Remove():
            return change.code, ""
    assert_never(change)


def ways_named(actor: Actor, *, names: Collection[tuple[str, str]]) -> Ways:
    """The offerings of these course codes and names that the district still has; no query where none is named."""
    codes = {code for code, name in names if name}
    rows = offerings_of(actor).filter(course__code__in=codes) if codes else ()
    return {(row.course.code, row.name): row for row in rows}


def choices_after(
    choices: Iterable[Choice], changes: Iterable[Change], *, offered: Mapping[str, Course], ways: Ways, from_grade: int
) -> tuple[Choice, ...]:
    """The choices with all changes made, one after the other; `offered` holds the courses by code.

    Raises DoesNotFit for the first change that finds no course or no such way to take it, a place that holds the
    same course already, or a grade level before `from_grade`.
    """
    after = {_place(choice): choice for choice in choices}
    for change in changes:
        taken = None if isinstance(change, Add) else after.pop((change.code, change.grade_level, change.term), None)
        new = _changed(change, taken, offered=offered, ways=ways)
        places = [choice for choice in (taken, new) if choice]
        if any(choice.grade_level < from_grade for choice in places) or (new and _place(new) in after):
            raise DoesNotFit(change)
        if new:
            after[_place(new)] = new
    return tuple(sorted(after.values(), key=lambda choice: (choice.grade_level, choice.code, choice.term)))


def _changed(change: Change, taken: Choice | None, *, offered: Mapping[str, Course], ways: Ways) -> Choice | None:
    match change:
        case Add():
            made = _made(change, offered=offered, ways=ways)
            return Choice(**made, grade_level=change.grade_level, term=change.term)
        case Remove() if taken:
            return None
        case Move() if taken:
            moved = replace(taken, grade_level=change.to_grade_level, term=change.to_term)
            if change.to_offering is None:
                return moved
            made = _made(change, offered=offered, ways=ways)
            return Choice(**made, grade_level=moved.grade_level, term=moved.term, pins=taken.pins)
        case Swap() if taken:
            made = _made(change, offered=offered, ways=ways)
            return Choice(**made, grade_level=taken.grade_level, term=taken.term)
        case Remove() | Move() | Swap():
            raise DoesNotFit(change)
    assert_never(change)


def _made(change: Change, *, offered: Mapping[str, Course], ways: Ways) -> dict[str, Any]:
    """What a choice says of a course that comes in, and of how it is taken."""
    code, name = offering_of(change)
    course, way = offered.get(code), ways.get((code, name))
    if course is None or (name and way is None):
        raise DoesNotFit(change)
    return {"code": course.code, "title": course.title, "subject": course.subject, **taken_values(course, way)}


def _place(choice: Choice) -> tuple[str, int, str]:
    return choice.code, choice.grade_level, choice.term
