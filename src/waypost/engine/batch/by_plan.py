"""Many students under one plan: types, supply, cases, options, and the units of every leaf."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import gcd

import numpy as np

from waypost.engine.batch.asked import Asked, AskedLeaf, asked_by
from waypost.engine.batch.case import Case, Choices, Solving, as_one_number, solve
from waypost.engine.batch.choosing import Verdicts
from waypost.engine.batch.columns import MOST_GRAINS, Block, Courses, Flags, Ints
from waypost.engine.batch.cuts import TooManyFormulas
from waypost.engine.batch.judging import Counting, Judge
from waypost.engine.batch.settling import Settling
from waypost.engine.batch.standings import (
    EVERYONE,
    OPEN,
    Places,
    Standings,
    empty_standings,
)
from waypost.engine.batch.supply import (
    Repeats,
    rows_that_count,
    supply_of,
)
from waypost.engine.batch.types import TypeTable
from waypost.engine.conditions import ASK_WEIGHT
from waypost.engine.plan import Plan

#: More ways than this to choose values are left to the single audit.
MOST_WAYS = 60


@dataclass(slots=True)
class PlanAudit:
    """Audits blocks under one plan; types and formulas are kept from block to block."""

    plan: Plan
    paths: tuple[str, ...]
    courses: Courses
    _table: TypeTable = field(init=False)
    _settling: Settling = field(init=False)
    _judge: Judge = field(init=False)
    _asked: tuple[Asked, ...] = field(init=False)
    _rows: dict[str, int] = field(init=False)
    _grain: int = field(init=False)
    _cases: dict[tuple[Choices, int], Case | None] = field(default_factory=dict, init=False)
    _case_types: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._table = TypeTable(self.plan, self.courses)
        self._settling = Settling(self.plan, self.courses, self._table.types)
        self._judge = Judge(self.plan)
        self._grain = gcd(ASK_WEIGHT, *(slot.units for slot in self.plan.slots), *(cap.units for cap in self.plan.caps))
        self._rows = {path: row for row, path in enumerate(self.paths)}
        self._asked = tuple(asked_by(self.plan, option) for option in self.plan.options)

    def audit(self, block: Block, *, repeats: Repeats) -> Standings:
        """The standings of a block's students; some are left to the single audit."""
        counting = self._counting(block, repeats=repeats)
        grain = counting.grain
        verdicts = [one.in_grains(grain) for one in self._judge.verdicts(counting)]
        standings = empty_standings(self.paths, students=len(block))
        standings.left |= self._left(counting) | counting.settled.mixed | repeats.singly
        if sum(slot.units for slot in self.plan.slots) > MOST_GRAINS * grain:
            standings.left[:] = True
            return standings
        for choices, places in self._by_choices(counting):
            case = self._case(choices, grain=grain)
            if case is None:
                standings.left[places] = True
            else:
                supply = counting.supply[:, places]
                self._fill(solve(case, supply), verdicts=verdicts, places=places, standings=standings)
        return standings

    def _counting(self, block: Block, *, repeats: Repeats) -> Counting:
        row_types = self._table.of_rows(block)
        types = self._table.types
        settled = self._settling.settle(repeats, block=block, types=row_types)
        grain = gcd(self._grain, block.grain(), int(np.gcd.reduce(settled.units, axis=None)))
        weights = rows_that_count(block, repeats=repeats, grain=grain)
        supply = supply_of(block, types=row_types, count=len(types), weights=weights)
        rows = settled.rows
        for stage in range(3):
            np.add.at(supply[stage], (block.student[rows], row_types[rows]), settled.units[:, stage] // grain)
        return Counting(
            block=block,
            courses=self.courses,
            types=types,
            row_types=row_types,
            supply=supply,
            settled=settled,
            grain=grain,
        )

    def _left(self, counting: Counting) -> Flags:
        """Who has more of what a limit touches than it allows, marks to ask about, or more than small numbers hold."""
        supply = counting.supply
        left: Flags = supply[2].sum(axis=1) > MOST_GRAINS
        unjudged = np.flatnonzero([kind.is_unjudged for kind in counting.types])
        left |= supply[2][:, unjudged].any(axis=1)
        for cap in self.plan.caps:
            limited = [kind.mask >> cap.bit & 1 and kind.mask & cap.slots != 0 for kind in counting.types]
            left |= (supply[:, :, np.flatnonzero(limited)].sum(axis=2) > cap.units // counting.grain).any(axis=0)
        return left

    def _by_choices(self, counting: Counting) -> Iterator[tuple[Choices, Places]]:
        """The students by the values that each same-value slot could take; nearly all have one or none."""
        offered = [
            (slot.bit, value)
            for slot in self.plan.slots
            if slot.same
            for value in sorted({value for kind in counting.types for value in kind.values_for(slot.bit)})
        ]
        if not offered:
            yield (), EVERYONE
            return
        carries = [[value in kind.values_for(bit) for bit, value in offered] for kind in counting.types]
        has = counting.supply[2] @ np.array(carries, np.float32) > 0
        several = _several(has, bits=[bit for bit, _ in offered])
        plain = np.flatnonzero(~several.any(axis=1))
        if len(plain):
            yield (), EVERYONE if len(plain) == len(has) else plain
        mixed = np.flatnonzero(several.any(axis=1))
        patterns, numbers = np.unique((has & several)[mixed], axis=0, return_inverse=True)
        for number, pattern in enumerate(patterns):
            yield _choices(pattern, offered=offered), mixed[numbers.reshape(-1) == number]

    def _case(self, choices: Choices, *, grain: int) -> Case | None:
        """The formulas for these choices, made anew when there are new types; None where there are too many."""
        if self._case_types != len(self._table.types):
            self._cases.clear()
            self._case_types = len(self._table.types)
        if (choices, grain) not in self._cases:
            self._cases[choices, grain] = self._make_case(choices, grain=grain)
        return self._cases[choices, grain]

    def _make_case(self, choices: Choices, *, grain: int) -> Case | None:
        if np.prod([float(len(values)) for _, values in choices]) > MOST_WAYS:
            return None
        try:
            return Case(self.plan, self._table.types, choices, grain)
        except TooManyFormulas:
            return None

    def _fill(self, solving: Solving, *, verdicts: list[Verdicts], places: Places, standings: Standings) -> None:
        """Take the best option of each of these students, and note what it gives them."""
        if len(self.plan.options) == 1:
            standings.put(self._standing(solving, 0, verdicts=verdicts, places=places), places=places)
            return
        numbers = np.arange(len(standings.status))[places]
        best = self._best_options(solving, verdicts=verdicts, places=places)
        for option in np.unique(best).tolist():
            own = best == option
            part = self._standing(solving, option, verdicts=verdicts, places=places)
            standings.put(part.of(own), places=numbers[own])

    def _best_options(self, solving: Solving, *, verdicts: list[Verdicts], places: Places) -> Ints:
        """Least open with the weights of open conditions; of equals the first option."""
        best_cost = best = None
        opens_of = {slots: self._opens(solving, slots) for slots, _ in self.plan.options_by_slots}
        for place, option in enumerate(self.plan.options):
            costs = opens_of[option.slots]
            for at in self.plan.option_conditions[place]:
                costs = costs + verdicts[at].costs[:, places]
            cost = as_one_number(costs)
            if best_cost is None or best is None:
                best_cost, best = cost, np.zeros(len(cost), np.int64)
            else:
                better = cost < best_cost
                best[better] = place
                best_cost = np.minimum(cost, best_cost)
        if best is None:
            raise AssertionError("a plan has at least one option")
        return best

    def _opens(self, solving: Solving, slots: int) -> Ints:
        """The open units of a set of slots, over all pools."""
        actives = [slots & pool for pool in self.plan.pools if slots & pool]
        total = np.zeros(solving.evaluation.supply.shape[:2], np.int16)
        return sum((solving.opens(active) for active in actives), start=total)

    def _standing(self, solving: Solving, option: int, *, verdicts: list[Verdicts], places: Places) -> Standings:
        """Status and units of all these students as if they took one option."""
        asked = self._asked[option]
        own = empty_standings(self.paths, students=solving.evaluation.supply.shape[1])
        own.status += np.int8(asked.at_least)
        for at in asked.conditions:
            np.maximum(own.status, verdicts[at].status[places], out=own.status)
            own.awaits |= verdicts[at].awaits[places]
        for leaf in asked.leaves:
            self._note_leaf(solving, leaf, slots=self.plan.options[option].slots, own=own)
        return own

    def _note_leaf(self, solving: Solving, leaf: AskedLeaf, *, slots: int, own: Standings) -> None:
        units = own.leaves[self._rows[leaf.path]]
        np.multiply(self._leaf_grains(solving, leaf, slots=slots), np.int32(solving.case.grain), out=units)
        if leaf.adds:
            own.whole += units
        if leaf.judged:
            _, now, planned, still_open = units
            np.maximum(own.status, (now | planned) > 0, out=own.status)
            own.status[still_open > 0] = OPEN

    def _leaf_grains(self, solving: Solving, leaf: AskedLeaf, *, slots: int) -> Ints:
        """The four parts of a leaf's meter in grains; a part is what the stage before it did not have."""
        units = np.zeros((4, solving.evaluation.supply.shape[1]), np.int16)
        for bit in leaf.bits:
            active = next(slots & pool for pool in self.plan.pools if pool >> bit & 1)
            units[:3] += solving.fill(active, bit)
        done, now, planned = units[:3]
        units[3] = leaf.needed // solving.case.grain - planned
        np.minimum(now, planned, out=now)
        np.minimum(done, now, out=done)
        planned -= now
        now -= done
        return units


def _several(has: Flags, *, bits: Sequence[int]) -> Flags:
    """For each slot and value whether the student has several values for the slot."""
    several = np.zeros_like(has)
    for bit in set(bits):
        own = [at for at, other in enumerate(bits) if other == bit]
        several[:, own] = (has[:, own].sum(axis=1) > 1)[:, None]
    return several


def _choices(pattern: Flags, *, offered: Sequence[tuple[int, str]]) -> Choices:
    values: dict[int, tuple[str, ...]] = {}
    for is_had, (bit, value) in zip(pattern, offered, strict=True):
        if is_had:
            values[bit] = (*values.get(bit, ()), value)
    return tuple(values.items())
