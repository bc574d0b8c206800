"""Offerings that are alike to every rule: of these only as many are kept as could ever be of use.

This loses nothing: what one of them can do another can, and the ones that the student likes better are kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from waypost.engine.catalog import Level
from waypost.engine.matching import accepts
from waypost.engine.measure import Measure
from waypost.engine.plan import same_values
from waypost.engine.requirement import Tally
from waypost.engine.sameness import codes_of
from waypost.engine.search.demands import Demands
from waypost.engine.search.placement import Placement
from waypost.engine.search.reach import Reach
from waypost.engine.search.supplies import Masks
from waypost.engine.search.tastes import Tastes
from waypost.engine.units import UNITS_PER_CREDIT


@dataclass(slots=True, kw_only=True)
class Dominance:
    """Finds the offerings that are alike, and keeps the best of each group."""

    reach: Reach
    tastes: Tastes
    demands: Sequence[tuple[Demands, Masks]]

    def kept(self, placements: Sequence[Placement]) -> list[Placement]:
        """The placements without those of offerings that could never be of use."""
        by_key: dict[str, list[Placement]] = {}
        for placement in placements:
            by_key.setdefault(placement.offering.key, []).append(placement)
        needed, kin = self._needed(by_key.values()), _kin(by_key.values())
        groups: dict[object, list[str]] = {}
        for key, own in by_key.items():
            alone = self._is_special(own, needed, kin)
            groups.setdefault(key if alone else self._signature(own), []).append(key)
        keep: set[str] = set()
        for keys in groups.values():
            most = self._most(by_key[keys[0]][0])
            keep.update(sorted(keys, key=lambda key: (*self._worth(by_key[key][0]), key))[:most])
        return [placement for placement in placements if placement.offering.key in keep]

    def _needed(self, offered: Iterable[Sequence[Placement]]) -> set[str]:
        """The codes that some course asks for."""
        found: set[str] = set()
        for own in offered:
            course = own[0].entry.course
            clauses = (*self.reach.clauses(course), *self.reach.beside(course))
            found.update(need.code for clause in clauses for need in clause.needs)
        return found

    def _is_special(self, own: Sequence[Placement], needed: set[str], kin: set[str]) -> bool:
        """Whether it is planned, asked for by name or by another course, repeated, one of several levels, or waits."""
        first = own[0]
        course = first.entry.course
        wishes = self.tastes.wishes
        waits = any(not self.reach.stands(clause, first) for clause in self.reach.clauses(course))
        named = any(target.includes(course) for target in wishes.must_have)
        pinned = any(one.course_code == course.code for one in wishes.pinned)
        liked = self.tastes.liking(first.offering) >= self.tastes.burden(first.offering)
        asked = not needed.isdisjoint(codes_of(course)) or bool(self.reach.beside(course))
        taken = self.reach.holds(course) or course.repeatable or any(placement.kept for placement in own)
        has_kin = bool(course.level_of or course.equivalents or course.excludes) or not kin.isdisjoint(
            {course.code, *course.equivalents}
        )
        return waits or named or pinned or liked or asked or taken or has_kin

    def _signature(self, own: Sequence[Placement]) -> object:
        offering, course = own[0].offering, own[0].entry.course
        return (
            offering.modality,
            offering.periods_taken,
            offering.weight,
            own[0].entry.units,
            course.level is not Level.REGULAR,
            tuple((placement.place, self._masks(placement), self._counts(placement)) for placement in own),
        )

    def _masks(self, placement: Placement) -> tuple[int, ...]:
        return tuple(masks.mask_of(placement.entry) for _, masks in self.demands)

    def _counts(self, placement: Placement) -> tuple[object, ...]:
        """How each count takes it: not at all, or as one of its subject and values."""
        entry = placement.entry
        tallies = [count.tally for demands, _ in self.demands for count in demands.counts]
        return tuple(
            (entry.course.subject, *same_values(tally.of, entry.course)) if accepts(tally.selector, entry) else ()
            for tally in tallies
        )

    def _most(self, placement: Placement) -> int:
        """More than this many cannot all count for something."""
        wanted = 0
        for (demands, _), mask in zip(self.demands, self._masks(placement), strict=True):
            wanted += sum(need.units for at, need in enumerate(demands.needs) if mask >> at & 1)
            wanted += sum(_counted_units(count.tally, placement) for count in demands.counts)
        return max(2, -(-wanted // max(1, placement.entry.units)))

    def _worth(self, placement: Placement) -> tuple[int]:
        return (self.tastes.burden(placement.offering) - self.tastes.liking(placement.offering),)


def _kin(offered: Iterable[Sequence[Placement]]) -> set[str]:
    """The codes of which another course is a level, or that another course excludes."""
    found: set[str] = set()
    for own in offered:
        course = own[0].entry.course
        found.update({course.level_of, *course.excludes} - {""})
    return found


def _counted_units(tally: Tally, placement: Placement) -> int:
    """The units of as many placements like this one as a tally can count."""
    if tally.measure is Measure.UNITS:
        return ceil(tally.at_least)
    return max(UNITS_PER_CREDIT, placement.entry.units) * ceil(tally.at_least)
