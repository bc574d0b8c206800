"""A sequence of courses in which a later one clears a low mark, as a rulebook says it."""

from dataclasses import dataclass

from waypost.engine.selector import Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """``steps`` are the courses of a sequence, lowest first; ``min_mark`` in a later one clears an earlier one.

    With ``same`` both must carry one value: Spanish 2 clears Spanish 1, not French 1.
    """

    title: str
    steps: tuple[Selector, ...]
    min_mark: str
    same: str | None = None
