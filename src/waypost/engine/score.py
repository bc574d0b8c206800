"""What a score adds up or averages: facts, marks of classes, and counts of classes."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from waypost.engine.measure import Measure
from waypost.engine.record import FactValue
from waypost.engine.selector import Selector
from waypost.engine.window import Window


class ScoreKind(StrEnum):
    """What is done with the values of the terms."""

    SUM = "sum"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTerm:
    """The best number of any of these facts; with ``at_least`` or ``one_of`` 1 if one of them passes, else 0.

    ``times`` multiplies it, and ``at_most`` is the most that it brings.
    """

    keys: tuple[str, ...]
    at_least: Fraction | None = None
    one_of: tuple[FactValue, ...] = ()
    times: Fraction = Fraction(1)
    at_most: Fraction | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkTerm:
    """The points of the marks of matching classes, each class once with its best; only the ``best`` so many.

    ``points`` are (mark, points); none: the mark itself is the number. A mark without points brings nothing.
    """

    selector: Selector
    points: tuple[tuple[str, Fraction], ...] = ()
    best: int | None = None
    times: Fraction = Fraction(1)
    at_most: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTerm:
    """What a tally counts over matching classes; units stand in ``times`` as the source's credits."""

    measure: Measure
    selector: Selector
    times: Fraction = Fraction(1)
    at_most: Fraction | None = None


ScoreTerm: TypeAlias = FactTerm | MarkTerm | CountTerm
