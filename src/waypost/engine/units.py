"""Credits as whole units: 120 of them are 1 credit, so that halves, thirds, quarters, fifths and eighths are whole.

0.5 -> 60   0.25 -> 30   0.2 -> 24   0.125 -> 15   0.1 -> 12   0.33 and 0.333 -> 40   0.17 -> 20   0.3333 -> 40
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import Final

UNITS_PER_CREDIT: Final = 120

#: What files mean that do not say how many of their units make a credit.
UNITS_PER_CREDIT_BEFORE: Final = 4

#: What people may write, for messages.
SHARES: Final = "halves, thirds, quarters, fifths, sixths, eighths or tenths of a credit (0.5, 0.33, 0.25, 0.2, 0.125)"

#: A written third or sixth has at least so many digits: 0.3 is three tenths.
_LEAST_DIGITS: Final = 2


def units_of_credits(written: Decimal, *, scale: int = 1) -> int | None:
    """The units of a written number of credits, None where it is no share that is whole in units.

    0.33, 0.34, 0.333 and 0.17 are thirds and sixths. `scale` is how many written credits are 1 Carnegie credit.
    """
    units = Fraction(written) * UNITS_PER_CREDIT / scale
    if units.denominator != 1:
        units = _nearest_sixth(written) * UNITS_PER_CREDIT / scale
    return units.numerator if units.denominator == 1 else None


def _nearest_sixth(written: Decimal) -> Fraction:
    """The sixth that was cut or rounded to these digits, or the number as it stands."""
    value, exponent = Fraction(written), written.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent < _LEAST_DIGITS:
        return value
    sixth = Fraction(round(value * 6), 6)
    return sixth if abs(value - sixth) < Fraction(1, 10**-exponent) else value


def credits_text(units: int, *, scale: int = 1) -> str:
    """The shortest decimal number that reads as these units, such as 0.5 for 60 and 0.33 for 40."""
    value = Fraction(units * scale, UNITS_PER_CREDIT)
    for digits in range(7):
        written = Decimal(round(value * 10**digits)).scaleb(-digits)
        if units_of_credits(written, scale=scale) == units:
            return f"{written:f}"
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def grain_of(units: Iterable[int]) -> int:
    """The largest number of units that divides all of these; 1 credit where there is nothing but zeros."""
    return gcd(*units) or UNITS_PER_CREDIT
