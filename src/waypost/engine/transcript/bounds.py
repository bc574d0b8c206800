"""Which grades and school years files may name, so that a slip of the pen has its place and what is possible."""

from waypost.engine.record import HIGHEST_GRADE
from waypost.engine.rulebook.table import Table

#: Kindergarten is 0.
GRADES = (0, HIGHEST_GRADE)

SCHOOL_YEARS = (1900, 2199)


def whole_within(table: Table, key: str, bounds: tuple[int, int]) -> int | None:
    """A whole number within bounds, or None with a problem; None too where the key is left out."""
    value = table.whole(key)
    least, most = bounds
    if value is not None and not least <= value <= most:
        table.wrong(key, f"must be from {least} to {most}")
        return None
    return value
