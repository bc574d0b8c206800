"""Marks in order: letters among letters, percents among percents; anything else is unknown, never guessed."""

import re
from fractions import Fraction
from functools import lru_cache

_LETTERS = ("F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+")
_RANKS = {letter: rank for rank, letter in enumerate(_LETTERS)}
_PERCENT = re.compile(r"\d{1,3}(\.\d{1,6})?", re.ASCII)
_NO_CREDIT = frozenset(
    {"F", "F+", "F-", "FAIL", "FAILED", "FAILING", "NC", "NG", "NP", "U", "AU", "AUDIT", "NO CREDIT", "NON-CREDIT"}
    | {"W", "WD", "WF", "WP", "WITHDRAWN", "WITHDREW", "I", "IN", "INC", "IP", "INCOMPLETE", "NR", "-", "NO PASS"}
)
_PASSES = frozenset({"P", "PASS", "PASSED", "CR", "CREDIT", "S", "SAT", "SATISFACTORY"})

_FOOTNOTES = "*#"

#: The least percents that pass in some school that we know of (rules.md 6.13: D- = 60 earns credit), and in any.
_PASSES_SOMEWHERE, _PASSES_ANYWHERE = Fraction(60), Fraction(70)


@lru_cache(maxsize=4096)
def is_blank(mark: str) -> bool:
    """Whether nothing can be seen: no letter, digit or sign, or only signs that point to a footnote."""
    return not any(sign.isprintable() and not sign.isspace() and sign not in _FOOTNOTES for sign in mark)


def is_known_mark(mark: str) -> bool:
    """Whether the mark is a letter from A+ to F, or a percent."""
    return mark.upper() in _RANKS or percent_of(mark) is not None


@lru_cache(maxsize=4096)
def is_no_credit(mark: str) -> bool:
    """Whether the mark itself says that nothing was earned: failed, withdrawn, incomplete, no credit, audited."""
    return _upper(mark) in _NO_CREDIT


@lru_cache(maxsize=4096)
def is_known_pass(mark: str, *, anywhere: bool = False) -> bool:
    """Whether the mark by itself says that the course was passed: P, D- or better, 60 percent or more.

    ``anywhere``: in any school, also where a D or 65 percent earns no credit: P, C- or better, 70 percent or more.
    """
    own, percent = _upper(mark), percent_of(mark)
    if percent is not None:
        return percent >= (_PASSES_ANYWHERE if anywhere else _PASSES_SOMEWHERE)
    return own in _PASSES or _RANKS.get(own, -1) >= _RANKS["C-" if anywhere else "D-"]


def _upper(mark: str) -> str:
    """The mark in upper case without the signs that point to a footnote."""
    return mark.strip().rstrip(_FOOTNOTES).strip().upper()


def percent_of(mark: str) -> Fraction | None:
    """The mark as a percent, if it is a number from 0 to 110."""
    if not _PERCENT.fullmatch(mark.strip()):
        return None
    value = Fraction(mark.strip())
    return value if value <= 110 else None


def mark_reaches(mark: str, least: str) -> bool | None:
    """Whether a mark is at least another; None where the two cannot be compared."""
    upper, floor = _upper(mark), least.upper()
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
    if _upper(mark) in _RANKS:
        return (1, Fraction(_RANKS[_upper(mark)]))
    percent = percent_of(mark)
    return (0, Fraction(0)) if percent is None else (1, percent / 8)
