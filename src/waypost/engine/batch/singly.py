"""Students whom the formulas leave: the single audit answers, in the same columns."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from waypost.engine.audit import AuditResult, CompiledRulebook, audit
from waypost.engine.batch.columns import Block, Courses
from waypost.engine.batch.standings import NOT_ASKED, STATUSES, Standings, bits_of
from waypost.engine.result import NodeKind, NodeResult


def audit_singly(
    block: Block, standings: Standings, *, rulebook: CompiledRulebook, courses: Courses, on: date | None
) -> None:
    """Audit those who were left, one after the other."""
    for at in np.flatnonzero(standings.left).tolist():
        result = audit(block.record(at, courses=courses), rulebook, as_of=on)
        note(result, standings=standings, at=at)


def note(result: AuditResult, *, standings: Standings, at: int) -> None:
    """Write one result into the place of its student."""
    rows = {path: row for row, path in enumerate(standings.paths)}
    standings.status[at] = STATUSES.index(result.status)
    standings.whole[:, at] = result.meter
    standings.awaits[at] = bits_of(result.root.awaits)
    standings.leaves[:, :, at] = NOT_ASKED
    for leaf in _asked_leaves(result.root):
        standings.leaves[rows[leaf.path], :, at] = leaf.meter


def _asked_leaves(node: NodeResult) -> Iterator[NodeResult]:
    """The leaves of the parts that count for the student."""
    if not node.chosen:
        return
    if node.kind is NodeKind.CREDITS:
        yield node
    for part in node.parts:
        yield from _asked_leaves(part)
