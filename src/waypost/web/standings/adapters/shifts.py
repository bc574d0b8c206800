"""What a rulebook would change, student by student, and the same counted, as a run keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from waypost.engine.result import NodeResult, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One student's status before and after, and for a change the requirements whose status differs; no name.

    `before` is None where no earlier edition holds for the student.
    """

    class_of: int
    before: Status | None
    after: Status
    titles: tuple[str, ...] = ()

    @property
    def is_change(self) -> bool:
        return self.before is not None and self.before is not self.after


def to_shift(*, class_of: int, before: NodeResult | None, after: NodeResult) -> Shift:
    """The shift from one result's root to another's."""
    changes = before is not None and before.status is not after.status
    return Shift(
        class_of=class_of,
        before=before.status if before else None,
        after=after.status,
        titles=_differing(before, after) if before and changes else (),
    )


def add_shifts(rows: Sequence[list[Any]], shifts: Iterable[Shift]) -> list[list[Any]]:
    """The counts of a run with some more students: [[class_of, before, after, titles, count], ...], sorted."""
    counted = to_counts(rows)
    counted.update(shifts)
    found = [
        [shift.class_of, str(shift.before or ""), str(shift.after), list(shift.titles), count]
        for shift, count in counted.items()
    ]
    return sorted(found)


def to_counts(rows: Sequence[list[Any]]) -> Counter[Shift]:
    """How many students have each shift."""
    return Counter({_shift(row): row[-1] for row in rows})


def _shift(row: list[Any]) -> Shift:
    class_of, before, after, titles, _count = row
    return Shift(
        class_of=class_of,
        before=Status(before) if before else None,
        after=Status(after),
        titles=tuple(titles),
    )


def _differing(before: NodeResult, after: NodeResult) -> tuple[str, ...]:
    """The leaves whose status is another one than before; new leaves that are open count too."""
    old = {node.path: node.status for node in _leaves(before)}
    return tuple(node.title for node in _leaves(after) if node.status is not old.get(node.path, Status.MET))


def _leaves(node: NodeResult) -> list[NodeResult]:
    return [inner for part in node.parts for inner in _leaves(part)] if node.parts else [node]
