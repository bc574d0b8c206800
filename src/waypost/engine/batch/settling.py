"""What attempts at one course bring together under their ceiling, where no single audit is needed to say so.

Example: Maya failed to be in time with half of Algebra 1 in grade 9 and plans all of it again for grade 12. Both serve
"mathematics", the first serves "by grade 9" too: whatever the second could serve, the first serves as well. So the
first brings all that it has and the second what the ceiling leaves, and from there on they are like any other
units. The same holds for any number of attempts, each of which serves all that the next one serves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from waypost.engine.batch.columns import Block, Courses, Flags, Ints
from waypost.engine.batch.supply import Repeats
from waypost.engine.batch.types import Type
from waypost.engine.families import Family, Source, in_order_of_time
from waypost.engine.plan import Plan
from waypost.engine.supply import sources_from


@dataclass(slots=True)
class Settled:
    """Rows of repeats with their units at done, now, planned, and whether they count among the terms of a course.

    ``mixed`` are students whose attempts serve each something that the other does not: which of them counts for what
    the single audit finds.
    """

    rows: Ints
    units: Ints
    in_time: Flags
    mixed: Flags


#: What attempts bring: units and terms by row and stage; None where only the single audit can tell.
Outcome = tuple[list[tuple[int, ...]], list[tuple[bool, ...]]] | None


@dataclass(slots=True)
class Settling:
    """Settles attempts under one plan, and remembers what came out for attempts that look the same.

    ``kinds`` are the types met so far under the plan; rows name them by place.
    """

    plan: Plan
    courses: Courses
    kinds: Sequence[Type]
    _known: dict[bytes, Outcome] = field(default_factory=dict)

    def settle(self, repeats: Repeats, *, block: Block, types: Ints) -> Settled:
        """What each row of the repeats brings."""
        units, in_time = [np.zeros((0, 3), np.int64)], [np.zeros((0, 3), np.bool_)]
        mixed: Flags = np.zeros(len(block), np.bool_)
        for lines, own_looks in zip(repeats.attempts, repeats.looks, strict=True):
            looks = np.concatenate([types[lines], own_looks], axis=1, dtype=np.int32)
            seen, firsts, numbers = np.unique(
                looks.view(f"V{looks.shape[1] * 4}").reshape(-1), return_index=True, return_inverse=True
            )
            own = [
                self._outcome(look.tobytes(), block=block, line=lines[first], types=types)
                for look, first in zip(seen, firsts.tolist(), strict=True)
            ]
            numbers = numbers.reshape(-1)
            is_mixed = np.array([one is None for one in own], np.bool_)[numbers]
            mixed[block.student[lines[is_mixed, 0]]] = True
            nothing = ([(0, 0, 0)] * lines.shape[1], [(False, False, False)] * lines.shape[1])
            units.append(np.array([(one or nothing)[0] for one in own], np.int64)[numbers].reshape(-1, 3))
            in_time.append(np.array([(one or nothing)[1] for one in own], np.bool_)[numbers].reshape(-1, 3))
        return Settled(repeats.rows, np.concatenate(units), np.concatenate(in_time), mixed)

    def _outcome(self, look: bytes, *, block: Block, line: Ints, types: Ints) -> Outcome:
        if look not in self._known:
            entries = [block.entry(row, courses=self.courses) for row in line.tolist()]
            sources = sources_from(entries, units=block.units[line].tolist(), counts=block.counts[line].tolist())
            kinds = [self.kinds[place] for place in types[line].tolist()]
            self._known[look] = _Attempts(self.plan, sources, kinds).settled()
        return self._known[look]


@dataclass(slots=True)
class _Attempts:
    """Attempts at one course, each with its type."""

    plan: Plan
    sources: list[Source]
    kinds: list[Type]
    family: Family = field(init=False)

    def __post_init__(self) -> None:
        self.family = Family(self.sources)
        for source in self.sources:
            source.kin = self.family

    def settled(self) -> Outcome:
        """What each brings, if that can be said without the rest of the record."""
        order = self._by_uses()
        if self.family.binds and not self._are_nested(order):
            return None
        units, in_time = self._units(order), self._in_time()
        if units is None or in_time is None or not self._tallies_agree(units):
            return None
        return units, in_time

    def _by_uses(self) -> list[int]:
        """The places of the attempts, those that serve the most first."""
        return sorted(range(len(self.kinds)), key=lambda at: (-self.kinds[at].mask.bit_count(), at))

    def _are_nested(self, order: list[int]) -> bool:
        """Whether each attempt that brings something can stand in for all that follow."""
        own = list(dict.fromkeys(self.kinds[at] for at in order if self.sources[at].units[2]))
        if len(own) > 1 and any(kind.is_unjudged for kind in own):
            return False
        return all(self._stands_in(one, other) for one, other in pairwise(own))

    def _stands_in(self, one: Type, other: Type) -> bool:
        """Whether the one serves all that the other serves, with the same values and under the same limits."""
        if not self._is_asked(other):
            return True
        limits = sum(1 << cap.bit for cap in self.plan.caps)
        has_values = all(set(values) <= set(one.values_for(bit)) for bit, values in other.values)
        return has_values and not other.mask & ~one.mask and not (one.mask ^ other.mask) & limits

    def _is_asked(self, kind: Type) -> bool:
        return any(kind.mask >> slot.bit & 1 for slot in self.plan.slots)

    def _units(self, order: list[int]) -> list[tuple[int, ...]] | None:
        """The units by stage; None where what an attempt serves falls when a later one comes.

        What is filled has to stay filled, so that the single audit goes in steps of time there.
        """
        before: dict[Type, int] = {}
        by_stage = [[0] * len(order) for _ in range(3)]
        for moment in sorted({source.moment for source in self.sources}):
            kept = self._kept(order, taken=[source.moment <= moment for source in self.sources])
            together: dict[Type, int] = {}
            for kind, units in zip(self.kinds, kept, strict=True):
                together[kind] = together.get(kind, 0) + units
            if any(units < before.get(kind, 0) and self._is_asked(kind) for kind, units in together.items()):
                return None
            before = together
            for stage in range(moment[0], 3):
                by_stage[stage] = kept
        return list(zip(*by_stage, strict=True))

    def _kept(self, order: list[int], *, taken: list[bool]) -> list[int]:
        """The units of each attempt when some of them are taken: first those of attempts that serve the most."""
        left = self.family.ceiling([source for source, is_taken in zip(self.sources, taken, strict=True) if is_taken])
        kept = [0] * len(order)
        for at in order:
            if taken[at]:
                kept[at] = min(self.sources[at].units[2], left)
                left -= kept[at]
        return kept

    def _tallies_agree(self, units: list[tuple[int, ...]]) -> bool:
        """Whether every tally of units finds what its attempts bring together."""
        for own in self._by_tally():
            for stage, ceiling in enumerate(self.family.ceilings):
                wanted = min(sum(self.sources[at].units[stage] for at in own), ceiling)
                if sum(units[at][stage] for at in own) != wanted:
                    return False
        return True

    def _in_time(self) -> list[tuple[bool, ...]] | None:
        """Whether each counts among the terms of the course, by stage; None where two tallies differ."""
        found: dict[int, tuple[bool, ...]] = {}
        for own in self._by_tally():
            stages = []
            for stage in range(3):
                sources = [self.sources[at] for at in own]
                counting = [source for source in sources if source.counts and source.stage <= stage]
                stages.append({id(source) for source in in_order_of_time(counting, stage=stage)})
            for at in own:
                flags = tuple(id(self.sources[at]) in kept for kept in stages)
                if found.setdefault(at, flags) != flags:
                    return None
        return [found.get(at, (False, False, False)) for at in range(len(self.sources))]

    def _by_tally(self) -> Iterator[list[int]]:
        """The places of the attempts that each tally counts, every set of them once."""
        bits = range(max((kind.counted.bit_length() for kind in self.kinds), default=0))
        by_tally = (tuple(at for at, kind in enumerate(self.kinds) if kind.counted >> bit & 1) for bit in bits)
        yield from (list(own) for own in dict.fromkeys(by_tally) if own)
