"""The difference between two sets of planned courses as the changes that a proposal holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from waypost.web.plans.models import PlannedCourse

from .changes import Add, Change, Move, Remove, Swap

PlanRow: TypeAlias = tuple[str, int, str, str]  # code, grade level, term, offering


def to_plan_row(planned: PlannedCourse) -> PlanRow:
    """A planned course as a search's answer names it."""
    return planned.course.code, planned.grade_level, planned.term, planned.offering_name


def carried_on(planned: Sequence[PlannedCourse], after: Iterable[PlanRow]) -> Iterator[PlannedCourse | None]:
    """For each row the planned class that it keeps in its place or else moves; None for a class that comes in.

    A repeatable course may stand in a plan several times, each with its own pins and credit.
    """
    rows = list(after)
    staying = {(row.course.code, row.grade_level, row.term): row for row in planned}
    found = [staying.pop(row[:3], None) for row in rows]
    moving = list(staying.values())
    for (code, *_), kept in zip(rows, found, strict=True):
        moved = next((row for row in moving if row.course.code == code), None) if kept is None else None
        if moved is not None:
            moving.remove(moved)
        yield kept or moved


def changes_between(before: Iterable[PlanRow], after: Iterable[PlanRow]) -> tuple[Change, ...]:
    """The fewest changes that make one into the other: moves first, then swaps in place, then the rest."""
    gone, new = set(before), set(after)
    gone, new = gone - new, new - gone
    found: list[Change] = []
    for old in sorted(gone):
        to = next((row for row in sorted(new) if row[0] == old[0]), None)
        if to is not None:
            found.append(_move(old, to))
            gone, new = gone - {old}, new - {to}
    for old in sorted(gone):
        to = next((row for row in sorted(new) if row[1:3] == old[1:3]), None)
        if to is not None:
            found.append(Swap(code=old[0], grade_level=old[1], term=old[2], to_code=to[0], to_offering=to[3]))
            gone, new = gone - {old}, new - {to}
    found.extend(Remove(code=code, grade_level=grade, term=term) for code, grade, term, _offering in sorted(gone))
    found.extend(
        Add(code=code, grade_level=grade, term=term, offering=offering) for code, grade, term, offering in sorted(new)
    )
    return tuple(found)


def _move(old: PlanRow, to: PlanRow) -> Move:
    return Move(
        code=old[0],
        grade_level=old[1],
        term=old[2],
        to_grade_level=to[1],
        to_term=to[2],
        to_offering=None if to[3] == old[3] else to[3],
    )
