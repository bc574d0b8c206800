"""Making accepted changes in a branch, each as a step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import assert_never

from waypost.web.access.actor import Actor
from waypost.web.base.concurrency import StaleWrite
from waypost.web.catalog.models import Course
from waypost.web.plans.adapters import Add, Change, Move, Remove, Swap
from waypost.web.plans.models import Branch, Edit, PlannedCourse
from waypost.web.plans.queries import plan_after

from .editing import add_course, move_course, remove_course, swap_course


def apply_changes(actor: Actor, *, branch: Branch, seen: int, changes: Sequence[Change], at: datetime) -> list[Edit]:
    """All changes in the branch or none, inside the caller's transaction.

    Raises StaleWrite where the branch is no longer at version `seen`, DoesNotFit where it cannot take a change.
    """
    if branch.version != seen:
        raise StaleWrite(branch)
    after = plan_after(actor, branch=branch, changes=changes)
    return [_apply(actor, branch, change, offered=after.offered, at=at) for change in changes]


def _apply(actor: Actor, branch: Branch, change: Change, *, offered: Mapping[str, Course], at: datetime) -> Edit:
    seen = branch.version
    if isinstance(change, Add):
        course, grade_level, term = offered[change.code], change.grade_level, change.term
        return add_course(actor, branch=branch, seen=seen, course=course, grade_level=grade_level, term=term, at=at)
    planned = _planned(branch, change)
    match change:
        case Remove():
            return remove_course(actor, planned=planned, seen=seen, at=at)
        case Move():
            grade_level, term = change.to_grade_level, change.to_term
            return move_course(actor, planned=planned, seen=seen, grade_level=grade_level, term=term, at=at)
        case Swap():
            course = offered[change.to_code]
            return swap_course(actor, planned=planned, seen=seen, course=course, term=change.term, at=at)
    assert_never(change)


def _planned(branch: Branch, change: Remove | Move | Swap) -> PlannedCourse:
    rows = branch.planned.select_related("course")
    return rows.get(course__code=change.code, grade_level=change.grade_level, term=change.term)
