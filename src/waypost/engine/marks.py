"""Marks in order: letters among letters, percents among percents; anything else is unknown, never guessed."""

import re
from fractions import Fraction
from functools import lru_cache

_LETTERS = ("F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+")
_RANKS = {letter: rank for rank, letter in enumerate(_LETTERS)}
_PERCENT = re.compile(r"\d{1,3}(\.\d{1,6})?", re.ASCII)
_NO_CREDIT = frozenset(
    {"F", "FAIL", "FAILED", "NC", "NG", "NP", "U", "AU", "AUDIT"}
    | {"W", "WD", "WF", "WP", "WITHDRAWN", "I", "IN", "INC", "IP", "INCOMPLETE", "NR"}
)


def is_known_mark(mark: str) -> bool:
    """Whether the mark is a letter from A+ to F, or a percent."""
    return mark.upper() in _RANKS or percent_of(mark) is not None


@lru_cache(maxsize=4096)
def is_no_credit(mark: str) -> bool:
    """Whether the mark itself says that nothing was earned: failed, withdrawn, incomplete, no credit, audited."""
    return mark.strip().upper() in _NO_CREDIT


def percent_of(mark: str) -> Fraction | None:
    """The mark as a percent, if it is a number from 0 to 110."""
    if not _PERCENT.fullmatch(mark.strip()):
        return None
    value = Fraction(mark.strip())
    return value if value <= 110 else None


def mark_reaches(mark: str, least: str) -> bool | None:
    """Whether a mark is at least another; None where the two cannot be compared."""
    upper, floor = mark.strip().upper(), least.upper()
    if upper in _NO_CREDIT:
        return False
    if upper in _RANKS and floor in _RANKS:
        return _RANKS[upper] >= _RANKS[floor]
    own, asked = percent_of(upper), percent_of(floor)
    return own >= asked if own is not None and asked is not None else None


def mark_order(mark: str | None) -> tuple[int, Fraction]:
    """A sort key, best last; unknown marks come first."""
    if mark is None:
        return (0, Fraction(0))
    if mark.upper() in _RANKS:
        return (1, Fraction(_RANKS[mark.upper()]))
    percent = percent_of(mark)
    return (0, Fraction(0)) if percent is None else (1, percent / 8)
