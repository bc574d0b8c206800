"""The best way to take a rulebook's options, and the next best."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from waypost.engine.budget import Budget
from waypost.engine.families import Source
from waypost.engine.groups import Group, Stock, stock_of
from waypost.engine.judged import Costs
from waypost.engine.once import Once
from waypost.engine.options import Option
from waypost.engine.pins import Pinned
from waypost.engine.plan import Plan
from waypost.engine.pool import Solved, solve_pool

#: What an option costs, how many pins it keeps (less is more), and its place.
Rank = tuple[Costs, int, int]


@dataclass(slots=True)
class Taken:
    """An option with its allocation in every pool.

    ``costs`` are the open units with the weights of open conditions: with the plan, with now, done.
    ``is_best`` is False where there were too many ways to check, and another option may be better.
    """

    option: Option
    costs: Costs
    pools: tuple[Solved, ...]
    is_best: bool

    @property
    def unsure(self) -> int:
        """The slots whose units may be filled better (bits)."""
        pools = [solved for solved in self.pools if not (self.is_best and solved.is_best)]
        return sum(1 << slot.bit for solved in pools for slot in solved.slots)


@dataclass(slots=True)
class Chooser:
    """Finds the best option; each set of active slots is solved once, however many options share it.

    ``conditions`` are the weights of the plan's conditions at the stages done, now, planned, and ``once`` the facts
    that serve only one of them. Only an allocation that keeps the pin ``must`` is taken.
    """

    plan: Plan
    sources: list[Source]
    conditions: Sequence[Costs]
    pinned: tuple[Pinned, ...]
    once: Once = field(default_factory=Once)
    budget: Budget = field(default_factory=Budget)
    must: Pinned | None = None
    stock: Stock = field(init=False)
    _solved: dict[int, Solved | None] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        alone = frozenset(pinned.source for pinned in self.pinned)
        self.stock = stock_of(self.sources, plan=self.plan, alone=alone)

    def best(self) -> tuple[Taken, Taken | None]:
        """The best option (least open with the plan, then with now, then done; most pins; the first), and the next."""
        ranked = self._ranked()
        if not ranked:
            raise AssertionError("without a pin that it must keep a plan has an allocation")
        own = self._taken(ranked[0])
        return own, self._taken(ranked[1]) if len(ranked) > 1 else None

    def keeping(self) -> Taken | None:
        """The best option that keeps the pin that it must; None where none does."""
        ranked = self._ranked()
        return self._taken(ranked[0]) if ranked else None

    def _ranked(self) -> list[Rank]:
        """The two best options; one that cannot be among them is not solved."""
        bounds = sorted(self._bounds()) if len(self.plan.options) > 1 else [((0, 0, 0), 0)]
        ranked: list[Rank] = []
        for bound, at in bounds:
            if (ranked and self.budget.is_spent) or (len(ranked) > 1 and bound > ranked[1][0]):
                break
            slots, places = self.plan.options_by_slots[at]
            if len(ranked) > 1 and (bound, -len(self.pinned), places[0]) > ranked[1]:
                continue
            pools = self._pools(slots)
            if pools is None:
                continue
            opens, kept = _opens(pools), sum(solved.kept for solved in pools)
            ranked.extend((_plus(opens, self._weights(place)), -kept, place) for place in places)
            ranked.sort()
            del ranked[2:]
        return ranked

    def _taken(self, rank: Rank) -> Taken:
        costs, _, place = rank
        option = self.plan.options[place]
        is_best = not self.budget.is_spent or len(self.plan.options) == 1 or costs == (0, 0, 0)
        return Taken(option, costs, self._pools(option.slots) or (), is_best)

    def _pools(self, slots: int) -> tuple[Solved, ...] | None:
        """The allocation of every pool; None where they cannot keep the pin that they must."""
        if self.must is not None and not any(slots >> bit & 1 for bit in self.must.slots):
            return None
        found = []
        for pool in self.plan.pools:
            if slots & pool:
                solved = self._solve(slots & pool)
                if solved is None:
                    return None
                found.append(solved)
        return tuple(found)

    def _solve(self, active: int) -> Solved | None:
        if active not in self._solved:
            must = self.must if self.must and any(active >> bit & 1 for bit in self.must.slots) else None
            self._solved[active] = solve_pool(
                self.plan, active=active, stock=self.stock, pinned=self.pinned, budget=self.budget, must=must
            )
        return self._solved[active]

    def _weights(self, place: int) -> Costs:
        """What the open conditions of an option weigh."""
        total = (self.once.weight(self.plan.option_conditions[place]),) * 3
        for at in self.plan.option_conditions[place]:
            done, now, planned = self.conditions[at]
            total = _plus(total, (planned, now, done))
        return total

    def _bounds(self) -> list[tuple[Costs, int]]:
        """What the options of each set of slots cost at the least: every slot gets all that matches it."""
        lone = [_lone_open(slot.bit, slot.units, groups=self.stock.groups) for slot in self.plan.slots]
        found = []
        for at, (slots, places) in enumerate(self.plan.options_by_slots):
            bound = min(self._weights(place) for place in places)
            for bit, opens in enumerate(lone):
                if slots >> bit & 1:
                    bound = _plus(bound, opens)
            found.append((bound, at))
        return found


def _lone_open(bit: int, units: int, *, groups: list[Group]) -> Costs:
    done = now = planned = 0
    for group in groups:
        if group.mask >> bit & 1:
            own = group.units
            done, now, planned = done + own[0], now + own[1], planned + own[2]
    return max(0, units - planned), max(0, units - now), max(0, units - done)


def _opens(pools: Sequence[Solved]) -> Costs:
    """What stays open with the plan, with now, done."""
    total = (0, 0, 0)
    for solved in pools:
        done, now, planned = solved.opens
        total = _plus(total, (planned, now, done))
    return total


def _plus(one: Costs, other: Costs) -> Costs:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
