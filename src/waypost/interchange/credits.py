"""Credits as whole units: 4 units are 1 credit, whatever scale a district writes its credits in."""

import re
from fractions import Fraction

UNITS_PER_CREDIT = 4
CALIFORNIA_SCALE = 10
"""California writes 10 credits for what other states call 1."""

_PLAIN_DECIMAL = re.compile(r"[0-9]{1,4}(\.[0-9]{1,6})?")


class NotADecimal(ValueError):
    """The text is no plain decimal number from 0 up."""


class NotAQuarter(ValueError):
    """The number is not a whole number of quarter credits."""


def units_from_credits(text: str, *, scale: int = 1) -> int:
    """Whole units for a decimal number of credits; raises NotADecimal or NotAQuarter.

    `scale` is how many of the file's credits make one Carnegie credit.
    """
    if not _PLAIN_DECIMAL.fullmatch(text):
        raise NotADecimal(text)
    units = Fraction(text) * UNITS_PER_CREDIT / scale
    if units.denominator != 1:
        raise NotAQuarter(text)
    return units.numerator


def credits_from_units(units: int, *, scale: int = 1) -> str:
    """The shortest decimal text for whole units, such as 0.5 for 2."""
    hundredths = units * 100 * scale // UNITS_PER_CREDIT
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
