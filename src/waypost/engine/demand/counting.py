"""What students want next year, counted: by course and term, and by pair of courses that one student wants both of."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from waypost.engine.catalog import Term

Pair = tuple["CourseTerm", "CourseTerm"]


@dataclass(frozen=True, slots=True, order=True)
class CourseTerm:
    """One course in one term: what is counted, given sections and placed in a period."""

    course: str
    term: Term = Term.YEAR

    def meets_with(self, other: "CourseTerm") -> bool:
        """Whether the two could meet at the same time: a year course meets in fall and in spring."""
        return self.term.meets_with(other.term)


class PairFault(StrEnum):
    """What is odd in the counts of a pair."""

    UNEVEN = "uneven"  # the matrix has two values for it, one for each direction
    ONE_SIDED = "one_sided"  # a matrix that has both directions lacks one of them here
    TOO_MANY = "too_many"  # more students want both than want one of them
    UNKNOWN = "unknown"  # nobody is counted for one of the two
    SAME = "same"  # a course paired with itself


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PairProblem:
    """An odd pair, the two values that were given, and the one that is used (0: the pair is left out)."""

    pair: Pair
    fault: PairFault
    given: tuple[int, int]
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Students by course and term; students by pair that could meet at the same time, smaller name first."""

    counts: Mapping[CourseTerm, int]
    pairs: Mapping[Pair, int]
    problems: tuple[PairProblem, ...] = ()

    def both(self, one: CourseTerm, other: CourseTerm) -> int:
        """How many students want the two."""
        return self.pairs.get((min(one, other), max(one, other)), 0)


def demand_of(requests: Mapping[str, Collection[CourseTerm]]) -> Demand:
    """The demand of known students: each one's courses, by any key; a course named twice counts once."""
    named = sorted({one for wanted in requests.values() for one in wanted})
    number = {wanted: at for at, wanted in enumerate(named)}
    counts: Counter[int] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    for wanted in requests.values():
        own = sorted({number[one] for one in wanted})
        counts.update(own)
        pairs.update(combinations(own, 2))
    return Demand(
        counts={named[at]: students for at, students in sorted(counts.items())},
        pairs={
            (named[one], named[other]): students
            for (one, other), students in sorted(pairs.items())
            if named[one].meets_with(named[other])
        },
    )


def demand_from_counts(*, counts: Mapping[CourseTerm, int], pairs: Mapping[Pair, int]) -> Demand:
    """The demand of a matrix without students: where its two directions differ, the larger is used and reported.

    Raises ValueError for a negative count.
    """
    if any(count < 0 for count in (*counts.values(), *pairs.values())):
        raise ValueError("a count of students is negative")
    is_square = any((other, one) in pairs for one, other in pairs if one != other)
    used: dict[Pair, int] = {}
    problems: list[PairProblem] = []
    for pair in sorted({(min(pair), max(pair)) for pair in pairs}):
        given = _both_ways(pair, pairs=pairs)
        faults = _faults(pair, given=given, counts=counts, is_square=is_square)
        value = 0 if {PairFault.UNKNOWN, PairFault.SAME}.intersection(faults) else max(given)
        problems.extend(PairProblem(pair=pair, fault=fault, given=given, used=value) for fault in faults)
        if value and pair[0].meets_with(pair[1]):
            used[pair] = value
    kept = {wanted: count for wanted, count in sorted(counts.items()) if count}
    return Demand(counts=kept, pairs=used, problems=tuple(problems))


def _both_ways(pair: Pair, *, pairs: Mapping[Pair, int]) -> tuple[int, int]:
    """The two directions of a pair; 0 where one is not given."""
    one, other = pair
    return pairs.get((one, other), 0), pairs.get((other, one), 0)


def _faults(
    pair: Pair, *, given: tuple[int, int], counts: Mapping[CourseTerm, int], is_square: bool
) -> tuple[PairFault, ...]:
    """All that is odd about a pair."""
    one, other = pair
    if one == other:
        return (PairFault.SAME,)
    fewer = min(counts.get(one, 0), counts.get(other, 0))
    if not fewer:
        return (PairFault.UNKNOWN,)
    odd = {
        PairFault.ONE_SIDED: is_square and given[0] != given[1] and 0 in given,
        PairFault.UNEVEN: is_square and given[0] != given[1] and 0 not in given,
        PairFault.TOO_MANY: max(given) > fewer,
    }
    return tuple(fault for fault, is_so in odd.items() if is_so)
