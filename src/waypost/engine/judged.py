"""What a condition comes to: its status, its numbers, and what it weighs while it is open."""

from dataclasses import dataclass
from typing import TypeAlias

from waypost.engine.result import Status, Tallied

#: Units, and weights of open conditions, at the three stages.
Costs: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition's status, its numbers, and its weight while open, at the stages done, with now, with planned.

    ``chosen`` are the parts that a choice among conditions takes.
    """

    status: Status
    tallied: Tallied | None
    costs: Costs
    chosen: tuple[str, ...] = ()
