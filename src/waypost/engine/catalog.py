"""What a school offers: courses, when they run, and what must come before them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.engine.prerequisite import FREE, Prerequisite

__all__ = ["SUBJECTS", "Catalog", "Course", "Level", "Term"]


class Level(StrEnum):
    """How hard a course is, in the words that weighting policies use."""

    REGULAR = "regular"
    HONORS = "honors"
    AP = "ap"
    IB = "ib"
    DUAL = "dual"


#: The subject codes of the product, in the order in which pages list them.
SUBJECTS = ("EN", "MA", "SC", "SS", "WL", "CT", "AR", "PE", "EL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course of a catalog; ``units`` are what one full pass earns (120 units = 1 credit).

    An empty ``grades`` or ``terms`` means any. ``periods`` are the periods that it fills in each of
    its terms. ``corequisite`` courses must be taken in the same term or before.

    ``equivalents`` are other codes of the same course (old names, cross-listings), ``level_of`` is the code of the
    course of which this is another level (honors beside regular), ``lower_levels`` are codes of levels below it
    (`sameness.closed` completes all three). ``excludes`` are codes that it may not be taken with or after.
    A ``repeatable`` course brings credit ``repeat_times`` and ``repeat_units`` in all at most (None: no end).
    A pass earns ``units`` up to ``most_units`` (None: always ``units``). ``program`` is the career program to which
    it belongs, ``program_step`` its place there from 1. ``schools`` are the only ones that teach it (empty: all).
    """

    code: str
    title: str
    subject: str
    units: int
    tags: frozenset[str] = frozenset()
    level: Level = Level.REGULAR
    grades: frozenset[int] = frozenset()
    terms: frozenset[Term] = frozenset()
    periods: int = 1
    prerequisite: Prerequisite = FREE
    corequisite: Prerequisite = FREE
    repeatable: bool = False
    repeat_times: int | None = None
    repeat_units: int | None = None
    equivalents: frozenset[str] = frozenset()
    level_of: str = ""
    lower_levels: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    most_units: int | None = None
    program: str = ""
    program_step: int | None = None
    schools: frozenset[str] = frozenset()

    def is_for(self, grade_level: int) -> bool:
        """Whether it is open to a grade level; who is past 12th grade may take what 12th graders do."""
        return not self.grades or grade_level in self.grades or (grade_level > 12 and 12 in self.grades)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The courses in force by code; an equivalent code finds its course too.

    ``calendar`` is the one in whose terms they run. ``editions`` are what a course was before, oldest first, each with
    the school year in which it was no longer so.
    """

    courses: Mapping[str, Course] = field(default_factory=dict)
    calendar: SchoolCalendar = DEFAULT_CALENDAR
    editions: Mapping[str, tuple[tuple[int, Course], ...]] = field(default_factory=dict)
    _others: Mapping[str, Course] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Know each course by its equivalents; the least code of several comes first."""
        backwards = sorted(self.courses.items(), reverse=True)
        others = {code: course for _, course in backwards for code in course.equivalents}
        object.__setattr__(self, "_others", others)

    def find(self, code: str, *, year: int | None = None) -> Course | None:
        """The course with this code, or equivalent code, as it was in a school year (None: as it is)."""
        found = self.courses.get(code) or self._others.get(code)
        if found is None or year is None:
            return found
        return next((course for until, course in self.editions.get(found.code, ()) if year < until), found)
