"""The whole model of one question: placements with their variables, the rows, and what it was made from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from waypost.engine.load import halves_of
from waypost.engine.marks import mark_order
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.search.calendar import Span
from waypost.engine.search.demand_reading import demands_of
from waypost.engine.search.demands import Demands
from waypost.engine.search.dominance import Dominance
from waypost.engine.search.levels import (
    Aim,
    Aimed,
    Edits,
    balance_level,
    changes_level,
    interests_level,
    rigor_level,
)
from waypost.engine.search.offering import Modality, Offering
from waypost.engine.search.order_rows import OrderRows
from waypost.engine.search.placement import Placement, Standing, placements_of, standing_of
from waypost.engine.search.program import Program, Sum, added
from waypost.engine.search.pruning import Pruning
from waypost.engine.search.question import Question
from waypost.engine.search.reach import Reach
from waypost.engine.search.reasons import Reason, ReasonKind
from waypost.engine.search.requirement_rows import RequirementRows, condition_costs
from waypost.engine.search.room_rows import RoomRows
from waypost.engine.search.supplies import Masks, supplies_of
from waypost.engine.search.tastes import Tastes
from waypost.engine.search.wish_rows import WishRows
from waypost.engine.supply import course_key

Read = tuple[Demands, Masks]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a model is built: all courses or the pruned ones, edits counted how, and whether rules may be let go of.

    ``with_modality`` asks for at least one new course taken so. ``is_flat`` has the balance level.
    """

    per_group: int | None = 12
    edits: Edits = Edits.OF_CHOICES
    explains: bool = False
    with_modality: Modality | None = None
    is_flat: bool = True


@dataclass(slots=True, kw_only=True)
class Reading:
    """What a question says before any shape is given to it; models of one question share it."""

    question: Question
    spans: tuple[Span, ...]
    standing: Standing
    reach: Reach
    tastes: Tastes
    possible: list[Placement] = field(default_factory=list)
    demands: list[Read] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Model:
    """A program and the meaning of its variables; ``levels`` are to be made small in order."""

    reading: Reading
    program: Program = field(default_factory=Program)
    placed: list[tuple[Placement, int]] = field(default_factory=list)
    levels: list[Aimed] = field(default_factory=list)

    @property
    def question(self) -> Question:
        """The question."""
        return self.reading.question

    @property
    def spans(self) -> tuple[Span, ...]:
        """The open halves."""
        return self.reading.spans

    @property
    def standing(self) -> Standing:
        """What stands on the record, and what was planned."""
        return self.reading.standing


def read_question(question: Question, *, explains: bool = False) -> Reading:
    """Read a question; for an explanation with what the student named though it cannot be had."""
    spans = question.calendar.spans()
    standing = standing_of(question.record, spans=spans)
    reading = Reading(
        question=question,
        spans=spans,
        standing=standing,
        reach=Reach(standing.fixed),
        tastes=Tastes(question.wishes),
    )
    reading.possible = _possible(reading, explains=explains)
    entries = [*standing.fixed, *(placement.entry for placement in reading.possible)]
    for book in (*question.rulebooks, *question.goals):
        own = demands_of(book, record=question.record, possible=entries, on=question.as_of)
        reading.demands.append((own, Masks(own)))
    return reading


def build_model(reading: Reading, shape: Shape) -> Model:
    """The model of a question in one shape."""
    model = Model(reading=reading)
    _place(model, shape)
    OrderRows(model.program, model.placed, reading.reach).add()
    _room_rows(model)
    WishRows(model.program, model.placed, reading.standing.fixed, reading.question.wishes).add()
    if shape.explains:
        _offered_rows(model)
    short = _requirement_rows(model)
    if not shape.explains:
        _levels(model, short, shape)
    return model


def _possible(reading: Reading, *, explains: bool) -> list[Placement]:
    """The placements that rules of order, wishes and the record leave open."""
    question, standing = reading.question, reading.standing
    wishes = question.wishes
    offerings = [
        one
        for one in question.offerings
        if one.modality.value not in wishes.modalities_out
        and (explains or not any(target.includes(one.course) for target in wishes.never))
    ]
    placements = placements_of(offerings, spans=reading.spans, chosen=standing.chosen)
    usable = reading.reach.usable(placement for placement in placements if _may_take(placement, standing.fixed))
    return usable if not explains else [*usable, *_named_anyway(reading, usable)]


def _may_take(placement: Placement, fixed: Sequence[Entry]) -> bool:
    """Whether the credit is still to be had: not earned in full, unless a low mark may be improved."""
    course = placement.entry.course
    if course.repeatable:
        return True
    key = course_key(course)
    before = [entry for entry in fixed if entry.units and course_key(entry.course) == key]
    if sum(entry.units for entry in before) < course.units:
        return True
    return all(entry.stage is Stage.DONE and _is_low(entry.mark) for entry in before)


def _is_low(mark: str | None) -> bool:
    known, rank = mark_order(mark)
    return known == 1 and rank < mark_order("C")[1]


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
        for entry in _anywhere(offering, reading.spans):
            if (offering.key, (entry.school_year, entry.term)) not in taken:
                found.append(Placement(offering, entry, halves_of(entry)))
    return found


def _anywhere(offering: Offering, spans: Sequence[Span]) -> list[Entry]:
    course = replace(offering.course, grades=frozenset())
    free = replace(offering, course=course, terms=offering.runs_in())
    return [
        replace(placement.entry, course=offering.course, id=f"anyway-{placement.entry.id}")
        for placement in placements_of([free], spans=spans, chosen=())
    ]


def _place(model: Model, shape: Shape) -> None:
    reading = model.reading
    alike = Dominance(reach=reading.reach, tastes=reading.tastes, demands=reading.demands)
    possible = alike.kept(reading.possible)
    if shape.per_group is not None:
        pruning = Pruning(placements=possible, reach=reading.reach, tastes=reading.tastes, most=shape.per_group)
        possible = pruning.kept([own for own, _ in reading.demands])
    model.placed.extend((placement, model.program.variable()) for placement in possible)


def _room_rows(model: Model) -> None:
    RoomRows(
        program=model.program,
        placed=model.placed,
        fixed=model.standing.fixed,
        spans=model.spans,
        calendar=model.question.calendar,
        wishes=model.question.wishes,
    ).add()


def _offered_rows(model: Model) -> None:
    """What stands where nobody offers it stands only if that rule is let go of."""
    by_code: dict[str, Sum] = {}
    for placement, at in model.placed:
        if placement.entry.id.startswith("anyway-"):
            by_code.setdefault(placement.entry.course.code, {})[at] = 1
    for code, own in sorted(by_code.items()):
        reason = model.program.reason(Reason(kind=ReasonKind.OFFERED, course_code=code))
        model.program.at_most(added(own, {reason: 1}), 1)


def _requirement_rows(model: Model) -> Sum:
    """Add every rulebook; the open units of the goals come back, and what unmet conditions cost is a level."""
    question = model.question
    short: Sum = {}
    costs: Sum = {}
    standing = Record(entries=model.standing.fixed, facts=question.record.facts)
    books = (*question.rulebooks, *question.goals)
    for number, (book, (own, masks)) in enumerate(zip(books, model.reading.demands, strict=True)):
        plan, _ = book.plan_for(question.record, on=question.as_of)
        supplies = supplies_of(model.placed, fixed=model.standing.fixed, plan=plan)
        is_goal = number >= len(question.rulebooks)
        rows = RequirementRows(program=model.program, demands=own, masks=masks, supplies=supplies, is_goal=is_goal)
        rows.add()
        short.update(rows.short)
        for switch, weight in condition_costs(own, record=standing, plan=plan):
            if own.switches[switch].free:
                at = rows.switches[switch]
                costs[at] = costs.get(at, 0) + weight
    if costs:
        model.levels.append(Aimed(Aim.CONDITIONS, costs))
    return short


def _levels(model: Model, short: Sum, shape: Shape) -> None:
    question, placed, fixed = model.question, model.placed, model.standing.fixed
    wishes = question.wishes
    if model.standing.chosen or shape.edits is Edits.ALL:
        changes = changes_level(placed, chosen=model.standing.chosen, edits=shape.edits)
        model.levels.append(changes)
    model.levels.append(interests_level(placed, tastes=model.reading.tastes, short=short))
    if shape.with_modality is not None:
        own = {at: 1 for one, at in placed if one.offering.modality is shape.with_modality and not one.kept}
        model.program.at_least(own, 1)
    if not shape.is_flat:
        return
    balance = balance_level(model.program, placed, fixed=fixed, spans=model.spans, by_periods=wishes.rigor > 0)
    model.levels.append(balance)
    if wishes.rigor:
        model.levels.append(rigor_level(model.program, placed, fixed=fixed, wanted=wishes.rigor))
