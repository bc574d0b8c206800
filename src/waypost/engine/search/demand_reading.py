"""From a requirement tree to its demands, with the same meaning as the audit's plan of slots and options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import gcd
from typing import assert_never

from waypost.engine.compiled import CompiledRulebook
from waypost.engine.deciding import Outcome, side_of, turns_with_the_plan
from waypost.engine.exceptions import granted_to, with_exceptions
from waypost.engine.matching import accepts
from waypost.engine.measure import Measure
from waypost.engine.plan import same_values
from waypost.engine.record import Entry, GrantedException, Record
from waypost.engine.requirement import (
    AllOf,
    AskNode,
    Certified,
    ChooseOf,
    Credits,
    FactTest,
    Requirement,
    Score,
    Tally,
    When,
)
from waypost.engine.search.demands import Cap, Condition, Count, Demands, Need, Switch
from waypost.engine.selector import BothMatch, Selector
from waypost.engine.within import step_for, ways_within


def demands_of(compiled: CompiledRulebook, *, record: Record, possible: Sequence[Entry], on: date | None) -> Demands:
    """The demands in this record's situation; ``possible`` are the entries that it has or may get."""
    granted = granted_to(record, rulebook=compiled.rulebook, nodes=compiled.nodes, on=on)
    root = with_exceptions(compiled.rulebook.root, granted=granted)
    outcomes = compiled.outcomes_for(record, granted=granted, on=on)
    reader = _Reader(
        demands=Demands(compiled.rulebook.id),
        outcomes={node.about.path: outcome for node, outcome in zip(compiled.tests, outcomes, strict=True)},
        possible=possible,
        met=granted.met,
        hosts=_leaves_within(root, met=granted.met),
        grain=gcd(compiled.grain_with(record), *(entry.units for entry in possible)),
    )
    reader.read(root, _Place(switch=None, caps=0, waivable=False))
    return reader.demands


def _leaves_within(root: Requirement, *, met: Mapping[str, GrantedException]) -> dict[str, list[Credits]]:
    found: dict[str, list[Credits]] = {}
    nodes = [root]
    for node in nodes:
        match node:
            case Credits(within=str(host)) if node.about.path not in met and node.units:
                found.setdefault(host, []).append(node)
            case AllOf() | ChooseOf():
                nodes.extend(node.parts)
            case When():
                nodes.extend([node.then, *([node.otherwise] if node.otherwise else [])])
            case _:
                pass
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree a node stands: the switch that asks for it, the limits over it, whether it may be waived.

    ``apart`` are the groups around it whose leaves must differ: (path, what their ``same`` says).
    """

    switch: int | None
    caps: int
    waivable: bool
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Walks the tree once; nodes in ``met`` ask for nothing."""

    demands: Demands
    outcomes: Mapping[str, Outcome]
    possible: Sequence[Entry]
    met: Mapping[str, GrantedException]
    hosts: Mapping[str, list[Credits]]
    grain: int
    _values: dict[tuple[str, str], list[str]] = field(default_factory=dict, init=False)
    _apart: dict[tuple[str, str], list[int]] = field(default_factory=dict, init=False)

    def read(self, node: Requirement, place: _Place) -> None:
        if node.about.path in self.met:
            return
        place = replace(place, waivable=place.waivable or node.about.waivable)
        match node:
            case AllOf():
                self._every(node, self._capped(node, place))
            case ChooseOf():
                self._choice(node, self._capped(node, place))
            case When():
                self._when(node, place)
            case Credits():
                self._credits(node, place)
            case Tally() if node.measure is not Measure.AVERAGE and node.about.verified:
                self.demands.counts.append(Count(node, self._own(node, place)))
            case Tally() | FactTest() | Score() | Certified() | AskNode():
                self.demands.conditions.append(Condition(node, self._own(node, place)))
            case _:
                assert_never(node)

    def _capped(self, node: AllOf | ChooseOf, place: _Place) -> _Place:
        caps = place.caps
        own = [Cap(limit.units, limit.selector) for limit in node.limits]
        own += [Cap(0, limit.selector, limit.courses) for limit in node.course_limits]
        for cap in own:
            caps |= 1 << len(self.demands.caps)
            self.demands.caps.append(cap)
        apart = ((node.about.path, node.different),) if node.different else ()
        return replace(place, caps=caps, apart=(*place.apart, *apart))

    def _own(self, node: Requirement, place: _Place) -> int:
        """The switch of a node: the one around it, or a root switch by its own name."""
        if place.switch is not None:
            return place.switch
        return self._switch(Switch(node.about.path, place.waivable))

    def _switch(self, switch: Switch) -> int:
        self.demands.switches.append(switch)
        return len(self.demands.switches) - 1

    def _every(self, node: AllOf, place: _Place) -> None:
        for part in node.parts:
            self.read(part, place)

    def _choice(self, node: ChooseOf, place: _Place) -> None:
        if node.count <= 0:
            return
        own = self._own(node, place)
        if place.switch is not None or self.demands.switches[own].count:
            own = self._switch(Switch(node.about.path, free=True, parent=own))
        parts = [self._switch(Switch(part.about.path, free=True)) for part in node.parts]
        self.demands.switches[own].count = node.count
        self.demands.switches[own].among = parts
        for part, switch in zip(node.parts, parts, strict=True):
            self.read(part, replace(place, switch=switch))

    def _when(self, node: When, place: _Place) -> None:
        if not self._is_open(node):
            side = side_of(node, outcome=self.outcomes[node.about.path])
            if side is not None:
                self.read(side, place)
            return
        own = self._own(node, place)
        test = self._switch(Switch(node.about.path, free=True))
        if isinstance(node.test, Tally):
            self.demands.counts.append(Count(node.test, test, decides=True))
        self._side(node.then, place, Switch(node.about.path, free=True, parent=own, test=test))
        if node.otherwise is not None:
            self._side(node.otherwise, place, Switch(node.about.path, free=True, parent=own, test=test, unless=True))

    def _side(self, side: Requirement, place: _Place, switch: Switch) -> None:
        self.read(side, replace(place, switch=self._switch(switch)))

    def _is_open(self, node: When) -> bool:
        """Whether what is planned may turn the test; where more than one count would, there is no search at all."""
        return isinstance(node.test, Tally) and turns_with_the_plan(node.test)

    def _credits(self, leaf: Credits, place: _Place) -> None:
        own: int | None = None
        if leaf.within is None and leaf.units > 0:
            own = self._own(leaf, place)
            family = (leaf, *self.hosts.get(leaf.about.path, []))
            same = next((one for one in family if one.same), leaf)
            for switch, value in self._by_value(same, own, place):
                self._fill(family, same, switch=switch, value=value, caps=place.caps)
        if not leaf.about.verified:
            self.demands.conditions.append(Condition(leaf, self._own(leaf, place) if own is None else own))

    def _by_value(self, leaf: Credits, own: int, place: _Place) -> list[tuple[int, str | None]]:
        """The switch of each value that all units could carry; one of them must be on."""
        if leaf.same is None:
            return [(own, None)]
        values = self._values_of(leaf.same, leaf)
        switches = [self._switch(Switch(leaf.about.path, free=True)) for _ in values]
        self._switch(Switch(leaf.about.path, free=True, parent=own, count=1, among=switches))
        for value, switch in zip(values, switches, strict=True):
            for group in (path for path, same in place.apart if same == leaf.same):
                self._takers(group, value).append(switch)
        return list(zip(switches, values, strict=True))

    def _takers(self, group: str, value: str) -> list[int]:
        """The switches of a group of leaves that must differ for one value."""
        if (group, value) not in self._apart:
            self._apart[group, value] = []
            self.demands.apart.append(self._apart[group, value])
        return self._apart[group, value]

    def _values_of(self, same: str, leaf: Credits) -> list[str]:
        matching = [entry for entry in self.possible if accepts(leaf.selector, entry)]
        values = {value for entry in matching for value in same_values(same, entry.course)}
        return sorted(values or ({""} if leaf.any_value else set()))

    def _fill(self, family: tuple[Credits, ...], same: Credits, *, switch: int, value: str | None, caps: int) -> None:
        """The needs of a leaf and of those within it; with several within, a choice of how many units serve which."""
        leaf, *inner = family
        asked = [one.units for one in inner]
        ways = list(ways_within(leaf.units, asked, step=step_for(leaf.units, asked, grain=self.grain)))
        switches = [switch]
        if len(ways) > 1:
            switches = [self._switch(Switch(leaf.about.path, free=True)) for _ in ways]
            self._switch(Switch(leaf.about.path, free=True, parent=switch, count=1, among=switches))
        for shares, own in zip(ways, switches, strict=True):
            for mask, units in shares.items():
                leaves = (leaf, *(one for place, one in enumerate(inner) if mask >> place & 1))
                carries = (same.same, value) if same in leaves else (None, None)
                if units:
                    need = Need(leaf.about.path, units, leaf.pool, _all_of(leaves), own, caps, *carries, same.any_value)
                    self.demands.needs.append(need)


def _all_of(leaves: tuple[Credits, ...]) -> Selector:
    selectors = tuple(leaf.selector for leaf in leaves)
    return selectors[0] if len(selectors) == 1 else BothMatch(parts=selectors)
