"""Supplies that match the same needs, taken together as one kind."""

from dataclasses import dataclass, field

from waypost.engine.search.program import Sum
from waypost.engine.search.supplies import CourseFamily, Supply


@dataclass(slots=True)
class SupplyKind:
    """Supplies that match the same needs: what stands, and what placements change.

    Attempts that share a ceiling are one kind of their own, whose parts match different needs.
    ``course`` is their course where a limit counts courses.
    """

    mask: int
    course: str = ""
    units: int = 0
    changes: Sum = field(default_factory=dict)
    family: CourseFamily | None = None
    parts: list[tuple[int, Supply]] = field(default_factory=list)

    def brings(self, chosen: int) -> tuple[int, Sum]:
        """What it brings to a set of needs: units that stand, and changes."""
        if self.family is None:
            return self.units, self.changes
        return self.family.among([supply for mask, supply in self.parts if mask & chosen])


def parts_of(kind: SupplyKind) -> list[SupplyKind]:
    """A kind, or the attempts of a family each as a kind."""
    if kind.family is None:
        return [kind]
    return [SupplyKind(mask, kind.course, supply.units, supply.changes) for mask, supply in kind.parts]
