"""The formulas of a plan for students who share the values that same-value slots could take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from waypost.engine.batch.columns import Ints
from waypost.engine.batch.cuts import Cuts, Formula
from waypost.engine.batch.evaluation import Evaluation, Weights, weights_for
from waypost.engine.batch.types import Type
from waypost.engine.plan import Plan

#: Each slot that has a choice of values (two languages), with those that the student has.
Choices = tuple[tuple[int, tuple[str, ...]], ...]

#: Open grains at the three stages as one number; the plan's come first.
_BASE = 1 << 14


@dataclass(slots=True)
class Way:
    """One choice of values for some active slots: formulas of what they lack, and of what each gets."""

    short: int
    fills: dict[int, int]


@dataclass(slots=True)
class Case:
    """Formulas for every set of slots that an option can make active, for each way to choose values; in grains."""

    plan: Plan
    types: Sequence[Type]
    choices: Choices
    grain: int
    ways: dict[int, list[Way]] = field(init=False)
    formulas: list[Formula] = field(default_factory=list, init=False)
    weights: Weights = field(init=False)

    def __post_init__(self) -> None:
        places: dict[Formula, int] = {}
        known: dict[Choices, Cuts] = {}
        self.ways = {active: self._ways(active, places=places, known=known) for active in active_sets(self.plan)}
        self.weights = weights_for(self.formulas, types=len(self.types))

    def _ways(self, active: int, *, places: dict[Formula, int], known: dict[Choices, Cuts]) -> list[Way]:
        found = []
        chosen = [(bit, values) for bit, values in self.choices if active >> bit & 1]
        for picked in product(*(values for _, values in chosen)):
            narrowed = tuple((bit, (value,)) for (bit, _), value in zip(chosen, picked, strict=True))
            cuts = known.get(narrowed)
            if cuts is None:
                cuts = known[narrowed] = self._cuts({bit: values[0] for bit, values in narrowed}, places=places)
            found.append(_way(cuts, active))
        return found

    def _cuts(self, values: Mapping[int, str], *, places: dict[Formula, int]) -> Cuts:
        neighbours = {}
        for slot in self.plan.slots:
            value = values.get(slot.bit)
            matching = [
                place
                for place, kind in enumerate(self.types)
                if kind.mask >> slot.bit & 1 and (value is None or value in kind.values_for(slot.bit))
            ]
            neighbours[slot.bit] = sum(1 << place for place in matching)
        needs = {slot.bit: slot.units // self.grain for slot in self.plan.slots}
        return Cuts(neighbours, needs, self.formulas, places)


def active_sets(plan: Plan) -> list[int]:
    """The slots that options make active in each pool."""
    found = (slots & pool for slots, _ in plan.options_by_slots for pool in plan.pools)
    return [active for active in dict.fromkeys(found) if active]


def _way(cuts: Cuts, active: int) -> Way:
    fills = {}
    for bit in range(active.bit_length()):
        if active >> bit & 1:
            fills[bit] = cuts.fill(bit, before=active & ((1 << bit) - 1))
    return Way(cuts.short(active), fills)


@dataclass(slots=True)
class Solving:
    """A case worked out for some students; the best way is found once for each set of active slots."""

    case: Case
    evaluation: Evaluation
    _best: dict[int, tuple[Ints, Ints | None]] = field(default_factory=dict, init=False)

    def opens(self, active: int) -> Ints:
        """The units that stay open by stage and student, in the best way."""
        return self._solve(active)[0]

    def fill(self, active: int, bit: int) -> Ints:
        """The units of one slot by stage and student, in the best way."""
        ways = self.case.ways[active]
        picked = self._solve(active)[1]
        if picked is None:
            return self.evaluation.value(ways[0].fills[bit])
        fills = np.stack([self.evaluation.value(way.fills[bit]) for way in ways])
        own: Ints = np.take_along_axis(fills, picked[None, None, :], axis=0)[0]
        return own

    def _solve(self, active: int) -> tuple[Ints, Ints | None]:
        known = self._best.get(active)
        if known is None:
            known = self._best[active] = self._best_way(active)
        return known

    def _best_way(self, active: int) -> tuple[Ints, Ints | None]:
        """Least open with the plan, then with now, then done; of equals the first."""
        opens = [-self.evaluation.value(way.short) for way in self.case.ways[active]]
        if len(opens) == 1:
            return opens[0], None
        together = np.stack(opens)
        picked = np.argmin(as_one_number(together.swapaxes(0, 1)), axis=0)
        return np.take_along_axis(together, picked[None, None, :], axis=0)[0], picked


def as_one_number(opens: Ints) -> Ints:
    """Units open at done, now, planned (the first axis) as a number that orders by planned, now, done."""
    done, now, planned = (opens[stage].astype(np.int64) for stage in range(3))
    number: Ints = (planned * _BASE + now) * _BASE + done
    return number


def solve(case: Case, supply: np.ndarray) -> Solving:
    """Work a case out for the students of this supply."""
    return Solving(case, Evaluation(case.formulas, case.weights, supply))
