"""From a solution to a plan: the record, what changed, what it rests on, what it costs, and the audits' word."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from waypost.engine.audit import audit
from waypost.engine.prerequisite import NeedCourse
from waypost.engine.readiness import HeadsUpKind, readiness_of
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.search.answer import Assumption, Changes, FoundPlan, Moved, PlanKind, Price, Reached
from waypost.engine.search.clauses import clauses_of
from waypost.engine.search.complete import open_conditions, open_nodes
from waypost.engine.search.levels import standing_weight
from waypost.engine.search.model import Model
from waypost.engine.search.placement import Placement, renamed


def read_plan(model: Model, values: Sequence[int], *, kind: PlanKind, reached: tuple[Reached, ...]) -> FoundPlan:
    """The plan that the values of a model's variables say."""
    question = model.question
    placements = [placement for placement, at in model.placed if values[at]]
    placements.sort(key=lambda one: (one.halves, one.offering.key))
    record, named = _record(model, placements)
    audits = tuple(audit(record, book, as_of=question.as_of) for book in question.rulebooks)
    audited = list(zip(audits, question.rulebooks, strict=True))
    return FoundPlan(
        kind=kind,
        record=record,
        placements=tuple(named),
        changes=changes_between(model.standing.chosen, named),
        audits=audits,
        goals=tuple(audit(record, book, as_of=question.as_of) for book in question.goals),
        assumptions=tuple(_assumptions(record)),
        price=_price(model, named),
        reached=reached,
        open_paths=tuple((own.rulebook_id, node.path) for own, book in audited for node in open_nodes(own, book)),
        conditions=tuple((own.rulebook_id, node.path) for own, book in audited for node in open_conditions(own, book)),
    )


def _record(model: Model, placements: list[Placement]) -> tuple[Record, list[Placement]]:
    """The record with the plan, every entry under an id of its own."""
    taken = {entry.id for entry in model.standing.fixed}
    taken.update(placement.entry.id for placement in placements if placement.kept)
    named = []
    for placement in placements:
        entry = placement.entry if placement.kept else renamed(placement.entry, taken=taken)
        taken.add(entry.id)
        named.append(replace(placement, entry=entry))
    entries = (*model.standing.fixed, *(placement.entry for placement in named))
    return replace(model.question.record, entries=entries), named


def changes_between(chosen: Sequence[Entry], placements: Sequence[Placement]) -> Changes:
    """Additions, drops and moves; a course that is planned elsewhere was moved."""
    kept = {placement.entry.id for placement in placements if placement.kept}
    gone: dict[str, list[Entry]] = {}
    for entry in chosen:
        if entry.id not in kept:
            gone.setdefault(entry.course.code, []).append(entry)
    added, moved = [], []
    for placement in placements:
        if placement.kept:
            continue
        before = gone.get(placement.entry.course.code)
        if before:
            moved.append(_move(before.pop(0), placement.entry))
        else:
            added.append(placement)
    dropped = tuple(sorted(entry.course.code for entries in gone.values() for entry in entries))
    return Changes(added=tuple(added), dropped=dropped, moved=tuple(moved))


def _move(before: Entry, after: Entry) -> Moved:
    return Moved(
        course_code=after.course.code,
        from_year=before.school_year,
        from_term=before.term,
        to_year=after.school_year,
        to_term=after.term,
    )


def _assumptions(record: Record) -> Iterable[Assumption]:
    """Marks that are not yet earned but needed, conditions that a person must judge, and what is missing before."""
    for entry in sorted(record.entries, key=lambda entry: (entry.school_year, entry.id)):
        if entry.stage is Stage.DONE:
            continue
        code = entry.course.code
        ready = readiness_of(entry, record=record)
        for support in ready.supports:
            if support.stage is not Stage.DONE:
                yield Assumption(needed_for=code, course_code=support.course_code, min_mark=support.needed)
        for heads_up in ready.heads_ups:
            if heads_up.kind is HeadsUpKind.ASK and heads_up.needed:
                yield Assumption(needed_for=code, course_code=heads_up.course_codes[0], min_mark=heads_up.needed[0])
        for text in dict.fromkeys(_asks(entry, record)):
            yield Assumption(needed_for=code, text=text)


def _asks(entry: Entry, record: Record) -> Iterable[str]:
    """What a person must judge where no other way is met, and what a planned class that cannot move stands without."""
    beside = [
        replace(clause, needs=tuple(replace(need, concurrent=True) for need in clause.needs))
        for clause in clauses_of(entry.course.corequisite)
    ]
    for clause in (*clauses_of(entry.course.prerequisite), *beside):
        lacking = [list(_lacking(need, entry, record)) for need in clause.needs]
        if not all(lacking):
            continue
        yield from clause.asks
        missing = all(HeadsUpKind.ASK not in kinds for kinds in lacking)
        if not clause.asks and missing and entry.stage is Stage.PLANNED:
            yield " or ".join(need.code for need in clause.needs)


def _lacking(need: NeedCourse, entry: Entry, record: Record) -> Iterable[HeadsUpKind]:
    alone = replace(entry, course=replace(entry.course, prerequisite=need))
    return (heads_up.kind for heads_up in readiness_of(alone, record=record).heads_ups)


def _price(model: Model, placements: Sequence[Placement]) -> Price:
    """What is new costs; a course that moves with its provider was paid for already."""
    paid = {(entry.course.code, entry.offering) for entry in model.standing.chosen if entry.offering}
    fresh = [placement for placement in placements if not placement.kept]
    new = [placement for placement in fresh if (placement.entry.course.code, placement.entry.offering) not in paid]
    approvals = {placement.offering.approval for placement in new if placement.offering.approval}
    weights = [
        standing_weight(model.standing.fixed, span.half, by_periods=False)
        + sum(one.offering.weight for one in placements if span.half in one.halves)
        for span in model.spans
        if not span.is_summer
    ]
    return Price(
        cost_cents=sum(placement.offering.cost_cents for placement in new),
        approvals=tuple(sorted(approvals)),
        units=sum(placement.entry.units for placement in placements),
        heaviest=max(weights, default=0),
    )
