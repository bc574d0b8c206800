"""The courses worth looking at: the best of each requirement, what the student named, and what they need first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from waypost.engine.catalog import Level
from waypost.engine.matching import accepts
from waypost.engine.search.demands import Demands
from waypost.engine.search.placement import Placement
from waypost.engine.search.reach import Reach
from waypost.engine.search.tastes import Tastes
from waypost.engine.selector import Selector

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

    def __post_init__(self) -> None:
        """Keep one placement of each offering, and the offerings of each code, the best first."""
        for placement in self.placements:
            self._first.setdefault(placement.offering.key, placement)
            self._all.setdefault(placement.offering.key, []).append(placement)
        self._ranked = sorted(self._first, key=self._rank)
        for key in self._ranked:
            course = self._first[key].entry.course
            for code in (course.code, *course.equivalents):
                self._by_code.setdefault(code, []).append(key)

    def kept(self, demands: Iterable[Demands]) -> list[Placement]:
        """The placements of the offerings that are kept."""
        keep = set(self._named())
        for one in demands:
            for need in one.needs:
                keep.update(self._best(need.selector, need.same, need.value, need.units))
            for count in one.counts:
                keep.update(self._best(count.tally.selector, None, None, 4 * int(count.tally.at_least)))
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

    def _best(self, selector: Selector, same: str | None, value: str | None, units: int) -> list[str]:
        most = self.most if same is None else max(3, units // 4 + 2)
        wanted = max(most, units // 2 + 2) if same is None else most
        found: list[str] = []
        for key in self._ranked:
            course = self._first[key].entry.course
            fits = same is None or value == course.subject or value in course.tags
            if fits and any(accepts(selector, placement.entry) for placement in self._all[key]):
                found.append(key)
                if len(found) >= wanted:
                    break
        return found

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
