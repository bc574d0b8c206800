"""Patterns of course codes: ranges of numbers ("MATH 300-499") and pieces with blanks ("BIO 1?0*").

No pattern is a regular expression: each is tried in one pass, at most (length of the code) x (length of the pattern).
"""

from functools import lru_cache
from typing import NamedTuple

#: What ranges overlook in a code: "MATH 301", "MATH-301" and "math301" are one.
_OVERLOOKED = str.maketrans("", "", " -_.")

#: Codes that are kept taken apart.
MOST_CODES = 50_000

#: Longer numbers are no course numbers.
MOST_DIGITS = 9

MANY, ONE = "*", "?"
DIGITS = "0123456789"


class NumberRange(NamedTuple):
    """Courses whose code is ``prefix`` and a number from ``first`` to ``last``; "" is any prefix.

    What follows the number (301L, 301H) does not matter.
    """

    prefix: str
    first: int
    last: int

    def holds(self, code: str) -> bool:
        """Whether a code lies in the range."""
        prefix, number = _taken_apart(code)
        return number is not None and self.first <= number <= self.last and self.prefix in ("", prefix)


def read_range(text: str) -> NumberRange | None:
    """The range that a text like "MATH 300-499", "MATH 300" or "300-499" says, or None."""
    start, dash, end = text.replace("–", "-").rpartition("-")
    if not dash or not any(char in DIGITS for char in start):  # one number: "MATH 300", "MATH-300"
        start, dash, end = text, "", ""
    prefix, first = _taken_apart(start)
    number = _plain(start)[len(prefix) :]
    if first is None or not _is_number(number):
        return None
    if not dash:
        return NumberRange(prefix, first, first)
    last = _plain(end)
    return NumberRange(prefix, first, int(last)) if _is_number(last) and int(last) >= first else None


@lru_cache(maxsize=MOST_CODES)
def _taken_apart(code: str) -> tuple[str, int | None]:
    """What stands before the first number of a code, in capitals, and that number."""
    plain = _plain(code)
    start = next((at for at, char in enumerate(plain) if char in DIGITS), len(plain))
    end = next((at for at in range(start, len(plain)) if plain[at] not in DIGITS), len(plain))
    digits = plain[start:end]
    return plain[:start], int(digits) if _is_number(digits) else None


def _plain(code: str) -> str:
    return code.translate(_OVERLOOKED).upper()


def _is_number(text: str) -> bool:
    return 0 < len(text) <= MOST_DIGITS and all(char in DIGITS for char in text)


def fits_pattern(code: str, pattern: str) -> bool:
    """Whether a code is the pattern: ``*`` stands for any characters, ``?`` for one; capitals do not matter."""
    code, pattern = code.upper(), pattern.upper()
    at = place = 0
    many, resume = -1, 0
    while at < len(code):
        if place < len(pattern) and pattern[place] == MANY:
            many, resume = place, at
            place += 1
        elif place < len(pattern) and pattern[place] in (ONE, code[at]):
            at, place = at + 1, place + 1
        elif many >= 0:
            resume += 1
            at, place = resume, many + 1
        else:
            return False
    return all(char == MANY for char in pattern[place:])
