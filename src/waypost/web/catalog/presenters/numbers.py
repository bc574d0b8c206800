"""Numbers of rules as words."""

from __future__ import annotations

from fractions import Fraction


def number_in_words(value: Fraction) -> str:
    """A number without needless zeros."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
