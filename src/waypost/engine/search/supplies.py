"""The units that the record and each placement bring under one rulebook, repeats settled as the audit does."""

from collections.abc import Sequence
from dataclasses import dataclass

from waypost.engine.matching import accepts, reads_only_the_course
from waypost.engine.plan import Plan, same_values
from waypost.engine.record import Entry, Record
from waypost.engine.sameness import course_key
from waypost.engine.search.demands import Demands
from waypost.engine.search.placement import Placement
from waypost.engine.search.program import Sum
from waypost.engine.supply import sources_of


@dataclass(slots=True)
class Supply:
    """Units of one entry: those that stand, and those that placements add or take (by variable)."""

    entry: Entry
    units: int
    changes: Sum


def supplies_of(placed: Sequence[tuple[Placement, int]], *, fixed: Sequence[Entry], plan: Plan) -> list[Supply]:
    """The supplies of what stands and of each placement with its variable."""
    base = {source.entry.id: source.units[2] for source in sources_of(Record(entries=tuple(fixed)), plan=plan)}
    standing = {entry.id: Supply(entry, base[entry.id], {}) for entry in fixed}
    repeats = {course_key(entry.course) for entry in fixed if base[entry.id] and not entry.course.repeatable}
    found = list(standing.values())
    for placement, variable in placed:
        units = placement.entry.units
        if placement.key in repeats:
            units = _settled(placement, variable, standing=standing, fixed=fixed, plan=plan)
        found.append(Supply(placement.entry, 0, {variable: units}))
    return found


def _settled(
    placement: Placement, variable: int, *, standing: dict[str, Supply], fixed: Sequence[Entry], plan: Plan
) -> int:
    """The units of a repeated course, after noting what it takes from earlier attempts."""
    own = 0
    for source in sources_of(Record(entries=(*fixed, placement.entry)), plan=plan):
        if source.entry.id == placement.entry.id:
            own = source.units[2]
            continue
        supply = standing[source.entry.id]
        if source.units[2] != supply.units:
            supply.changes[variable] = source.units[2] - supply.units
    return own


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
                carries = need.same is None or need.value in same_values(need.same, entry.course)
                mask |= carries << at
        first = len(self.demands.needs)
        for at, cap in enumerate(self.demands.caps, first):
            if wanted >> at & 1 and accepts(cap.selector, entry):
                mask |= 1 << at
        return mask
