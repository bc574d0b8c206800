"""Formulas worked out for many students at once: one matrix product, then least and sum of small numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from waypost.engine.batch.columns import Ints
from waypost.engine.batch.cuts import Fixed, Formula, Least, Sum, Supply

#: A product with more steps is divided among threads, whose waiting for each other costs more than all of it.
ONE_THREAD = 250_000


@dataclass(slots=True)
class Weights:
    """The matrix from types to the sets of types that formulas ask for, kept as long as nothing is new."""

    matrix: np.ndarray
    rows: dict[int, int]


def weights_for(formulas: Sequence[Formula], *, types: int) -> Weights:
    """One row for each set of types; 32-bit floats are exact for the grains of a student."""
    sets = dict.fromkeys(formula.types for formula in formulas if isinstance(formula, Supply))
    matrix = np.zeros((len(sets), types), np.float32)
    for row, wanted in enumerate(sets):
        matrix[row] = [wanted >> place & 1 for place in range(types)]
    return Weights(matrix, {wanted: row for row, wanted in enumerate(sets)})


def _product(matrix: np.ndarray, units: np.ndarray) -> Ints:
    """The matrix times the units of each student, in parts that one thread does and that stay in the cache."""
    found: Ints = np.empty((len(matrix), len(units)), np.int16)
    at_once = max(1, ONE_THREAD // max(1, matrix.size))
    for first in range(0, len(units), at_once):
        part = slice(first, first + at_once)
        found[:, part] = matrix @ units[part].T
    return found


@dataclass(slots=True)
class Evaluation:
    """The values of formulas; ``supply`` has the units by stage, student and type, each stage with those before."""

    formulas: Sequence[Formula]
    weights: Weights
    supply: np.ndarray
    _sums: Ints = field(init=False)
    _values: dict[int, Ints] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        stages, students, types = self.supply.shape
        flat = self.supply.reshape(stages * students, types)
        self._sums = _product(self.weights.matrix, flat).reshape(-1, stages, students)

    def value(self, place: int) -> Ints:
        """A formula's value by stage and student."""
        if place not in self._values:
            self._values[place] = self._work_out(self.formulas[place])
        return self._values[place]

    def _work_out(self, formula: Formula) -> Ints:
        match formula:
            case Supply(types, plus):
                supplied: Ints = self._sums[self.weights.rows[types]] + np.int16(plus)
                return supplied
            case Fixed(number):
                return np.full(self.supply.shape[:2], number, np.int16)
            case Least(one, other):
                return np.minimum(self.value(one), self.value(other))
            case Sum(one, other, times, plus):
                first, second = self.value(one), self.value(other)
                total: Ints = first + second if times == 1 else first - second
                return total + np.int16(plus) if plus else total
