"""What makes one complete plan better than another, in strict order; every level is a sum to make small."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from waypost.engine.catalog import Level
from waypost.engine.load import Half, halves_of
from waypost.engine.record import Entry, Stage
from waypost.engine.search.calendar import Span
from waypost.engine.search.offering import Offering
from waypost.engine.search.order_rows import Placed
from waypost.engine.search.program import Program, Sum, added
from waypost.engine.search.tastes import Tastes

#: An open credit of a goal weighs 160 times as much as one course more; both in thirds, so that a unit weighs a whole.
GOAL_UNIT = 4
TASTE = 3


class Aim(StrEnum):
    """The levels, the most important first."""

    CONDITIONS = "conditions"
    CHANGES = "changes"
    INTERESTS = "interests"
    BALANCE = "balance"
    RIGOR = "rigor"


class Edits(StrEnum):
    """What counts as a change: only what the student chose, or every edit."""

    OF_CHOICES = "of_choices"
    ALL = "all"


@dataclass(slots=True)
class Aimed:
    """A sum to make small, and a number that is always added to it."""

    aim: Aim
    total: Sum = field(default_factory=dict)
    always: int = 0


def changes_level(placed: Sequence[Placed], *, chosen: Sequence[Entry], edits: Edits) -> Aimed:
    """Changes to what was planned: a drop, a move, and with all edits counted an addition, are one each.

    Where only choices count, to drop a course is twice as bad as to move it.
    """
    codes = {entry.course.code for entry in chosen}
    level = Aimed(Aim.CHANGES, always=len(chosen) * (1 if edits is Edits.ALL else 2))
    for placement, at in placed:
        if placement.kept:
            level.total[at] = -1 if edits is Edits.ALL else -2
        elif placement.entry.course.code in codes:
            level.total[at] = 0 if edits is Edits.ALL else -1
        elif edits is Edits.ALL:
            level.total[at] = 1
    return level


def interests_level(placed: Sequence[Placed], *, tastes: Tastes, short: Sum) -> Aimed:
    """Goals that stay open, liked courses that are missing, disliked ones, and what offerings cost."""
    level = Aimed(Aim.INTERESTS, total={at: GOAL_UNIT * weight for at, weight in short.items()})
    best: dict[str, int] = {}
    for placement, at in placed:
        worth = tastes.liking(placement.offering)
        level.total[at] = TASTE * (tastes.burden(placement.offering) - worth)
        if worth:
            best[placement.key] = max(best.get(placement.key, 0), worth)
    level.always = TASTE * sum(best.values())
    return level


def balance_level(
    program: Program, placed: Sequence[Placed], *, fixed: Sequence[Entry], spans: Sequence[Span], by_periods: bool
) -> Aimed:
    """The weight of the heaviest fall or spring."""
    peak = program.variable(0, 10_000)
    top = 0
    for span in spans:
        if span.is_summer:
            continue
        own = {
            at: one.offering.periods_taken if by_periods else one.offering.weight
            for one, at in placed
            if span.half in one.halves
        }
        standing = standing_weight(fixed, span.half, by_periods=by_periods)
        top = max(top, program.most_of(own) + standing)
        program.at_most(added(own, {peak: -1}), -standing)
    program.highs[peak] = top
    return Aimed(Aim.BALANCE, {peak: 1})


def standing_weight(fixed: Sequence[Entry], half: Half, *, by_periods: bool) -> int:
    """What is in progress or fixed already weighs in a half."""
    own = [entry.course for entry in fixed if entry.stage is not Stage.DONE and half in halves_of(entry)]
    return sum(course.periods if by_periods else Offering(course=course).weight for course in own)


def rigor_level(program: Program, placed: Sequence[Placed], *, fixed: Sequence[Entry], wanted: int) -> Aimed:
    """How many of the advanced courses that were asked for are missing."""
    lack = program.variable(0, wanted)
    standing = sum(entry.course.level is not Level.REGULAR and entry.units > 0 for entry in fixed)
    own = {at: 1 for placement, at in placed if placement.entry.course.level is not Level.REGULAR}
    program.at_least(added(own, {lack: 1}), wanted - standing)
    return Aimed(Aim.RIGOR, {lack: 1})
