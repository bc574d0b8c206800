"""One question to the search: whose plan, under which rules, out of which courses, with which wishes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from waypost.engine.catalog import Course
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.past import without_future, without_past
from waypost.engine.record import Record
from waypost.engine.search.calendar import Calendar
from waypost.engine.search.offering import Offering
from waypost.engine.search.one_order import with_offered_order, with_planned_order
from waypost.engine.search.wishes import NO_WISHES, Wishes
from waypost.engine.unknown_codes import codes_in, unknown_in, with_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``rulebooks`` must be complete on time; ``goals`` (pathways, universities) come as near as possible.

    The record's planned entries in open terms may be moved or dropped; all else stands. What was planned for terms
    that are over on ``as_of`` is taken out of the record: nothing is built on it. ``past`` are the ids of it, and
    ``ahead`` those of attempts in years that have not begun, which are taken out too. A code in a prerequisite that
    no course has becomes a question; ``unknown`` has the course and such codes. A planned class waits for what the
    offered course waits for, whatever the record tells of it.
    """

    record: Record
    rulebooks: tuple[CompiledRulebook, ...]
    offerings: tuple[Offering, ...]
    calendar: Calendar
    wishes: Wishes = NO_WISHES
    goals: tuple[CompiledRulebook, ...] = ()
    as_of: date | None = None
    past: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    unknown: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        """Take what cannot hold on the day out of the record, and ask where a catalog names what nobody knows."""
        own = [entry.course for entry in self.record.entries]
        record, past = without_past(self.record, on=self.as_of)
        record, ahead = without_future(record, on=self.as_of)
        object.__setattr__(self, "record", record)
        object.__setattr__(self, "past", (*self.past, *sorted(entry.id for entry in past)))
        object.__setattr__(self, "ahead", (*self.ahead, *sorted(entry.id for entry in ahead)))
        self._agree_on_order()
        self._ask_about_unknown([*own, *(entry.course for entry in self.record.entries)])

    def _agree_on_order(self) -> None:
        """Let a planned class and the offering of its course wait for the same."""
        offerings = with_planned_order(self.offerings, self.record.entries)
        entries = with_offered_order(self.record.entries, offerings)
        object.__setattr__(self, "offerings", offerings)
        object.__setattr__(self, "record", replace(self.record, entries=entries))

    def _ask_about_unknown(self, own: list[Course]) -> None:
        courses = {id(course): course for course in (*(one.course for one in self.offerings), *own)}
        known = codes_in(courses.values())
        fresh = {key: with_questions(course, known=known) for key, course in courses.items()}
        if all(fresh[key] is course for key, course in courses.items()):
            return
        named = {course.code: unknown_in(course.prerequisite, known=known) for course in courses.values()}
        offerings = tuple(replace(one, course=fresh[id(one.course)]) for one in self.offerings)
        entries = tuple(replace(entry, course=fresh[id(entry.course)]) for entry in self.record.entries)
        object.__setattr__(self, "unknown", tuple((code, *codes) for code, codes in sorted(named.items()) if codes))
        object.__setattr__(self, "offerings", offerings)
        object.__setattr__(self, "record", replace(self.record, entries=entries))


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
