"""Whether an audit leaves nothing open that courses could fill, in any pool."""

from collections.abc import Iterator

from waypost.engine.compiled import CompiledRulebook
from waypost.engine.measure import Measure
from waypost.engine.requirement import Tally
from waypost.engine.result import AuditResult, NodeKind, NodeResult, Status


def open_nodes(result: AuditResult, book: CompiledRulebook) -> tuple[NodeResult, ...]:
    """The chosen leaves and counts that want more courses, whatever pool they are in."""
    return tuple(node for node in _chosen(result.root) if _wants_courses(node, book))


def open_conditions(result: AuditResult, book: CompiledRulebook) -> tuple[NodeResult, ...]:
    """The chosen facts, signatures, averages and questions that are not met; no course settles them."""
    unmet = {Status.OPEN, Status.AWAITS_WORD, Status.CANNOT_CHECK}
    return tuple(node for node in _chosen(result.root) if node.status in unmet and not _wants_courses(node, book))


def _chosen(node: NodeResult) -> Iterator[NodeResult]:
    if not node.chosen:
        return
    if node.parts:
        for part in node.parts:
            yield from _chosen(part)
    elif node.kind not in {NodeKind.ALL, NodeKind.CHOOSE, NodeKind.WHEN}:
        yield node


def _wants_courses(node: NodeResult, book: CompiledRulebook) -> bool:
    if node.kind is NodeKind.CREDITS:
        return node.meter.open > 0
    own = book.nodes.get(node.path)
    counts = isinstance(own, Tally) and own.measure is not Measure.AVERAGE
    return counts and node.status is Status.OPEN and not _is_lost(node)


def _is_lost(node: NodeResult) -> bool:
    """Whether what is earned goes past an upper bound: no plan mends that."""
    tallied = node.tallied
    if tallied is None or tallied.done is None or tallied.at_most is None:
        return False
    return tallied.done > tallied.at_most
