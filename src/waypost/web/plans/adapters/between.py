"""The difference between two sets of planned courses as the changes that a proposal holds."""

from __future__ import annotations

from collections.abc import Iterable

from .changes import Add, Change, Move, Remove, Swap

Row = tuple[str, int, str]  # code, grade level, term


def changes_between(before: Iterable[Row], after: Iterable[Row]) -> tuple[Change, ...]:
    """The fewest changes that make one into the other: moves first, then swaps in place, then the rest."""
    gone, new = set(before), set(after)
    gone, new = gone - new, new - gone
    found: list[Change] = []
    for old in sorted(gone):
        to = next((row for row in sorted(new) if row[0] == old[0]), None)
        if to is not None:
            found.append(Move(code=old[0], grade_level=old[1], term=old[2], to_grade_level=to[1], to_term=to[2]))
            gone, new = gone - {old}, new - {to}
    for old in sorted(gone):
        to = next((row for row in sorted(new) if row[1:] == old[1:]), None)
        if to is not None:
            found.append(Swap(code=old[0], grade_level=old[1], term=old[2], to_code=to[0]))
            gone, new = gone - {old}, new - {to}
    found.extend(Remove(code=code, grade_level=grade_level, term=term) for code, grade_level, term in sorted(gone))
    found.extend(Add(code=code, grade_level=grade_level, term=term) for code, grade_level, term in sorted(new))
    return tuple(found)
