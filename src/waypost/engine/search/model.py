"""The whole model of one question: placements with their variables, the rows, and what it was made from."""

from dataclasses import dataclass, field, replace

from waypost.engine.conditions import OPEN_WEIGHT
from waypost.engine.facts import graded_facts
from waypost.engine.search.calendar import Span
from waypost.engine.search.condition_costs import condition_costs
from waypost.engine.search.levels import (
    Aim,
    Aimed,
    Edits,
    balance_level,
    changes_level,
    interests_level,
    rigor_level,
)
from waypost.engine.search.offering import Modality
from waypost.engine.search.order_rows import OrderRows
from waypost.engine.search.placement import Placement, Standing
from waypost.engine.search.possible import Reading, is_anyway
from waypost.engine.search.program import Program, Sum, added
from waypost.engine.search.pruning import Pruning
from waypost.engine.search.question import Question
from waypost.engine.search.reasons import Reason, ReasonKind
from waypost.engine.search.requirement_rows import RequirementRows
from waypost.engine.search.room_rows import RoomRows
from waypost.engine.search.supplies import supplies_of
from waypost.engine.search.takeable import barred_by
from waypost.engine.search.wish_rows import WishRows
from waypost.engine.validating import with_validations


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
class Model:
    """A program and the meaning of its variables; ``levels`` are to be made small in order.

    ``alone`` are placements that an explanation counts beside what stands of their course.
    """

    reading: Reading
    program: Program = field(default_factory=Program)
    placed: list[tuple[Placement, int]] = field(default_factory=list)
    levels: list[Aimed] = field(default_factory=list)
    alone: set[int] = field(default_factory=set)

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


def build_model(reading: Reading, shape: Shape) -> Model:
    """The model of a question in one shape."""
    model = Model(reading=reading)
    _place(model, shape)
    OrderRows(model.program, model.placed, reading.reach, explains=shape.explains).add()
    _room_rows(model)
    WishRows(model.program, model.placed, reading.standing.fixed, reading.question.wishes).add()
    if shape.explains:
        _offered_rows(model)
        _barred_rows(model)
    short = _requirement_rows(model)
    if not shape.explains:
        _levels(model, short, shape)
    return model


def _place(model: Model, shape: Shape) -> None:
    reading = model.reading
    possible = reading.distinct()
    if shape.per_group is not None:
        pruning = Pruning(placements=possible, reach=reading.reach, tastes=reading.tastes, most=shape.per_group)
        possible = pruning.kept(reading.demands)
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
        if is_anyway(placement):
            by_code.setdefault(placement.entry.course.code, {})[at] = 1
    for code, own in sorted(by_code.items()):
        reason = model.program.reason(Reason(kind=ReasonKind.OFFERED, course_code=code))
        model.program.at_most(added(own, {reason: 1}), 1)


def _barred_rows(model: Model) -> None:
    """What may not be taken after the record stands only if the rule against it is let go of, and counts then."""
    for placement, at in model.placed:
        course = placement.entry.course
        for kind in barred_by(course, model.standing.fixed):
            reason = model.program.reason(Reason(kind=kind, course_code=course.code))
            model.program.at_most({at: 1, reason: 1}, 1)
            if kind is not ReasonKind.EXCLUDES:
                model.alone.add(at)


def _requirement_rows(model: Model) -> Sum:
    """Add every rulebook; the open units of the goals come back, and what unmet conditions cost is a level."""
    question = model.question
    short: Sum = {}
    costs: Sum = {}
    record = question.record
    standing = replace(record, entries=tuple(model.standing.fixed), facts=graded_facts(record))
    books = (*question.rulebooks, *question.goals)
    for number, (book, (own, masks)) in enumerate(zip(books, model.reading.demands, strict=True)):
        plan, _ = book.plan_for(question.record, on=question.as_of)
        cleared, _ = with_validations(standing, book.rulebook.validations)
        supplies = supplies_of(model.placed, record=cleared, plan=plan, on=question.as_of, alone=model.alone)
        is_goal = number >= len(question.rulebooks)
        rows = RequirementRows(program=model.program, demands=own, masks=masks, supplies=supplies, is_goal=is_goal)
        rows.add()
        short.update(rows.short)
        for switch, weight in condition_costs(own, record=cleared, plan=plan):
            if own.switches[switch].free:
                at = rows.switches[switch]
                costs[at] = costs.get(at, 0) + weight
        for at in (at for at in rows.lost if not model.program.lows[at]):
            costs[at] = costs.get(at, 0) + OPEN_WEIGHT
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
