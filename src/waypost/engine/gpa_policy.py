"""A grading policy as data: points, weights, which attempts count, and the steps of class standing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from waypost.engine.catalog import Level
from waypost.engine.record import CreditRule
from waypost.engine.selector import ANY_COURSE, Selector


class RepeatRule(StrEnum):
    """Which attempts at one course go into the GPA.

    ``all``: every attempt. ``best``: the highest mark only. ``newest``: the latest only. ``oldest``: the first only.
    ``average``: the average of the attempts, for the units of one. ``best_identical``: the highest among attempts of
    the very same course code and level (an equivalent course replaces nothing).
    """

    ALL = "all"
    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    AVERAGE = "average"
    BEST_IDENTICAL = "best_identical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighting:
    """Extra points: ``bonus`` by level, only on ``marks`` (empty: on every mark) and entries that match.

    ``cap_semesters`` is the most semesters that earn a bonus; ``cap_by_grade`` the most of these
    from one grade level (summer counts with the grade level that the policy's window gives it).
    """

    bonus: Mapping[Level, Fraction] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    selector: Selector = ANY_COURSE
    cap_semesters: int | None = None
    cap_by_grade: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Marks that a later attempt no longer replaces: ``units`` from ``selector``, ``least_units`` of them narrower.

    The deadline is a part of the selectors (``by_semester``).
    """

    units: int
    selector: Selector
    least_units: int = 0
    least_selector: Selector = ANY_COURSE


@dataclass(frozen=True, slots=True, kw_only=True)
class GpaPolicy:
    """How marks become an average; a mark that it does not name is held, never guessed.

    ``points`` are for letters; ``percents`` are (least percent, points), highest first. ``ignored`` marks
    (P, W, NC ...) stay out. ``repeat_at_most``: only an attempt with this mark or a lower one is replaced;
    ``repeat_courses``: so many courses at most, those that were taken again first (None: no end). ``credit`` says which
    attempts at one course earn its credit.
    ``grades`` is the window of grade levels (empty: all); with ``summers_count_up`` a summer belongs to
    the grade level after it, except after the window's last. ``best_units``: only the best so many count.
    ``lock``: marks that stay, whatever ``repeat`` says of later attempts.
    """

    id: str
    title: str
    citation: str = ""
    points: Mapping[str, Fraction]
    percents: tuple[tuple[Fraction, Fraction], ...] = ()
    ignored: frozenset[str] = frozenset()
    weighting: Weighting = Weighting()
    repeat: RepeatRule = RepeatRule.ALL
    repeat_at_most: str | None = None
    repeat_courses: int | None = None
    credit: CreditRule = CreditRule.BEST
    counts: Selector = ANY_COURSE
    grades: frozenset[int] = frozenset()
    summers_count_up: bool = False
    best_units: int | None = None
    lock: Lock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingStep:
    """What a grade level asks for: earned units in all, and at least so many in some subjects."""

    grade_level: int
    units: int
    subject_units: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPolicy:
    """The steps of class standing of one district, lowest first; below the first is grade 9."""

    id: str
    title: str
    citation: str = ""
    steps: tuple[StandingStep, ...]
