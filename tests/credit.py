"""Credits in tests, as units."""

from fractions import Fraction

from waypost.engine.units import UNITS_PER_CREDIT

QUARTER = UNITS_PER_CREDIT // 4


def quarters(*numbers: int) -> tuple[int, ...]:
    """Numbers of quarter credits, as units."""
    return tuple(number * QUARTER for number in numbers)


def credits(number: float | str | Fraction) -> int:
    """The units of a number of credits: credits(0.5), credits("1/3")."""
    units = Fraction(number) * UNITS_PER_CREDIT
    assert units.denominator == 1, number
    return units.numerator
