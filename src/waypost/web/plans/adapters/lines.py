"""Which requirements of a diploma belong to which subject line, and how far each line is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from waypost.engine.audit import CompiledRulebook
from waypost.engine.catalog import Catalog, Course
from waypost.engine.matching import accepts
from waypost.engine.record import Entry, Stage
from waypost.engine.requirement import Credits
from waypost.engine.result import AuditResult, Meter, NodeKind, NodeResult

OWN_SHARE: Final = 0.6  # a requirement is a subject's own when most of the courses that it takes are


def line_meters(result: AuditResult, *, rulebook: CompiledRulebook, catalog: Catalog) -> dict[str, Meter]:
    """How far each subject's own requirements are; those that take anything are under "" (electives)."""
    lines = _lines(rulebook, catalog)
    meters: dict[str, Meter] = {}
    for node in leaves(result.root):
        requirement = rulebook.nodes.get(node.path)
        if isinstance(requirement, Credits) and not requirement.pool and not requirement.within:
            line = lines.get(node.path, "")
            meters[line] = _sum(meters[line], node.meter) if line in meters else node.meter
    return meters


def leaves(node: NodeResult) -> Iterator[NodeResult]:
    """The nodes at the end of each chosen part that ask for credit."""
    if node.kind is NodeKind.CREDITS:
        yield node
    for part in node.parts:
        if part.chosen:
            yield from leaves(part)


def _lines(rulebook: CompiledRulebook, catalog: Catalog) -> dict[str, str]:
    subjects = tuple((code, course.subject) for code, course in catalog.courses.items())
    key = _Key(rulebook.digest, subjects, rulebook, catalog)
    return _read_lines(key)


class _Key:
    """A rulebook and the catalog's subjects: what decides where a requirement stands."""

    def __init__(
        self, digest: str, subjects: tuple[tuple[str, str], ...], rulebook: CompiledRulebook, catalog: Catalog
    ):
        self.seen, self.rulebook, self.catalog = (digest, subjects), rulebook, catalog

    def __hash__(self) -> int:
        return hash(self.seen)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.seen == other.seen


@lru_cache(maxsize=64)
def _read_lines(key: _Key) -> dict[str, str]:
    tries = [_try(course) for course in key.catalog.courses.values()]
    credits = [node for node in key.rulebook.nodes.values() if isinstance(node, Credits)]
    return {node.about.path: _own_subject(node, tries) for node in credits}


def _own_subject(node: Credits, tries: list[Entry]) -> str:
    taken = Counter(entry.course.subject for entry in tries if accepts(node.selector, entry))
    if not taken:
        return ""
    subject, count = min(taken.items(), key=lambda item: (-item[1], item[0]))
    return subject if count >= OWN_SHARE * taken.total() else ""


def _try(course: Course) -> Entry:
    return Entry(id=course.code, course=course, stage=Stage.PLANNED, units=course.units, grade_level=9, school_year=0)


def _sum(one: Meter, other: Meter) -> Meter:
    return Meter(
        done=one.done + other.done,
        now=one.now + other.now,
        planned=one.planned + other.planned,
        open=one.open + other.open,
    )
