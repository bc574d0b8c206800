"""One record against one rulebook: the exact allocation, its reasons, and what each pin costs."""

from collections.abc import Iterator
from datetime import date

from waypost.engine.budget import Budget
from waypost.engine.choice import Chooser, Taken
from waypost.engine.compiled import CompiledRulebook, compile_rulebook
from waypost.engine.conditions import judge_all
from waypost.engine.exceptions import Granted
from waypost.engine.facts import graded_facts
from waypost.engine.families import Source, units_used
from waypost.engine.in_vain import exceptions_in_vain
from waypost.engine.once import once_of
from waypost.engine.past import without_future, without_past
from waypost.engine.pin_costs import best_with_pins, pin_costs
from waypost.engine.pins import pinned_of, pins_for
from waypost.engine.plan import Plan
from waypost.engine.record import Entry, Record
from waypost.engine.requirement import Rulebook
from waypost.engine.result import (
    Alternative,
    AuditResult,
    Certificate,
    Claim,
    EntryUse,
    Held,
    HeldBecause,
    Meter,
    NodeResult,
    RefusedException,
    Status,
)
from waypost.engine.supply import held_entries, sources_of
from waypost.engine.tree import TreeBuilder
from waypost.engine.validating import with_validations
from waypost.engine.version import ENGINE_VERSION

__all__ = [
    "AuditResult",
    "Certificate",
    "Claim",
    "CompiledRulebook",
    "EntryUse",
    "Meter",
    "NodeResult",
    "Status",
    "audit",
    "compile_rulebook",
]


def audit(
    record: Record,
    rulebook: CompiledRulebook | Rulebook,
    *,
    as_of: date | None = None,
    budget: Budget | None = None,
) -> AuditResult:
    """The record's standing under the rulebook; ``as_of`` is the day on which exceptions must be in force.

    What was planned for a term that is over on that day, and what is told of a year after it, counts nowhere and is
    held (`past`). Past its budget of steps
    a part says that it cannot be checked. Compile a rulebook that is used more than once: a plain one is compiled anew
    each time.
    """
    compiled = rulebook if isinstance(rulebook, CompiledRulebook) else compile_rulebook(rulebook)
    record, past = without_past(record, on=as_of)
    record, ahead = without_future(record, on=as_of)
    record, validated = with_validations(record, compiled.rulebook.validations)
    plan, granted = compiled.plan_for(record, on=as_of)
    sources = sources_of(record, plan=plan, on=as_of)
    facts = graded_facts(record)
    judged = judge_all(plan, sources=sources, facts=facts)
    costs = [judged[node.about.path].costs for node in plan.conditions]
    pinned = pinned_of(record, rulebook_id=compiled.rulebook.id, plan=plan, sources=sources)
    chooser = Chooser(plan, sources, costs, pinned, once_of(plan, facts=facts), budget or Budget())
    chooser, taken, runner_up = best_with_pins(chooser)
    settled = chooser.once.settled(judged, plan=plan, option=taken.option)
    builder = TreeBuilder(plan, sources, chooser.stock.groups, taken, settled)
    claimed = _most_claimed(plan, builder=builder)
    used = units_used(sources, claimed=claimed)
    return AuditResult(
        rulebook_id=compiled.rulebook.id,
        rulebook_digest=compiled.digest,
        engine_version=ENGINE_VERSION,
        root=builder.node(plan.root, chosen=True),
        entries=(*_uses(plan, sources=sources, builder=builder, claimed=claimed, used=used), *_unused((*past, *ahead))),
        held=(
            *held_entries(sources, plan=plan, used=used),
            *_held_as(past, HeldBecause.PLANNED_PAST),
            *_held_as(ahead, HeldBecause.IN_THE_FUTURE),
        ),
        pins=pin_costs(
            pins_for(record, rulebook_id=compiled.rulebook.id),
            fitting=pinned,
            chooser=chooser,
            taken=taken,
            claims=builder.claims,
        ),
        refused=(*granted.refused, *_in_vain(record, compiled=compiled, granted=granted, plan=plan, sources=sources)),
        runner_up=_alternative(taken, runner_up),
        applies=compiled.rulebook.cohort.includes(record.cohort),
        validated=validated,
    )


def _in_vain(
    record: Record, *, compiled: CompiledRulebook, granted: Granted, plan: Plan, sources: list[Source]
) -> Iterator[RefusedException]:
    own = [exception for exception in record.exceptions if exception.rulebook_id == compiled.rulebook.id]
    if own:
        yield from exceptions_in_vain(own, granted=granted, plan=plan, nodes=compiled.nodes, sources=sources)


def _uses(
    plan: Plan, *, sources: list[Source], builder: TreeBuilder, claimed: dict[int, int], used: dict[int, int]
) -> tuple[EntryUse, ...]:
    """Where each source counts and could count, and what no pool claims of it."""
    uses = []
    for at, source in enumerate(sources):
        entry, taken = source.entry, claimed.get(at, 0)
        units = max(used.get(at, 0), taken) if source.family else source.units[2]
        claims = tuple(builder.by_source.get(at, ()))
        uses.append(EntryUse(entry.id, entry.stage, units, claims, plan.paths_of(source.mask), units - taken))
    return tuple(uses)


def _unused(entries: tuple[Entry, ...]) -> tuple[EntryUse, ...]:
    """The entries of `_held_as` as they stand in the list of all: without units."""
    return tuple(EntryUse(entry.id, entry.stage, 0, (), (), 0) for entry in sorted(entries, key=_by_id))


def _held_as(entries: tuple[Entry, ...], because: HeldBecause) -> tuple[Held, ...]:
    """Entries that cannot hold on the day of the audit."""
    return tuple(Held(entry.id, because, entry.units) for entry in sorted(entries, key=_by_id))


def _by_id(entry: Entry) -> str:
    return entry.id


def _most_claimed(plan: Plan, *, builder: TreeBuilder) -> dict[int, int]:
    """The units that the pool with the largest claim has of each source."""
    by_pool: dict[tuple[int, str], int] = {}
    most: dict[int, int] = {}
    for at, bit, units in builder.given:
        key = at, plan.slots[bit].pool
        by_pool[key] = total = by_pool.get(key, 0) + units
        if total > most.get(at, 0):
            most[at] = total
    return most


def _alternative(taken: Taken, runner_up: Taken | None) -> Alternative | None:
    if runner_up is None or runner_up.option.chosen == taken.option.chosen:
        return None
    return Alternative(runner_up.option.chosen, runner_up.costs[0])
