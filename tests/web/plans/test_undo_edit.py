"""Undo and redo: any walk of steps can be taken back and done again, up to fifty."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.factories import make_plan
from waypost.web.base.concurrency import StaleWrite
from waypost.web.plans.actions.editing import add_course, move_course, pin_course, remove_course, swap_course
from waypost.web.plans.actions.rows import AlreadyThere
from waypost.web.plans.actions.undoing import NothingToUndo, redo_edit, undo_edit
from waypost.web.plans.models import UNDO_STEPS, Branch, Edit

PLACES = [(grade, term) for grade in (11, 12) for term in ("fall", "spring", "year", "summer")]
Rows = set[tuple[Any, ...]]


@pytest.fixture
def branch(cast: Cast) -> Branch:
    return make_plan(cast.maya, (cast.courses["ENG11"], 11, "year")).branches.get()


def rows(branch: Branch) -> Rows:
    found = branch.planned.values_list("course__code", "grade_level", "term", "pins")
    return {(code, grade, term, tuple(sorted(pins.items()))) for code, grade, term, pins in found}


def step(cast: Cast, branch: Branch, dice: random.Random, now: datetime) -> None:
    """One random step of a student who clicks everywhere; some clicks are refused and change nothing."""
    actor = cast.actor(cast.maya)
    planned = (
        dice.choice(list(branch.planned.select_related("course", "branch__plan__student"))) if rows(branch) else None
    )
    course = cast.courses[dice.choice(sorted(cast.courses))]
    grade, term = dice.choice(PLACES)
    verb = dice.choice(["add", "add", "move", "remove", "swap", "pin"]) if planned else "add"
    where = {"seen": branch.version, "at": now}
    try:
        match verb:
            case "add":
                add_course(actor, branch=branch, course=course, grade_level=grade, term=term, **where)
            case "move":
                move_course(actor, planned=planned, grade_level=grade, term=term, **where)
            case "remove":
                remove_course(actor, planned=planned, **where)
            case "swap":
                swap_course(actor, planned=planned, course=course, term=planned.term, **where)
            case _:
                pin_course(actor, planned=planned, rulebook_key="grad", path=dice.choice(["", "a", "b"]), **where)
    except AlreadyThere:
        pass
    branch.refresh_from_db()


def turn(cast: Cast, branch: Branch, verb: Any, now: datetime) -> Rows:
    verb(cast.actor(cast.maya), branch=branch, seen=branch.version, at=now)
    branch.refresh_from_db()
    return rows(branch)


@pytest.mark.parametrize("seed", range(12))
def test_undo_walks_back_and_redo_walks_forth(cast: Cast, branch: Branch, now: datetime, seed: int) -> None:
    dice = random.Random(seed)
    seen = [rows(branch)]
    for _ in range(15):
        before = branch.edits.count()
        step(cast, branch, dice, now)
        if branch.edits.count() > before:
            seen.append(rows(branch))
    for past in reversed(seen[:-1]):
        assert turn(cast, branch, undo_edit, now) == past
    for later in seen[1:]:
        assert turn(cast, branch, redo_edit, now) == later


@pytest.mark.parametrize("seed", range(6))
def test_a_new_step_leaves_the_undone_ones_behind(cast: Cast, branch: Branch, now: datetime, seed: int) -> None:
    dice = random.Random(seed)
    while branch.edits.count() < 6:
        step(cast, branch, dice, now)
    after_four = None
    for _ in range(2):
        after_four = turn(cast, branch, undo_edit, now)
    count = branch.edits.count()
    while branch.edits.count() == count:
        step(cast, branch, dice, now)
    newest = rows(branch)
    with pytest.raises(NothingToUndo):
        redo_edit(cast.actor(cast.maya), branch=branch, seen=branch.version, at=now)
    branch.refresh_from_db()
    assert turn(cast, branch, undo_edit, now) == after_four
    assert turn(cast, branch, redo_edit, now) == newest


def test_fifty_steps_can_be_taken_back_and_no_more(cast: Cast, branch: Branch, now: datetime) -> None:
    Edit.objects.bulk_create(
        Edit(branch=branch, number=number, verb="add", course_code="SPCH", at=now)
        for number in range(2, UNDO_STEPS + 4)
    )
    for _ in range(UNDO_STEPS):
        turn(cast, branch, undo_edit, now)
    with pytest.raises(NothingToUndo):
        turn(cast, branch, undo_edit, now)


def test_nothing_is_there_to_undo_in_a_fresh_plan(cast: Cast, branch: Branch, now: datetime) -> None:
    for verb in (undo_edit, redo_edit):
        with pytest.raises(NothingToUndo):
            verb(cast.actor(cast.maya), branch=branch, seen=1, at=now)
    branch.refresh_from_db()
    assert branch.version == 1


@pytest.mark.parametrize("part", ["lucia", "ms_whitfield", "principal", "stranger", "theo"])
def test_nobody_else_can_undo(cast: Cast, branch: Branch, now: datetime, part: str) -> None:
    with pytest.raises(PermissionDenied):
        undo_edit(cast.actor(getattr(cast, part)), branch=branch, seen=1, at=now)


def test_a_stale_undo_changes_nothing(cast: Cast, branch: Branch, now: datetime) -> None:
    add_course(
        cast.actor(cast.maya), branch=branch, seen=1, course=cast.courses["ANAT"], grade_level=11, term="year", at=now
    )
    with pytest.raises(StaleWrite):
        undo_edit(cast.actor(cast.maya), branch=branch, seen=1, at=now)
    assert branch.planned.count() == 2
