"""The courses worth looking at: the best of each requirement, what the student named, and what they need first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from waypost.engine.catalog import Level
from waypost.engine.matching import accepts
from waypost.engine.requirement import Tally
from waypost.engine.sameness import codes_of
from waypost.engine.search.demands import Demands, Need
from waypost.engine.search.placement import Placement
from waypost.engine.search.reach import Reach
from waypost.engine.search.supplies import Masks
from waypost.engine.search.tastes import Tastes
from waypost.engine.units import UNITS_PER_CREDIT

_LEVELS = list(Level)


@dataclass(slots=True, kw_only=True)
class Pruning:
    """Chooses offerings by key; ``most`` are kept for each need (a need for much keeps more)."""

    placements: Sequence[Placement]
    reach: Reach
    tastes: Tastes
    most: int
    _first: dict[str, Placement] = field(default_factory=dict, init=False)
    _all: dict[str, list[Placement]] = field(default_factory=dict, init=False)
    _by_code: dict[str, list[str]] = field(default_factory=dict, init=False)
    _ranked: list[str] = field(default_factory=list, init=False)
    _least: int = field(default=UNITS_PER_CREDIT // 2, init=False)

    def __post_init__(self) -> None:
        """Keep one placement of each offering, those of each code (the best first), and what the smallest brings."""
        for placement in self.placements:
            self._first.setdefault(placement.offering.key, placement)
            self._all.setdefault(placement.offering.key, []).append(placement)
            self._least = min(self._least, placement.entry.units or self._least)
        self._ranked = sorted(self._first, key=self._rank)
        for key in self._ranked:
            course = self._first[key].entry.course
            for code in sorted(codes_of(course)):
                self._by_code.setdefault(code, []).append(key)

    def kept(self, demands: Iterable[tuple[Demands, Masks]]) -> list[Placement]:
        """The placements of the offerings that are kept."""
        keep = set(self._named())
        for one, masks in demands:
            filled = {key: self._filled(key, masks) for key in self._ranked}
            for at, need in enumerate(one.needs):
                fitting = (key for key in self._ranked if filled[key] >> at & 1)
                keep.update(islice(fitting, self._wanted(need)))
            for count in one.counts:
                keep.update(self._counted(count.tally))
        self._close(keep)
        return [placement for placement in self.placements if placement.offering.key in keep or placement.kept]

    def _rank(self, key: str) -> tuple[int, int, int, int, str]:
        placement = self._first[key]
        course = placement.entry.course
        against = self.tastes.burden(placement.offering) - self.tastes.liking(placement.offering)
        waits = sum(1 for clause in self.reach.clauses(course) if not self.reach.stands(clause, placement))
        return (0 if placement.kept else 1, against, waits, _LEVELS.index(course.level), key)

    def _named(self) -> Iterable[str]:
        wishes = self.tastes.wishes
        wanted = (*wishes.must_have, *wishes.likes)
        pinned = {one.course_code for one in wishes.pinned}
        for target in wanted:
            own = [key for key in self._ranked if target.includes(self._first[key].entry.course)]
            yield from own[: self.most]
        for code in sorted(pinned):
            yield from self._by_code.get(code, ())

    def _filled(self, key: str, masks: Masks) -> int:
        """The needs that an offering fills in any of its terms."""
        mask = 0
        for placement in self._all[key]:
            mask |= masks.mask_of(placement.entry)
        return mask

    def _wanted(self, need: Need) -> int:
        """How many courses are kept for a need."""
        if need.same is not None:
            return max(3, need.units // UNITS_PER_CREDIT + 2)
        return max(self.most, need.units // self._least + 2)

    def _counted(self, tally: Tally) -> Iterable[str]:
        fitting = (
            key for key in self._ranked if any(accepts(tally.selector, placement.entry) for placement in self._all[key])
        )
        return islice(fitting, max(self.most, 2 * int(tally.at_least) + 2))

    def _close(self, keep: set[str]) -> None:
        """Add what the kept courses need first: up to three ways for each clause."""
        queue = sorted(keep)
        for key in queue:
            placement = self._first[key]
            for clause in self.reach.clauses(placement.entry.course):
                if self.reach.stands(clause, placement):
                    continue
                ways = [own for need in clause.needs for own in self._by_code.get(need.code, ())]
                for own in ways[:3]:
                    if own not in keep:
                        keep.add(own)
                        queue.append(own)
