"""Audits of shipped rulebooks by id, for tests."""

from functools import cache

from waypost.engine.audit import AuditResult, CompiledRulebook, audit, compile_rulebook
from waypost.engine.record import Record
from waypost.engine.result import NodeResult, Status
from waypost.engine.rulebook import load_rulebook
from waypost.rulebooks import rulebook_text


@cache
def compiled(rulebook_id: str) -> CompiledRulebook:
    """The shipped rulebook with this id."""
    text = rulebook_text(rulebook_id)
    assert text is not None, f"no rulebook {rulebook_id} is shipped"
    loaded = load_rulebook(text)
    assert loaded.rulebook is not None, [str(problem) for problem in loaded.problems]
    return compile_rulebook(loaded.rulebook)


def audited(record: Record, rulebook_id: str) -> AuditResult:
    """The audit of a record against a shipped rulebook."""
    return audit(record, compiled(rulebook_id))


def standing(result: AuditResult) -> dict[str, Status]:
    """The status of every part by its path."""
    return {node.path: node.status for node in _all(result.root)}


def status_at(record: Record, rulebook_id: str, path: str) -> Status:
    """How one part of a shipped rulebook stands for a record."""
    return standing(audited(record, rulebook_id))[path]


def node_at(result: AuditResult, path: str) -> NodeResult:
    """The result at one path."""
    return next(node for node in _all(result.root) if node.path == path)


def _all(node: NodeResult) -> list[NodeResult]:
    return [node, *(inner for part in node.parts for inner in _all(part))]
