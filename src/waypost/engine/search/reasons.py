"""What can stand in the way of a plan: rules and wishes by name, and who could let go of one."""

from dataclasses import dataclass
from enum import StrEnum

from waypost.engine.catalog import Term


class ReasonKind(StrEnum):
    """What holds."""

    REQUIREMENT = "requirement"
    PREREQUISITE = "prerequisite"
    COREQUISITE = "corequisite"
    REPEATS = "repeats"
    EXCLUDES = "excludes"
    LEVEL_OF = "level_of"
    OFFERED = "offered"
    PERIODS = "periods"
    LEAST_PERIODS = "least_periods"
    LOAD = "load"
    MUST_HAVE = "must_have"
    NEVER = "never"
    LIGHTER = "lighter"
    FREE_PERIOD = "free_period"
    FINISH_EARLY = "finish_early"
    HALF_DAY = "half_day"
    WORK = "work"
    PINNED = "pinned"
    MOST_LOAD = "most_load"
    KEEP = "keep"


class Asked(StrEnum):
    """Who can let go of it: the student, one adult, or the office."""

    STUDENT = "student"
    ADULT = "adult"
    OFFICE = "office"


_ADULT = {ReasonKind.PREREQUISITE, ReasonKind.COREQUISITE, ReasonKind.EXCLUDES}
_OFFICE = {
    ReasonKind.REQUIREMENT,
    ReasonKind.REPEATS,
    ReasonKind.LEVEL_OF,
    ReasonKind.OFFERED,
    ReasonKind.PERIODS,
    ReasonKind.LEAST_PERIODS,
    ReasonKind.LOAD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One rule or wish by its place: a requirement by rulebook and path, others by course, words, grade and term.

    ``waivable`` marks a requirement that its rulebook lets a person waive.
    """

    kind: ReasonKind
    rulebook_id: str | None = None
    path: str | None = None
    course_code: str | None = None
    words: tuple[str, ...] = ()
    grade_level: int | None = None
    term: Term | None = None
    waivable: bool = False

    @property
    def ask(self) -> Asked:
        """Who can let go of it."""
        if self.kind in _ADULT or (self.kind is ReasonKind.REQUIREMENT and self.waivable):
            return Asked.ADULT
        return Asked.OFFICE if self.kind in _OFFICE else Asked.STUDENT

    @property
    def cost(self) -> int:
        """What letting go of it weighs: a student's own wish is the cheapest."""
        return {Asked.STUDENT: 1, Asked.ADULT: 10, Asked.OFFICE: 100}[self.ask]

    @property
    def name(self) -> str:
        """A name that is the same on every run, for order."""
        place = (self.rulebook_id, self.path, self.course_code, *self.words, self.grade_level, self.term)
        return ":".join([self.kind.value, *(str(item) for item in place if item is not None)])
