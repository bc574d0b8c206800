"""What a school offers: courses, when they run, and what must come before them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from waypost.engine.prerequisite import FREE, Prerequisite


class Term(StrEnum):
    """When in a school year a course runs; ``year`` is fall and spring together."""

    FALL = "fall"
    SPRING = "spring"
    YEAR = "year"
    SUMMER = "summer"


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
    """One course of a catalog; ``units`` are what one full pass earns (4 units = 1 credit).

    An empty ``grades`` or ``terms`` means any. ``periods`` are the periods that it fills in each of
    its terms. ``equivalents`` are other codes of the same course (old names, cross-listings).
    ``corequisite`` courses must be taken in the same term or before.
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
    equivalents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The courses of one school year by code; an equivalent code finds its course too."""

    courses: Mapping[str, Course] = field(default_factory=dict)

    def find(self, code: str) -> Course | None:
        """The course with this code, or with this as an equivalent code."""
        found = self.courses.get(code)
        if found is not None:
            return found
        known = (course for _, course in sorted(self.courses.items()) if code in course.equivalents)
        return next(known, None)
