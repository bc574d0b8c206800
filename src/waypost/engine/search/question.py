"""One question to the search: whose plan, under which rules, out of which courses, with which wishes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from waypost.engine.compiled import CompiledRulebook
from waypost.engine.past import without_past
from waypost.engine.record import Record
from waypost.engine.search.calendar import Calendar
from waypost.engine.search.offering import Offering
from waypost.engine.search.wishes import NO_WISHES, Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``rulebooks`` must be complete on time; ``goals`` (pathways, universities) come as near as possible.

    The record's planned entries in open terms may be moved or dropped; all else stands. What was planned for terms
    that are over on ``as_of`` is taken out of the record: nothing is built on it. ``past`` are the ids of it.
    """

    record: Record
    rulebooks: tuple[CompiledRulebook, ...]
    offerings: tuple[Offering, ...]
    calendar: Calendar
    wishes: Wishes = NO_WISHES
    goals: tuple[CompiledRulebook, ...] = ()
    as_of: date | None = None
    past: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Take what is over out of the record, whoever asks."""
        record, past = without_past(self.record, on=self.as_of)
        if past:
            object.__setattr__(self, "record", record)
            object.__setattr__(self, "past", (*self.past, *sorted(entry.id for entry in past)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to search; the same question with the same effort gets the same answer.

    ``work`` is deterministic time (about a second each on a fast core). ``seconds`` is a wall-clock deadline,
    only a fuse: an answer that it cut short may differ on another machine. ``gap`` is how far from the proven
    optimum a level may stop. ``is_cancelled`` is asked many times a second. ``per_group`` is how many courses
    of each requirement are looked at (None: all). ``polish`` is the work for a flatter plan out of other courses.
    """

    work: float = 0.5
    seconds: float | None = None
    gap: float = 0.01
    is_cancelled: Callable[[], bool] | None = None
    per_group: int | None = 12
    polish: float = 0.008


DEFAULT_EFFORT = Effort()
