"""What a plan lowers: parts for which less of what is earned counts once the plan takes another way.

Example: two credits of one language are asked for. Maya earned one of French and plans two of Spanish: with the plan
the part is filled by Spanish, and the earned French no longer counts there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from waypost.engine.audit import audit
from waypost.engine.compiled import CompiledRulebook
from waypost.engine.record import Record, Stage
from waypost.engine.requirement import Credits
from waypost.engine.result import AuditResult, NodeKind, NodeResult, Status


class LoweredBecause(StrEnum):
    """Why less counts: ``option``, another part of a choice is taken; ``value``, another language or subject;
    ``limit``, a limit gives its units to what is planned; ``at_most``, the plan goes past the bound of a count."""

    OPTION = "option"
    VALUE = "value"
    LIMIT = "limit"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Lowered:
    """A part, the earned units that count for it without the plan and no longer with it (a count has none), and why."""

    path: str
    units: int
    because: LoweredBecause


def lowered_by_plan(
    result: AuditResult, *, record: Record, rulebook: CompiledRulebook, as_of: date | None = None
) -> tuple[Lowered, ...]:
    """The parts that a plan lowers, in the order of the rulebook; ``result`` is the audit with the plan."""
    earned = tuple(entry for entry in record.entries if entry.stage is Stage.DONE)
    if len(earned) == len(record.entries):
        return ()
    alone = audit(replace(record, entries=earned), rulebook, as_of=as_of)
    with_plan = {leaf.path: leaf for leaf in _leaves(result.root)}
    found = []
    for leaf in _leaves(alone.root):
        other = with_plan.get(leaf.path)
        counted = other.meter.done if other is not None and other.chosen else 0
        if leaf.chosen and counted < leaf.meter.done:
            because = _because(leaf, is_chosen=other is not None and other.chosen, rulebook=rulebook)
            found.append(Lowered(leaf.path, leaf.meter.done - counted, because))
        if leaf.status is Status.MET and other is not None and other.tallied is not None and other.tallied.is_over:
            found.append(Lowered(leaf.path, 0, LoweredBecause.AT_MOST))
    return tuple(found)


def _leaves(node: NodeResult) -> Iterator[NodeResult]:
    if node.kind in {NodeKind.CREDITS, NodeKind.TALLY}:
        yield node
    for part in node.parts:
        yield from _leaves(part)


def _because(leaf: NodeResult, *, is_chosen: bool, rulebook: CompiledRulebook) -> LoweredBecause:
    if not is_chosen:
        return LoweredBecause.OPTION
    node = rulebook.nodes.get(leaf.path)
    return LoweredBecause.VALUE if isinstance(node, Credits) and node.same else LoweredBecause.LIMIT
