"""Making accepted changes in a branch, each as a step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, assert_never

from waypost.web.access.actor import Actor
from waypost.web.base.concurrency import StaleWrite
from waypost.web.plans.adapters import Add, Change, Move, Remove, Swap
from waypost.web.plans.adapters.entries import place_rows
from waypost.web.plans.models import Branch, Edit, PlannedCourse
from waypost.web.plans.queries import plan_after
from waypost.web.plans.queries.changes import PlanAfter, offering_of

from .editing import add_course, move_course, remove_course, swap_course, take_course
from .rows import rows_at


def apply_changes(actor: Actor, *, branch: Branch, seen: int, changes: Sequence[Change], at: datetime) -> list[Edit]:
    """All changes in the branch or none, inside the caller's transaction.

    Raises StaleWrite where the branch is no longer at version `seen`, DoesNotFit where it cannot take a change.
    """
    if branch.version != seen:
        raise StaleWrite(branch)
    after = plan_after(actor, branch=branch, changes=changes)
    return [_apply(actor, branch, change, after=after, at=at) for change in changes]


def _apply(actor: Actor, branch: Branch, change: Change, *, after: PlanAfter, at: datetime) -> Edit:
    code, name = offering_of(change)
    step: dict[str, Any] = {"seen": branch.version, "at": at}
    if isinstance(change, Add):
        step |= {"course": after.offered[code], "grade_level": change.grade_level, "term": change.term}
        return add_course(actor, branch=branch, offering=after.ways.get((code, name)), **step)
    planned = _planned(branch, change, on=actor.today)
    match change:
        case Remove():
            return remove_course(actor, planned=planned, **step)
        case Move():
            step |= {"grade_level": change.to_grade_level, "term": change.to_term}
            if change.to_offering is None:
                return move_course(actor, planned=planned, **step)
            return take_course(actor, planned=planned, offering=after.ways.get((code, name)), **step)
        case Swap():
            step |= {"course": after.offered[code], "offering": after.ways.get((code, name)), "term": change.term}
            return swap_course(actor, planned=planned, **step)
    assert_never(change)


def _planned(branch: Branch, change: Remove | Move | Swap, *, on: date) -> PlannedCourse:
    row = {"code": change.code, "grade_level": change.grade_level, "term": change.term}
    planned = rows_at(branch, row, on=on).select_related("course", "offering").get()
    planned.branch = branch
    place_rows([planned], student=branch.plan.student, on=on)
    return planned
