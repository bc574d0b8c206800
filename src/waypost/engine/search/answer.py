"""What a search answers, as values without sentences."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from waypost.engine.catalog import Term
from waypost.engine.record import Record
from waypost.engine.result import AuditResult
from waypost.engine.search.levels import Aim
from waypost.engine.search.placement import Placement
from waypost.engine.search.problems import Problem
from waypost.engine.search.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What the plan rests on: a mark that an earlier course must reach, or (``text``) what a person must say.

    ``needed_for`` is the course that asks; ``course_code`` the earlier course.
    """

    needed_for: str
    course_code: str | None = None
    min_mark: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A planned course in another term, or in another form."""

    course_code: str
    from_year: int
    from_term: Term
    to_year: int
    to_term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The difference to what was planned: courses added and dropped (by placement), and moved."""

    added: tuple[Placement, ...] = ()
    dropped: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def count(self) -> int:
        """How many edits they are."""
        return len(self.added) + len(self.dropped) + len(self.moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a plan asks: cents, people who must approve, units still to earn, the heaviest half and its weight."""

    cost_cents: int
    approvals: tuple[str, ...]
    units: int
    heaviest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a plan reaches of one aim; ``least`` is the proven bound, so the two are equal for a proven optimum."""

    aim: Aim
    value: int
    least: int


class PlanKind(StrEnum):
    """How plans differ in kind."""

    KEEPS_CHOICES = "keeps_choices"
    TOWARD_GOALS = "toward_goals"
    LIGHTER = "lighter"
    INTERNSHIP = "internship"
    SHORTER = "shorter"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlan:
    """A plan that audits complete: the record with the plan on it, and what it rests on and costs.

    ``open_paths`` are what the audits leave open that courses could fill: nothing, for a plan that is complete.
    ``conditions`` are facts, signatures and questions that no course can settle. Both name rulebook and path.
    """

    kind: PlanKind
    record: Record
    placements: tuple[Placement, ...]
    changes: Changes
    audits: tuple[AuditResult, ...]
    goals: tuple[AuditResult, ...]
    assumptions: tuple[Assumption, ...]
    price: Price
    reached: tuple[Reached, ...]
    open_paths: tuple[tuple[str, str], ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether no credit is open in any rulebook that must be complete."""
        return not self.open_paths

    @property
    def short_units(self) -> int:
        """The units that goals still miss."""
        return sum(audit.meter.open for audit in self.goals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One plan or several, the best first."""

    plans: tuple[FoundPlan, ...]
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """No plan exists: a smallest set of rules and wishes that collide, and the cheapest way out.

    Without any one of ``conflict`` the others could hold. ``relax`` are the cheapest to let go of so that a
    plan exists, and ``plan`` is that plan's record. ``is_smallest`` is False where time ran out on the reasons.
    """

    conflict: tuple[Reason, ...]
    relax: tuple[Reason, ...]
    is_smallest: bool = True
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInTime:
    """Not found in time, or cancelled: this never means that none exists."""

    was_cancelled: bool = False
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The question itself does not hold: what is wrong, and where."""

    problems: tuple[Problem, ...]


Answer: TypeAlias = Found | Impossible | NotInTime | Refused
