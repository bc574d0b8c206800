"""What a rulebook asks for: a tree of requirements whose every node has a stable path."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeAlias

from waypost.engine.gpa_policy import GpaPolicy
from waypost.engine.measure import Measure
from waypost.engine.plain import IF_STATED
from waypost.engine.record import Cohort, FactValue
from waypost.engine.score import ScoreKind, ScoreTerm
from waypost.engine.selector import Selector
from waypost.engine.validation import Validation
from waypost.engine.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What every node tells of itself; ``path`` is stable across editions (exceptions point at it).

    ``verified`` is False where no source gave the figure: the node then "cannot be checked", whatever is inside.
    ``waivable`` marks the credits that a waiver may drop.
    """

    path: str
    title: str
    rule: str = ""
    source: str = ""
    verified: bool = True
    waivable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most ``units`` from the entries that match may count under the node that carries it."""

    units: int
    selector: Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLimit:
    """At most so many ``courses`` that match may count under the node that carries it."""

    courses: int
    selector: Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part must be met; ``different``: the leaves inside whose ``same`` is this carry different values."""

    about: About
    parts: tuple["Requirement", ...]
    limits: tuple[Limit, ...] = ()
    course_limits: tuple[CourseLimit, ...] = field(default=(), metadata=IF_STATED)
    different: str = field(default="", metadata=IF_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseOf:
    """At least ``count`` of the parts must be met; 0 is met by nothing, 1 is "any of"; ``different`` as in `AllOf`."""

    about: About
    count: int
    parts: tuple["Requirement", ...]
    limits: tuple[Limit, ...] = ()
    course_limits: tuple[CourseLimit, ...] = field(default=(), metadata=IF_STATED)
    different: str = field(default="", metadata=IF_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Units of credit from matching courses.

    Leaves of one ``pool`` compete: a unit counts once among them ("" is the pool of the diploma);
    leaves of different pools share. ``same`` ("language:", "subject") asks that all units carry one
    value, which an exception lets the courses ``any_value`` carry. ``within`` names a leaf out of whose own claimed
    units these must come.
    """

    about: About
    units: int
    selector: Selector
    pool: str = ""
    same: str | None = None
    within: str | None = None
    any_value: frozenset[str] = field(default=frozenset(), metadata=IF_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count over all matching entries, wherever else they count; with ``at_most`` it may not go past that.

    ``when_planned``: being on the plan is enough. ``policy`` is for an average, ``of`` is whose values are counted
    (the beginning of a tag: "language:"). ``over`` is the path of a part: the average is over what that part claims.
    """

    about: About
    measure: Measure
    at_least: Fraction
    selector: Selector
    when_planned: bool = False
    policy: GpaPolicy | None = None
    at_most: Fraction | None = field(default=None, metadata=IF_STATED)
    of: str = field(default="", metadata=IF_STATED)
    over: str = field(default="", metadata=IF_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTest:
    """A condition on a fact: at least a number, one of some values, or simply true.

    ``others`` are keys that will do as well; only what lies in the ``window`` counts. ``once``: a fact serves only one
    of the conditions that say so.
    """

    about: About
    key: str
    at_least: Fraction | None = None
    one_of: tuple[FactValue, ...] = ()
    others: tuple[str, ...] = field(default=(), metadata=IF_STATED)
    window: Window | None = field(default=None, metadata=IF_STATED)
    once: bool = field(default=False, metadata=IF_STATED)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that will do."""
        return (self.key, *self.others)

    @property
    def is_plain(self) -> bool:
        """Whether the value of one fact alone decides it."""
        return not (self.others or self.once) and self.window is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A sum or an average of terms that must be at least so much; with ``best`` only the best so many values count.

    What is missing adds nothing to a sum; an average without ``best`` needs every fact that it names.
    """

    about: About
    kind: ScoreKind
    terms: tuple[ScoreTerm, ...]
    at_least: Fraction
    best: int | None = None


#: Whose word a rule may wait for.
PERSONS: Final = ("student", "guardian", "adviser", "principal", "district")


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """Met when ``by`` (one of `PERSONS`) says so: an exception of kind ``certify`` at its path."""

    about: About
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNode:
    """A rule that data cannot judge, never done; ``by`` is who can say, "" where the rule names nobody."""

    about: About
    by: str = field(default="", metadata=IF_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortTest:
    """Whether the student is of some classes, or entered grade 9 in some years."""

    about: About
    cohort: "CohortRange"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTest:
    """Whether what is earned meets the part at path ``part``, looked at by itself."""

    about: About
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTest:
    """Whether a test does not hold."""

    about: About
    test: "Test"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllTests:
    """Whether all of the tests hold."""

    about: About
    tests: tuple["Test", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyTest:
    """Whether at least one of the tests holds."""

    about: About
    tests: tuple["Test", ...]


Test: TypeAlias = Tally | FactTest | CohortTest | PartTest | NotTest | AllTests | AnyTest


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """If the test holds, ``then``; if not, ``otherwise`` (None: nothing is asked)."""

    about: About
    test: Test
    then: "Requirement"
    otherwise: "Requirement | None" = None


Requirement: TypeAlias = AllOf | ChooseOf | Credits | Tally | FactTest | Score | Certified | AskNode | When


class Kind(StrEnum):
    """What a rulebook is for."""

    GRADUATION = "graduation"
    PATHWAY = "pathway"
    UNIVERSITY = "university"
    ATHLETICS = "athletics"


class RulebookStatus(StrEnum):
    """Whether a second person has checked the rulebook against its source."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortRange:
    """The students a rulebook is for, both ends included; None leaves an end open."""

    class_of_from: int | None = None
    class_of_to: int | None = None
    entered_ninth_from: int | None = None
    entered_ninth_to: int | None = None

    def includes(self, cohort: Cohort) -> bool:
        """Whether it is for this cohort; an unknown year is never inside a stated range."""
        return _inside(cohort.class_of, self.class_of_from, self.class_of_to) and _inside(
            cohort.entered_ninth_in, self.entered_ninth_from, self.entered_ninth_to
        )

    def covers_classes(self, first: int, last: int) -> bool:
        """Whether it goes as far as these classes, both included."""
        begins = self.class_of_from is None or self.class_of_from <= first
        return begins and (self.class_of_to is None or last <= self.class_of_to)


def _inside(year: int | None, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    return year is not None and (first is None or first <= year) and (last is None or year <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """One edition of one authority's rules.

    ``credit_scale`` is how many of the source's credits make 1 Carnegie credit (California: 10), only for
    display. ``total_units`` is the sum that the source states (None: it states none).
    ``waiver_limit`` is the most units that waivers may drop from waivable nodes (None: no limit;
    then any node may be waived). ``validations`` are sequences in which a later course clears a low mark.
    """

    id: str
    title: str
    kind: Kind
    state: str
    authority: str
    citation: str
    checked_on: date
    cohort: CohortRange
    status: RulebookStatus
    root: Requirement
    credit_scale: int = 1
    total_units: int | None = None
    waiver_limit: int | None = None
    validations: tuple[Validation, ...] = field(default=(), metadata=IF_STATED)
