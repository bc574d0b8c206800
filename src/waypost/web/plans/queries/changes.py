"""What a plan would be after proposed changes; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from waypost.web.access.actor import Actor
from waypost.web.catalog.models import Course
from waypost.web.catalog.queries import courses_offered
from waypost.web.plans.adapters import Add, Change, Choice, Move, Remove, Swap, to_choices
from waypost.web.plans.models import Branch

from .versions import snapshot_of


class DoesNotFit(Exception):
    """The plan, as it is now, cannot take this change: its course is gone or there already, or the year is over."""

    def __init__(self, change: Change) -> None:
        super().__init__(f"{change!r} does not fit")
        self.change = change


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAfter:
    """A plan before and after changes, and the courses that they bring in, by code."""

    before: tuple[Choice, ...]
    after: tuple[Choice, ...]
    offered: Mapping[str, Course]


def plan_after(actor: Actor, *, branch: Branch, changes: Sequence[Change]) -> PlanAfter:
    """The branch as it would be with the changes; raises DoesNotFit. The caller has passed the plan's own door."""
    codes = {change.to_code if isinstance(change, Swap) else change.code for change in changes}
    offered = {course.code: course for course in courses_offered(actor).filter(code__in=codes)}
    before = to_choices(snapshot_of(branch))
    after = choices_after(before, changes, offered=offered, from_grade=branch.plan.student.grade_level)
    return PlanAfter(before=before, after=after, offered=offered)


def choices_after(
    choices: Iterable[Choice], changes: Iterable[Change], *, offered: Mapping[str, Course], from_grade: int
) -> tuple[Choice, ...]:
    """The choices with all changes made, one after the other; `offered` holds the courses by code.

    Raises DoesNotFit for the first change that finds no course to take, a place that holds the same course
    already, or a grade level before `from_grade`.
    """
    after = {_place(choice): choice for choice in choices}
    for change in changes:
        taken = None if isinstance(change, Add) else after.pop((change.code, change.grade_level, change.term), None)
        new = _changed(change, taken, offered=offered)
        places = [choice for choice in (taken, new) if choice]
        if any(choice.grade_level < from_grade for choice in places) or (new and _place(new) in after):
            raise DoesNotFit(change)
        if new:
            after[_place(new)] = new
    return tuple(sorted(after.values(), key=lambda choice: (choice.grade_level, choice.code, choice.term)))


def _changed(change: Change, taken: Choice | None, *, offered: Mapping[str, Course]) -> Choice | None:
    match change:
        case Add():
            return _choice(change, offered.get(change.code), grade_level=change.grade_level, term=change.term)
        case Remove() if taken:
            return None
        case Move() if taken:
            return replace(taken, grade_level=change.to_grade_level, term=change.to_term)
        case Swap() if taken:
            return _choice(change, offered.get(change.to_code), grade_level=taken.grade_level, term=taken.term)
        case Remove() | Move() | Swap():
            raise DoesNotFit(change)
    assert_never(change)


def _choice(change: Change, course: Course | None, *, grade_level: int, term: str) -> Choice:
    if course is None:
        raise DoesNotFit(change)
    return Choice(
        code=course.code,
        title=course.title,
        subject=course.subject,
        units=course.units,
        grade_level=grade_level,
        term=term,
    )


def _place(choice: Choice) -> tuple[str, int, str]:
    return choice.code, choice.grade_level, choice.term
