"""Courses that could fill what is open but cannot be used: each with the first rule that says no.

A *way* adds one offering to the plan in one open term and changes nothing else.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from waypost.engine.attempts import brings_credit
from waypost.engine.load import Half, halves_of
from waypost.engine.matching import accepts
from waypost.engine.plan import same_values
from waypost.engine.record import Entry, Stage
from waypost.engine.requirement import Credits
from waypost.engine.sameness import course_key, excludes
from waypost.engine.search.clauses import Clause
from waypost.engine.search.gaps import Gap, Gaps
from waypost.engine.search.offering import Offering
from waypost.engine.search.placement import Placement, placements_of
from waypost.engine.search.possible import Reading, read_question
from waypost.engine.search.question import Question
from waypost.engine.search.reach import Reach
from waypost.engine.search.shortage import rooms_of
from waypost.engine.search.takeable import is_taught, may_take


class No(StrEnum):
    """The rule that says no, in the order in which they are asked."""

    NEVER = "never"
    WAY_OUT = "way_out"
    TAKEN = "taken"
    OTHER_SCHOOL = "other_school"
    NOT_OFFERED = "not_offered"
    GRADE_LEVEL = "grade_level"
    TOO_LATE = "too_late"
    PREREQUISITE = "prerequisite"
    COREQUISITE = "corequisite"
    EXCLUDED = "excluded"
    NO_ROOM = "no_room"
    TOO_HEAVY = "too_heavy"
    SAME = "same"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedWay:
    """An offering that would fill a requirement, named by rulebook and path, and the rule that says no.

    ``needed`` are the courses of which any one would have to come first (or beside it), the grade levels that may
    take it, or the courses that exclude it.
    """

    offering: Offering
    rulebook_id: str
    path: str
    no: No
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How many offerings could fill what is open, and those that cannot be used, in the order of their keys."""

    count: int
    rejected: tuple[RejectedWay, ...]


def rejected_ways(question: Question) -> Looked:
    """What could fill the open requirements of a plan as it is, and the first rule against each."""
    gaps = Gaps(question)
    if not gaps.all:
        return Looked(count=0, rejected=())
    looking = _Looking(read_question(question), gaps)
    offerings = sorted(question.offerings, key=lambda offering: offering.key)
    fitting = [(offering, gap) for offering in offerings if (gap := gaps.filled_by(offering))]
    return Looked(count=len(fitting), rejected=tuple(looking.rejected(fitting)))


Said = tuple[No, tuple[str, ...]]


@dataclass(slots=True)
class _Looking:
    """Asks one rule after the other about each offering; what stands and what is planned all stays."""

    reading: Reading
    gaps: Gaps
    entries: tuple[Entry, ...] = field(init=False)
    reach: Reach = field(init=False)
    rooms: dict[Half, int] = field(init=False)
    weights: dict[Half, int] = field(default_factory=dict, init=False)
    _placed: dict[str, list[Placement]] = field(default_factory=dict, init=False)
    _shrunk: dict[object, bool] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Find what the whole plan makes ready and what room it leaves."""
        standing = self.reading.standing
        self.entries = (*standing.fixed, *standing.chosen)
        self.reach = Reach(self.entries)
        self.rooms = rooms_of(self.reading)
        kept = {}
        for placement in self.reading.placements:
            self._placed.setdefault(placement.offering.key, []).append(placement)
            if placement.kept:
                kept[placement.entry.id] = placement.offering
        for entry in standing.chosen:
            self._seat(entry, kept.get(entry.id, Offering(course=entry.course)))

    def _seat(self, entry: Entry, offering: Offering) -> None:
        for half in halves_of(entry):
            self.rooms[half] -= offering.periods_taken
            self.weights[half] = self.weights.get(half, 0) + offering.weight

    def rejected(self, fitting: Sequence[tuple[Offering, Gap]]) -> Iterator[RejectedWay]:
        """Those with a rule against them."""
        for offering, gap in fitting:
            said = self._anywhere(offering) or self._place(offering) or self._rule(self._placed[offering.key], gap)
            if said is not None:
                no, needed = said
                book = gap.book.rulebook.id
                yield RejectedWay(offering=offering, rulebook_id=book, path=gap.path, no=no, needed=needed)

    def _anywhere(self, offering: Offering) -> Said | None:
        wishes = self.reading.question.wishes
        if any(target.includes(offering.course) for target in wishes.never):
            return No.NEVER, ()
        if offering.modality.value in wishes.modalities_out:
            return No.WAY_OUT, ()
        if not may_take(offering.course, self.entries):
            return No.TAKEN, ()
        return None if is_taught(offering, self.reading.question.record) else (No.OTHER_SCHOOL, ())

    def _place(self, offering: Offering) -> Said | None:
        if offering.key in self._placed:
            return None
        grades = offering.course.grades
        free = replace(offering, course=replace(offering.course, grades=frozenset()))
        terms = self.reading.question.calendar.terms
        if grades and placements_of([free], spans=self.reading.spans, chosen=(), calendar=terms):
            return No.GRADE_LEVEL, tuple(str(grade) for grade in sorted(grades))
        return No.NOT_OFFERED, ()

    def _rule(self, places: Sequence[Placement], gap: Gap) -> Said | None:
        """The first rule that no place passes of those that passed the rules before it."""
        rules: tuple[tuple[No, Callable[[Placement], bool]], ...] = (
            (No.TAKEN, self._is_new),
            (No.TOO_LATE, lambda one: gap.by_course_only or self.gaps.takes(one.entry)),
            (No.PREREQUISITE, lambda one: not self._missing(one, No.PREREQUISITE)),
            (No.COREQUISITE, lambda one: not self._missing(one, No.COREQUISITE)),
            (No.EXCLUDED, lambda one: not self._excluding(one)),
            (No.NO_ROOM, self._has_room),
            (No.TOO_HEAVY, self._is_light_enough),
        )
        for no, passes in rules:
            left = [one for one in places if passes(one)]
            if not left:
                return no, self._needed(places[-1], no)
            places = left
        if any(self._helps(one) for one in places):
            return None
        return (No.SAME if isinstance(gap.node, Credits) and gap.node.same else No.LIMIT), ()

    def _is_new(self, place: Placement) -> bool:
        if place.kept:
            return False
        beside = [entry for entry in self.entries if course_key(entry.course) == place.key]
        return not any(
            entry.stage is not Stage.DONE and not set(place.halves).isdisjoint(halves_of(entry)) for entry in beside
        )

    def _missing(self, place: Placement, no: No) -> list[Clause]:
        course = place.entry.course
        if no is No.PREREQUISITE:
            return [clause for clause in self.reach.clauses(course) if not self.reach.stands(clause, place)]
        beside = [Clause(tuple(replace(need, concurrent=True) for need in one.needs)) for one in self._beside(place)]
        return [clause for clause in beside if not self.reach.stands(clause, place)]

    def _excluding(self, place: Placement) -> list[Entry]:
        """What is taken with or before it and excludes it, and what is taken with or after it and is excluded."""
        return [
            entry
            for entry in self.entries
            if brings_credit(entry)
            and (
                (excludes(place.entry.course, entry.course) and halves_of(entry)[0] <= place.halves[-1])
                or (excludes(entry.course, place.entry.course) and place.halves[0] <= halves_of(entry)[-1])
            )
        ]

    def _beside(self, place: Placement) -> list[Clause]:
        return [clause for clause in self.reach.beside(place.entry.course) if not clause.asks]

    def _needed(self, place: Placement, no: No) -> tuple[str, ...]:
        if no is No.EXCLUDED:
            return tuple(dict.fromkeys(entry.course.code for entry in self._excluding(place)))
        if no not in {No.PREREQUISITE, No.COREQUISITE}:
            return ()
        return tuple(dict.fromkeys(need.code for need in self._missing(place, no)[0].needs))

    def _has_room(self, place: Placement) -> bool:
        taken = place.offering.periods_taken
        return not taken or all(self.rooms[half] >= taken for half in place.halves)

    def _is_light_enough(self, place: Placement) -> bool:
        question = self.reading.question
        limits = [most for most in (question.calendar.most_load, question.wishes.most_load) if most is not None]
        days = [half for half in place.halves if not half.term.is_summer]
        return all(self.weights.get(half, 0) + place.offering.weight <= most for most in limits for half in days)

    def _helps(self, place: Placement) -> bool:
        """Whether less is open with it; courses that no rule tells apart are tried once."""
        alike = self._likeness(place)
        known = self._shrunk.get(alike)
        if known is None:
            known = self._shrunk[alike] = self.gaps.shrink_with(place.entry)
        return known

    def _likeness(self, place: Placement) -> object:
        entry, books = place.entry, self.reading.demands
        if self.reach.holds(entry.course):
            return entry.id
        masks = tuple(masks.mask_of(entry) for _, masks in books)
        tallies = [one.tally for demands, _ in books for one in demands.counts]
        counts = tuple(accepts(one.selector, entry) and (*same_values(one.of, entry.course), "") for one in tallies)
        counted = (entry.course.subject, place.place) if counts else ()
        return entry.units, masks, counts, counted
