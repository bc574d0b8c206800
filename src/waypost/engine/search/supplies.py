"""The units that the record and each placement bring under one rulebook, repeated courses as the audit counts them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from waypost.engine.families import worth_of
from waypost.engine.matching import accepts, reads_only_the_course
from waypost.engine.plan import Plan, same_values
from waypost.engine.record import Entry, Record
from waypost.engine.sameness import course_key
from waypost.engine.search.demands import Demands
from waypost.engine.search.placement import Placement
from waypost.engine.search.program import Sum, added
from waypost.engine.supply import sources_of


@dataclass(slots=True)
class Supply:
    """An attempt on the record, or a placement: the units of one that stands, or those of its variable.

    ``counts``: it counts as a course, whatever its units. ``family`` is there where attempts at the course share a
    ceiling.
    """

    entry: Entry
    units: int
    changes: Sum
    counts: bool = True
    family: "CourseFamily | None" = None


@dataclass(slots=True, eq=False)
class CourseFamily:
    """What stands of one course, and placements of the same course of which a plan takes one at most.

    ``standing`` is the ceiling of what stands; ``ceilings`` what it is with each placement, by variable.
    """

    supplies: list[Supply]
    standing: int
    ceilings: dict[int, int]

    def among(self, matching: Sequence[Supply]) -> tuple[int, Sum]:
        """What some of the attempts bring together: units that stand, and what each placement adds."""
        own = {id(supply) for supply in matching}
        fixed = sum(supply.units for supply in self.supplies if id(supply) in own)
        before = min(self.standing, fixed)
        changes: Sum = {}
        for supply in self.supplies:
            for variable, units in supply.changes.items():
                more = units if id(supply) in own else 0
                gained = min(self.ceilings[variable], fixed + more) - before
                if gained:
                    changes[variable] = gained
        return before, changes


def supplies_of(
    placed: Sequence[tuple[Placement, int]],
    *,
    record: Record,
    plan: Plan,
    on: date | None = None,
    alone: Collection[int] = (),
) -> list[Supply]:
    """The supplies of what stands on the record and of each placement with its variable; some count alone."""
    sources = sources_of(record, plan=plan, on=on)
    found = [Supply(source.entry, source.units[2], {}, source.counts) for source in sources]
    found += [Supply(placement.entry, 0, {variable: placement.entry.units}) for placement, variable in placed]
    for members in _together([one for one in found if one.changes.keys().isdisjoint(alone)]).values():
        family = _family(members)
        if family is not None:
            for supply in members:
                supply.family = family
    return found


def supplies_in_grains(supplies: Sequence[Supply], *, grain: int) -> list[Supply]:
    """The same supplies with all units divided, those of one family still of one family."""
    fresh = {id(supply): _divided(supply, grain) for supply in supplies}
    families = {id(supply.family): supply.family for supply in supplies if supply.family is not None}
    for family in families.values():
        own = [fresh[id(supply)] for supply in family.supplies]
        ceilings = {at: units // grain for at, units in family.ceilings.items()}
        divided = CourseFamily(own, family.standing // grain, ceilings)
        for supply in own:
            supply.family = divided
    return list(fresh.values())


def _divided(supply: Supply, grain: int) -> Supply:
    changes = {at: units // grain for at, units in supply.changes.items()}
    return replace(supply, units=supply.units // grain, changes=changes, family=None)


def units_among(matching: Sequence[Supply]) -> tuple[int, Sum]:
    """What supplies bring together, no course more than its ceiling: units that stand, and changes by variable."""
    alone = [supply for supply in matching if supply.family is None]
    families = {id(supply.family): supply.family for supply in matching if supply.family is not None}
    brought = [family.among(matching) for family in families.values()]
    units = sum(supply.units for supply in alone) + sum(units for units, _ in brought)
    return units, added(*(supply.changes for supply in alone), *(changes for _, changes in brought))


def _together(supplies: Sequence[Supply]) -> dict[str, list[Supply]]:
    groups: dict[str, list[Supply]] = {}
    for supply in supplies:
        groups.setdefault(course_key(supply.entry.course), []).append(supply)
    return groups


def _family(members: list[Supply]) -> CourseFamily | None:
    """The family of attempts that may bring more than their ceiling; placements alone need none."""
    fixed = [supply.entry for supply in members if not supply.changes]
    if not fixed or len(members) < 2:
        return None
    standing = worth_of(fixed)
    ceilings = {variable: worth_of([*fixed, supply.entry]) for supply in members for variable in supply.changes}
    units = sum(supply.units for supply in members)
    most = [units + more - ceilings[variable] for supply in members for variable, more in supply.changes.items()]
    return CourseFamily(members, standing, ceilings) if max([units - standing, *most]) > 0 else None


@dataclass(slots=True)
class Masks:
    """Which needs (low bits) and caps (bits above them) an entry matches; mostly each course is read once."""

    demands: Demands
    _plain: int = 0
    _known: dict[str, int] | None = None

    def mask_of(self, entry: Entry) -> int:
        """The mask of an entry."""
        if self._known is None:
            self._known = {}
            self._plain = self._bits(course_only=True)
        code = entry.course.code
        mask = self._known.get(code)
        if mask is None:
            mask = self._known[code] = self._read(entry, self._plain)
        rest = ~self._plain & ((1 << (len(self.demands.needs) + len(self.demands.caps))) - 1)
        return mask | self._read(entry, rest) if rest else mask

    def _bits(self, *, course_only: bool) -> int:
        selectors = [need.selector for need in self.demands.needs] + [cap.selector for cap in self.demands.caps]
        return sum(1 << at for at, selector in enumerate(selectors) if reads_only_the_course(selector) == course_only)

    def _read(self, entry: Entry, wanted: int) -> int:
        mask = 0
        for at, need in enumerate(self.demands.needs):
            if wanted >> at & 1 and accepts(need.selector, entry):
                carries = need.same is None or entry.course.code in need.any_value
                carries = carries or need.value in same_values(need.same or "", entry.course)
                mask |= carries << at
        first = len(self.demands.needs)
        for at, cap in enumerate(self.demands.caps, first):
            if wanted >> at & 1 and accepts(cap.selector, entry):
                mask |= 1 << at
        return mask
