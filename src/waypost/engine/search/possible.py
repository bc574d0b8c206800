"""What a question says before any model: what can be placed at all, and what the rulebooks ask for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from waypost.engine.calendar import SchoolCalendar
from waypost.engine.load import halves_of
from waypost.engine.record import Entry
from waypost.engine.search.calendar import Span
from waypost.engine.search.demand_reading import demands_of
from waypost.engine.search.demands import Demands
from waypost.engine.search.dominance import Dominance
from waypost.engine.search.offering import Offering
from waypost.engine.search.placement import Placement, Standing, placements_of, standing_of
from waypost.engine.search.question import Question
from waypost.engine.search.reach import Reach
from waypost.engine.search.supplies import Masks
from waypost.engine.search.takeable import barred_by, is_excluded, is_taught, may_take, with_pinned_units
from waypost.engine.search.tastes import Tastes

Read = tuple[Demands, Masks]

#: How the ids of entries begin that only an explanation places.
ANYWAY = "anyway-"


@dataclass(slots=True, kw_only=True)
class Reading:
    """What a question says before any shape is given to it; models of one question share it.

    ``placements`` are all that run in an open term, ``possible`` those that the record, the wishes and the order
    of courses leave open.
    """

    question: Question
    spans: tuple[Span, ...]
    standing: Standing
    reach: Reach
    tastes: Tastes
    placements: tuple[Placement, ...]
    possible: list[Placement] = field(default_factory=list)
    demands: list[Read] = field(default_factory=list)
    _distinct: list[Placement] | None = None

    def distinct(self) -> list[Placement]:
        """The possible placements without those of offerings that others stand for."""
        if self._distinct is None:
            alike = Dominance(reach=self.reach, tastes=self.tastes, demands=self.demands)
            self._distinct = alike.kept(self.possible)
        return self._distinct


def read_question(question: Question) -> Reading:
    """Read a question."""
    spans = question.calendar.spans()
    standing = standing_of(question.record, spans=spans)
    offerings = [
        one
        for one in question.offerings
        if one.modality.value not in question.wishes.modalities_out and is_taught(one, question.record)
    ]
    reading = Reading(
        question=question,
        spans=spans,
        standing=standing,
        reach=Reach(standing.fixed),
        tastes=Tastes(question.wishes),
        placements=with_pinned_units(
            placements_of(offerings, spans=spans, chosen=standing.chosen, calendar=question.calendar.terms),
            wishes=question.wishes,
        ),
    )
    never = {one.key for one in offerings if any(target.includes(one.course) for target in question.wishes.never)}
    wanted = [placement for placement in reading.placements if placement.offering.key not in never]
    return _with_possible(reading, _usable(reading, wanted))


def reading_that_explains(question: Question) -> Reading:
    """Read a question for an explanation: with what the student named though it cannot be had."""
    return with_what_is_named(read_question(question))


def with_what_is_named(reading: Reading) -> Reading:
    """The reading, for an explanation, with what the student never wants or named, comes too early, or is barred."""
    usable = _usable(reading, reading.placements)
    wishes = reading.question.wishes
    named = _named_anyway(reading, usable) if wishes.must_have or wishes.pinned else []
    early = _too_early(reading, usable)
    barred = [one for one in reading.placements if barred_by(one.entry.course, reading.standing.fixed)]
    if not (wishes.never or named or early or barred):
        return reading
    taken = {one.entry.id.removeprefix(ANYWAY) for one in named}
    early = [one for one in early if one.entry.id not in taken]
    return _with_possible(reading, [*usable, *early, *barred, *named])


def _too_early(reading: Reading, usable: Sequence[Placement]) -> list[Placement]:
    """The places of courses that stand nowhere after what must come before them."""
    reached = {placement.key for placement in usable}
    return [one for one in _takeable(reading, reading.placements) if one.key not in reached]


def is_anyway(placement: Placement) -> bool:
    """Whether it stands where nobody offers it, only for an explanation."""
    return placement.entry.id.startswith(ANYWAY)


def _with_possible(reading: Reading, possible: list[Placement]) -> Reading:
    question, standing = reading.question, reading.standing
    entries = [*standing.fixed, *(placement.entry for placement in possible)]
    own = [
        demands_of(book, record=question.record, possible=entries, on=question.as_of)
        for book in (*question.rulebooks, *question.goals)
    ]
    return replace(reading, possible=possible, demands=[(one, Masks(one)) for one in own], _distinct=None)


def _usable(reading: Reading, placements: Sequence[Placement]) -> list[Placement]:
    """The placements that the record and the order of courses leave open."""
    return reading.reach.usable(_takeable(reading, placements))


def _takeable(reading: Reading, placements: Sequence[Placement]) -> list[Placement]:
    """The placements that the record leaves open."""
    fixed = reading.standing.fixed
    return [
        placement
        for placement in placements
        if may_take(placement.entry.course, fixed) and not is_excluded(placement.entry.course, fixed)
    ]


def _named_anyway(reading: Reading, usable: Sequence[Placement]) -> list[Placement]:
    """For an explanation: what the student named, in terms or for grades where nobody offers it, or too early."""
    wishes = reading.question.wishes
    taken = {(placement.offering.key, placement.place) for placement in usable}
    pinned = {one.course_code for one in wishes.pinned}
    found = []
    for offering in sorted(reading.question.offerings, key=lambda offering: offering.key):
        course = offering.course
        if course.code not in pinned and not any(target.includes(course) for target in wishes.must_have):
            continue
        for entry in _anywhere(offering, reading.spans, calendar=reading.question.calendar.terms):
            if (offering.key, (entry.school_year, entry.term)) not in taken:
                found.append(Placement(offering, entry, halves_of(entry)))
    return found


def _anywhere(offering: Offering, spans: Sequence[Span], *, calendar: SchoolCalendar) -> list[Entry]:
    course = replace(offering.course, grades=frozenset())
    free = replace(offering, course=course, terms=offering.runs_in(calendar))
    return [
        replace(placement.entry, course=offering.course, id=f"{ANYWAY}{placement.entry.id}")
        for placement in placements_of([free], spans=spans, chosen=(), calendar=calendar)
    ]
