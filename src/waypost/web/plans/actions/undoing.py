"""Taking the last step of a branch back, and doing it again: fifty steps, kept in the database."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require
from waypost.web.base.concurrency import claim
from waypost.web.base.moves import IllegalMove
from waypost.web.history.actions import record
from waypost.web.plans.models import UNDO_STEPS, Branch, Edit

from .rows import Row, put_rows


class NothingToUndo(Exception):
    """There is no step to take back, or none to do again."""


@transaction.atomic
def undo_edit(actor: Actor, *, branch: Branch, seen: int, at: datetime) -> Edit:
    """The newest step taken back.

    Raises PermissionDenied, StaleWrite, IllegalMove, and NothingToUndo after fifty steps or none.
    """
    _enter(actor, branch, seen=seen)
    edit = branch.edits.filter(undone=False).order_by("-number").first()
    if edit is None:
        raise NothingToUndo(branch.pk)
    # Steps that were undone before this newer one was made can never come back.
    branch.edits.filter(undone=True, number__lt=edit.number).delete()
    if branch.edits.filter(undone=True).count() >= UNDO_STEPS:
        raise NothingToUndo(branch.pk)
    return _turn(actor, branch, edit, before=edit.after, after=edit.before, undone=True, at=at)


@transaction.atomic
def redo_edit(actor: Actor, *, branch: Branch, seen: int, at: datetime) -> Edit:
    """The step that was taken back last, done again. Raises as undo_edit does."""
    _enter(actor, branch, seen=seen)
    standing = branch.edits.filter(undone=False).order_by("-number").first()
    edit = branch.edits.filter(undone=True, number__gt=standing.number if standing else 0).order_by("number").first()
    if edit is None:
        raise NothingToUndo(branch.pk)
    return _turn(actor, branch, edit, before=edit.before, after=edit.after, undone=False, at=at)


def _enter(actor: Actor, branch: Branch, *, seen: int) -> None:
    require(actor, Permission.PLAN_EDIT, branch.plan.student)
    claim(branch, seen=seen)
    if not branch.is_open:
        raise IllegalMove(branch.pk, "undo")


def _turn(
    actor: Actor, branch: Branch, edit: Edit, *, before: list[Row], after: list[Row], undone: bool, at: datetime
) -> Edit:
    put_rows(branch, before=before, after=after, on=actor.today)
    edit.undone = undone
    edit.save(update_fields=["undone"])
    record(
        actor,
        verb="plan_step_undone" if undone else "plan_step_redone",
        at=at,
        about=branch,
        student=branch.plan.student,
        step=edit.verb,
        course=edit.course_code,
    )
    return edit
