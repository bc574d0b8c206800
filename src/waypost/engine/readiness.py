"""Heads-ups about a place in a plan: they warn and never block, and carry no sentences."""

from dataclasses import dataclass
from enum import StrEnum


class HeadsUpKind(StrEnum):
    """What a heads-up is about."""

    PREREQUISITE = "prerequisite"
    COREQUISITE = "corequisite"
    MINIMUM_GRADE = "minimum_grade"
    OFFERED_TERM = "offered_term"
    GRADE_LEVEL = "grade_level"
    LOAD = "load"
    DUPLICATE = "duplicate"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsUp:
    """One warning about one entry (None: about a whole term).

    ``course_code`` is the other course meant (the missing prerequisite, the duplicate); ``needed`` and
    ``actual`` are what is asked and what is (a mark, a term, grade levels, periods); ``text`` is the
    catalog's own words for a person to judge.
    """

    kind: HeadsUpKind
    entry_id: str | None
    course_code: str | None = None
    needed: str | None = None
    actual: str | None = None
    text: str | None = None
    school_year: int | None = None
    term: str | None = None
