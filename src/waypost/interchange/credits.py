"""Credits as whole units: 120 units are 1 credit, whatever scale a district writes its credits in.

0.5 -> 60   0.25 -> 30   0.2 -> 24   0.125 -> 15   0.1 -> 12   0.33 -> 40   0.17 -> 20   (5 of scale 10) -> 60
"""

import re
from fractions import Fraction
from typing import Final, NamedTuple

from waypost.interchange.cells import BadCellError
from waypost.interchange.codes import Code

UNITS_PER_CREDIT: Final = 120
CALIFORNIA_SCALE: Final = 10
"""California writes 10 credits for what other states call 1."""

_PLAIN_DECIMAL = re.compile(r"(?=\.?[0-9])[0-9]{0,4}(\.[0-9]{0,6})?")
_MOST_DIGITS = 6

#: A written third or sixth has at least so many digits: 0.3 is three tenths.
_LEAST_DIGITS = 2


def units_from_credits(cell: str, *, scale: int = 1) -> int:
    """Whole units for a decimal number of credits; 0.33 is a third, 0.17 a sixth. Raises BadCellError.

    `scale` is how many of the file's credits make one Carnegie credit.
    """
    cell = cell.strip()
    if not _PLAIN_DECIMAL.fullmatch(cell):
        raise BadCellError(Code.BAD_NUMBER if cell else Code.MISSING_VALUE)
    units = Fraction(cell) * UNITS_PER_CREDIT / scale
    if units.denominator != 1:
        units = _nearest_sixth(cell) * UNITS_PER_CREDIT / scale
    if units.denominator != 1:
        raise BadCellError(Code.NOT_A_SHARE)
    return units.numerator


class WrittenCredits(NamedTuple):
    """Units, and the text that says them where we would write it otherwise."""

    units: int
    text: str


def written_credits(cell: str, *, scale: int = 1) -> WrittenCredits:
    """The units of a cell and the text to keep: 0.34 for a third, nothing for 0.5; raises BadCellError."""
    units = units_from_credits(cell, scale=scale)
    text = cell.strip()
    says_the_same = Fraction(text) == Fraction(credits_from_units(units, scale=scale))
    return WrittenCredits(units, "" if says_the_same else text)


def _nearest_sixth(cell: str) -> Fraction:
    """The sixth that was cut or rounded to these digits, or the number as it stands."""
    value, digits = Fraction(cell), len(cell.partition(".")[2])
    sixth = Fraction(round(value * 6), 6)
    is_near = abs(value - sixth) < Fraction(1, 10**digits)
    return sixth if digits >= _LEAST_DIGITS and is_near else value


def credits_from_units(units: int, *, scale: int = 1) -> str:
    """The shortest decimal text that reads as these units, such as 0.5 for 60 and 0.33 for 40."""
    value = Fraction(units * scale, UNITS_PER_CREDIT)
    for digits in range(_MOST_DIGITS + 1):
        written = _decimal(value, digits=digits)
        if _reads_as(units, written, scale=scale):
            return written
    return _decimal(value, digits=_MOST_DIGITS)


def text_of_credits(units: int, *, written: str, scale: int = 1) -> str:
    """The credits as they were written, or as we write them where the kept text says something else by now."""
    return written if written and _reads_as(units, written, scale=scale) else credits_from_units(units, scale=scale)


def _reads_as(units: int, written: str, *, scale: int) -> bool:
    try:
        return units_from_credits(written, scale=scale) == units
    except BadCellError:
        return False


def _decimal(value: Fraction, *, digits: int) -> str:
    number = str(round(value * 10**digits)).rjust(digits + 1, "0")
    return f"{number[:-digits]}.{number[-digits:]}" if digits else number
