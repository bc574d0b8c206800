"""The rows that a rulebook's demands put on the placements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from waypost.engine.conditions import OPEN_WEIGHT
from waypost.engine.matching import accepts
from waypost.engine.measure import Measure
from waypost.engine.plan import same_values
from waypost.engine.requirement import Tally
from waypost.engine.sameness import course_key
from waypost.engine.search.demands import Count, Demands, Need, in_grains
from waypost.engine.search.hall import tight_sets
from waypost.engine.search.program import Program, Sum, added
from waypost.engine.search.reasons import Reason, ReasonKind
from waypost.engine.search.supplies import Masks, Supply, supplies_in_grains, units_among
from waypost.engine.search.supply_kinds import SupplyKind, parts_of
from waypost.engine.units import grain_of

#: With more sets than this a pool says what goes where instead.
MOST_SETS = 150


@dataclass(slots=True, kw_only=True)
class RequirementRows:
    """Adds one rulebook to a program; ``short`` are a goal's open parts with their units (empty: all must be filled).

    ``lost`` are the switches of counts that the record has already taken past their upper bound. All units are counted
    in the grain of needs, limits, counts and supplies.
    """

    program: Program
    demands: Demands
    masks: Masks
    supplies: Sequence[Supply]
    is_goal: bool = False
    short: Sum = field(default_factory=dict)
    switches: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    _grain: int = field(init=False)

    def __post_init__(self) -> None:
        """Divide all units by what they have in common."""
        self._grain = grain_of(self._units())
        self.demands = in_grains(self.demands, grain=self._grain)
        self.supplies = supplies_in_grains(self.supplies, grain=self._grain)

    def add(self) -> None:
        """Add switches, pools and counts."""
        self._add_switches()
        own = [self.masks.mask_of(supply.entry) for supply in self.supplies]
        places = {id(need): at for at, need in enumerate(self.demands.needs)}
        for needs in self.demands.pools():
            bits = [places[id(need)] for need in needs]
            self._add_pool(needs, bits, own)
        for count in self.demands.counts:
            self._add_count(count)

    def _units(self) -> Iterator[int]:
        for supply in self.supplies:
            yield supply.units
            yield from supply.changes.values()
            if supply.family is not None:
                yield from (supply.family.standing, *supply.family.ceilings.values())
        yield from (need.units for need in self.demands.needs)
        yield from (cap.units for cap in self.demands.caps)
        credits = [one.tally for one in self.demands.counts if one.tally.measure is Measure.UNITS]
        yield from (int(tally.at_least) for tally in credits)
        yield from (int(tally.at_most or 0) for tally in credits)

    def _add_switches(self) -> None:
        program = self.program
        for switch in self.demands.switches:
            if switch.free:
                self.switches.append(program.variable())
            elif self.is_goal:
                self.switches.append(program.variable(1, 1))
            else:
                reason = Reason(
                    kind=ReasonKind.REQUIREMENT,
                    rulebook_id=self.demands.rulebook_id,
                    path=switch.path,
                    waivable=switch.waivable,
                )
                self.switches.append(program.reason(reason))
        for at, switch in enumerate(self.demands.switches):
            own = self.switches[at]
            if switch.parent is not None and switch.test is None:
                program.at_least({own: 1, self.switches[switch.parent]: -1}, 0)
            if switch.parent is not None and switch.test is not None:
                turn = -1 if not switch.unless else 1
                total = {own: 1, self.switches[switch.parent]: -1, self.switches[switch.test]: turn}
                program.at_least(total, 0 if switch.unless else -1)
            if switch.count:
                among = {self.switches[part]: 1 for part in switch.among}
                program.at_least(added(among, {own: -switch.count}), 0)

        for switches in self.demands.apart:
            program.at_most({self.switches[at]: 1 for at in switches}, 1)

    def _add_pool(self, needs: list[Need], bits: list[int], masks: list[int]) -> None:
        caps = 0
        for need in needs:
            caps |= need.caps
        kinds = self._kinds(bits, masks, caps=caps)
        short = [self._shortfall(need) for need in needs]
        sets = None
        if not caps:
            neighbors = [
                sum(1 << at for at, kind in enumerate(kinds) if kind.mask >> bit & 1) for bit in range(len(bits))
            ]
            sets = tight_sets(neighbors, most=MOST_SETS)
        if sets is None:
            self._add_flow(needs, kinds, short)
            return
        for chosen in sets:
            self._add_set(chosen, needs, kinds, short)

    def _kinds(self, bits: list[int], masks: list[int], *, caps: int) -> list[SupplyKind]:
        """Supplies by what they match of this pool; bits are numbered anew, caps stand above the needs."""
        first = len(self.demands.needs)
        counting = sum(1 << number for number, cap in enumerate(self.demands.caps) if cap.courses is not None)
        found: dict[tuple[int, str], SupplyKind] = {}
        families: dict[int, SupplyKind] = {}
        for supply, own in zip(self.supplies, masks, strict=True):
            mask = sum(1 << place for place, bit in enumerate(bits) if own >> bit & 1)
            if not mask:
                continue
            mask |= (own >> first & caps) << len(bits)
            course = course_key(supply.entry.course) if own >> first & caps & counting else ""
            if supply.family is None:
                kind = found.setdefault((mask, course), SupplyKind(mask, course))
                kind.units += supply.units
                for variable, units in supply.changes.items():
                    kind.changes[variable] = kind.changes.get(variable, 0) + units
            else:
                kind = families.setdefault(id(supply.family), SupplyKind(0, family=supply.family))
                kind.mask |= mask
                kind.course = kind.course or course
                kind.parts.append((mask, supply))
        return [*(found[key] for key in sorted(found)), *families.values()]

    def _shortfall(self, need: Need) -> Sum:
        if not self.is_goal:
            return {}
        own = self.program.variable(0, need.units)
        self.short[own] = self._grain
        return {own: 1}

    def _add_set(self, chosen: int, needs: list[Need], kinds: list[SupplyKind], short: list[Sum]) -> None:
        """The units of all kinds that match the set are at least what the set asks for."""
        asked: Sum = {}
        for at, need in enumerate(needs):
            if chosen >> at & 1:
                switch = self.switches[need.switch]
                asked[switch] = asked.get(switch, 0) - need.units
        brought = [kind.brings(chosen) for kind in kinds if kind.mask & chosen]
        missing = [short[at] for at in range(len(needs)) if chosen >> at & 1]
        units = sum(own for own, _ in brought)
        self.program.at_least(added(asked, *(changes for _, changes in brought), *missing), -units)

    def _add_flow(self, needs: list[Need], kinds: list[SupplyKind], short: list[Sum]) -> None:
        """Say how many units of each kind go to each need; limits count what goes to the needs under them."""
        program = self.program
        into: list[Sum] = [dict(missing) for missing in short]
        capped: list[dict[str, Sum]] = [{} for _ in self.demands.caps]
        for kind in kinds:
            all_out: Sum = {}
            for part in parts_of(kind):
                out: Sum = {}
                most = part.units + program.most_of(part.changes)
                for at, need in enumerate(needs):
                    if part.mask >> at & 1:
                        flow = program.variable(0, max(0, min(need.units, most)))
                        into[at][flow] = 1
                        out[flow] = 1
                        for number in range(len(self.demands.caps)):
                            if need.caps >> number & 1 and part.mask >> (len(needs) + number) & 1:
                                capped[number].setdefault(kind.course, {})[flow] = 1
                program.at_most(added(out, _negative(part.changes)), part.units)
                all_out.update(out)
            if kind.family is not None:
                family = kind.family
                more = {at: ceiling - family.standing for at, ceiling in family.ceilings.items()}
                program.at_most(added(all_out, _negative(more)), family.standing)
        for need, own in zip(needs, into, strict=True):
            program.at_least(added(own, {self.switches[need.switch]: -need.units}), 0)
        for cap, flows in zip(self.demands.caps, capped, strict=True):
            if cap.courses is None:
                program.at_most(added(*flows.values()), cap.units)
            else:
                self._add_course_limit(cap.courses, list(flows.values()))

    def _add_course_limit(self, courses: int, flows: list[Sum]) -> None:
        """So many courses at most send units to the needs under a limit."""
        if len(flows) <= courses:
            return
        counted = [self.program.variable() for _ in flows]
        for own, at in zip(flows, counted, strict=True):
            self.program.at_most(added(own, {at: -self.program.most_of(own)}), 0)
        self.program.at_most(dict.fromkeys(counted, 1), courses)

    def _add_count(self, count: Count) -> None:
        total, units = self._counted(count.tally)
        least = -(-count.tally.at_least.numerator // count.tally.at_least.denominator)
        switch = self.switches[count.switch]
        most = units + self.program.most_of(total)
        if count.decides:
            self.program.at_most(added(total, {switch: -max(0, most - least + 1)}), least - 1 - units)
        missing: Sum = {}
        if self.is_goal and not count.decides:
            own = self.program.variable(0, least)
            self.short[own] = self._weight(count.tally)
            missing = {own: 1}
        self.program.at_least(added(total, missing, {switch: -least}), -units)
        if count.tally.at_most is not None:
            self._add_bound(count.tally, count.tally.at_most, total, units=units, switch=switch)

    def _add_bound(self, tally: Tally, bound: Fraction, total: Sum, *, units: int, switch: int) -> None:
        """While the switch is on no placement goes past the bound; what stands past it already is no plan's fault."""
        room = bound.numerator // bound.denominator - units
        over = self.program.most_of(total) - room
        if room < 0:
            self.lost.append(switch)
        elif over > 0 and self.is_goal:
            own = self.program.variable(0, over)
            self.short[own] = self._weight(tally)
            self.program.at_most(added(total, {own: -1}), room)
        elif over > 0:
            self.program.at_most(added(total, {switch: over}), room + over)

    def _weight(self, tally: Tally) -> int:
        """What one more of what a tally counts weighs, in units."""
        return self._grain if tally.measure is Measure.UNITS else OPEN_WEIGHT

    def _counted(self, tally: Tally) -> tuple[Sum, int]:
        """What a tally counts: a sum over variables, and a number that stands."""
        matching = [supply for supply in self.supplies if accepts(tally.selector, supply.entry)]
        if tally.measure is Measure.UNITS:
            units, changes = units_among(matching)
            return changes, units
        groups: dict[object, list[Supply]] = {}
        for supply in matching:
            if supply.counts and not (tally.measure is Measure.TERMS and _is_repeat(supply)):
                for label in _counted_as(tally, supply):
                    groups.setdefault(label, []).append(supply)
        standing = 0
        total: Sum = {}
        for own in groups.values():
            if any(not supply.changes for supply in own):
                standing += 1
            else:
                placed = self._any_of(own)
                total[placed] = total.get(placed, 0) + 1
        return total, standing

    def _any_of(self, supplies: list[Supply]) -> int:
        """A variable that is on exactly when one of the placements is."""
        variables = [at for supply in supplies for at in supply.changes]
        if len(variables) == 1:
            return variables[0]
        found = self.program.variable()
        self.program.at_least(added(dict.fromkeys(variables, 1), {found: -1}), 0)
        self.program.at_most(added(dict.fromkeys(variables, 1), {found: -len(variables)}), 0)
        return found


def _negative(changes: Sum) -> Sum:
    return {at: -units for at, units in changes.items()}


def _is_repeat(supply: Supply) -> bool:
    """Whether a placement only repeats a course that is earned: it adds no term of it."""
    family = supply.family
    if family is None or not supply.changes:
        return False
    _, changes = family.among(family.supplies)
    return not any(changes.get(variable, 0) > 0 for variable in supply.changes)


def _counted_as(tally: Tally, supply: Supply) -> Sequence[object]:
    """What a tally counts an entry as: one thing, or each of its values."""
    match tally.measure:
        case Measure.COURSES:
            return [course_key(supply.entry.course)]
        case Measure.TERMS:
            return [(supply.entry.school_year, supply.entry.term)]
        case Measure.VALUES:
            return same_values(tally.of, supply.entry.course)
        case _:
            return [supply.entry.course.subject]
