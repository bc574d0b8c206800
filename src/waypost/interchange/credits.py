"""Credits as whole units: 4 units are 1 credit, whatever scale a district writes its credits in."""

import re
from fractions import Fraction

from waypost.interchange.cells import BadCellError
from waypost.interchange.codes import Code

UNITS_PER_CREDIT = 4
CALIFORNIA_SCALE = 10
"""California writes 10 credits for what other states call 1."""

_PLAIN_DECIMAL = re.compile(r"[0-9]{1,4}(\.[0-9]{1,6})?")


def units_from_credits(cell: str, *, scale: int = 1) -> int:
    """Whole units for a decimal number of credits; raises BadCellError.

    `scale` is how many of the file's credits make one Carnegie credit.
    """
    cell = cell.strip()
    if not _PLAIN_DECIMAL.fullmatch(cell):
        raise BadCellError(Code.BAD_NUMBER if cell else Code.MISSING_VALUE)
    units = Fraction(cell) * UNITS_PER_CREDIT / scale
    if units.denominator != 1:
        raise BadCellError(Code.NOT_A_QUARTER)
    return units.numerator


def credits_from_units(units: int, *, scale: int = 1) -> str:
    """The shortest decimal text for whole units, such as 0.5 for 2."""
    hundredths = units * 100 * scale // UNITS_PER_CREDIT
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
