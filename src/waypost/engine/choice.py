"""The best way to take a rulebook's options, and the next best."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from waypost.engine.conditions import Costs
from waypost.engine.groups import Group, groups_of
from waypost.engine.options import Option
from waypost.engine.pins import Pinned
from waypost.engine.plan import Plan
from waypost.engine.pool import Solved, solve_pool
from waypost.engine.supply import Source


@dataclass(slots=True)
class Taken:
    """An option with its allocation in every pool; ``costs`` by stage: open units, and weights of conditions."""

    option: Option
    costs: Costs
    pools: tuple[Solved, ...]
    place: int


@dataclass(slots=True)
class Chooser:
    """Solves each pool's set of active slots once, however many options share it."""

    plan: Plan
    sources: list[Source]
    conditions: Sequence[Costs]
    pinned: tuple[Pinned, ...]
    groups: list[Group] = field(init=False)
    _solved: dict[int, Solved] = field(default_factory=dict, init=False)
    _lone: list[Costs] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        alone = frozenset(pinned.source for pinned in self.pinned)
        self.groups = groups_of(self.sources, plan=self.plan, alone=alone)

    def best(self) -> tuple[Taken, Taken | None]:
        """The best option (least open with the plan, then with now, then done; then the first), and the next."""
        options = self.plan.options
        if len(options) == 1:
            return self._take(0), None
        bounds = sorted((self._bound(option), place) for place, option in enumerate(options))
        taken: list[Taken] = []
        for bound, place in bounds:
            if len(taken) >= 2 and bound >= taken[1].costs[::-1]:
                break
            taken.append(self._take(place))
            taken.sort(key=lambda option: (option.costs[::-1], option.place))
        return taken[0], taken[1]

    def _take(self, place: int) -> Taken:
        option = self.plan.options[place]
        pools = tuple(self._solve(option.slots & pool) for pool in self.plan.pools if option.slots & pool)
        done, now, planned = self._condition_costs(option)
        for solved in pools:
            done += solved.opens[0]
            now += solved.opens[1]
            planned += solved.opens[2]
        return Taken(option, (done, now, planned), pools, place)

    def _solve(self, active: int) -> Solved:
        solved = self._solved.get(active)
        if solved is None:
            solved = solve_pool(self.plan, active=active, groups=self.groups, pinned=self.pinned)
            self._solved[active] = solved
        return solved

    def _condition_costs(self, option: Option) -> Costs:
        done = now = planned = 0
        for at, costs in enumerate(self.conditions):
            if option.conditions >> at & 1:
                done += costs[0]
                now += costs[1]
                planned += costs[2]
        return done, now, planned

    def _bound(self, option: Option) -> Costs:
        """What an option costs at the least: every slot by itself, or all together against all units."""
        done, now, planned = self._condition_costs(option)
        lone = self._lone_opens()
        for at, opens in enumerate(lone):
            if option.slots >> at & 1:
                done += opens[0]
                now += opens[1]
                planned += opens[2]
        return planned, now, done

    def _lone_opens(self) -> list[Costs]:
        """What each slot leaves open if it gets every unit that matches it."""
        if not self._lone:
            self._lone = [_lone_open(slot.bit, slot.units, groups=self.groups) for slot in self.plan.slots]
        return self._lone


def _lone_open(bit: int, units: int, *, groups: list[Group]) -> Costs:
    matching = [group.units for group in groups if group.mask >> bit & 1]
    done, now, planned = (max(0, units - sum(own[stage] for own in matching)) for stage in range(3))
    return done, now, planned
