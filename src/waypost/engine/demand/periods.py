"""Periods for courses that meet once, so that as few students as possible lose one of two that they want."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from waypost.engine.demand.counting import CourseTerm, Demand, Pair
from waypost.engine.demand.spreading import spread

#: Deterministic work of the solver; a real school's matrix takes a fiftieth of it.
WORK = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two courses in the same period, and how many students want both."""

    pair: Pair
    period: int
    students: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The period of each course, from 1; the clashes that are left, and how many of their wishes any timetable loses.

    `unavoidable` is proven: no timetable with so many periods loses fewer.
    """

    periods: Mapping[CourseTerm, int]
    clashes: tuple[Clash, ...]
    unavoidable: int

    @property
    def lost(self) -> int:
        """The wishes that the clashes lose: a student in two clashes counts twice."""
        return sum(clash.students for clash in self.clashes)

    @property
    def avoidable(self) -> int:
        """What another timetable might still save; 0 where this one is proven to be the best."""
        return self.lost - self.unavoidable


def assign_periods(
    demand: Demand,
    *,
    courses: Collection[CourseTerm],
    periods: int,
    work: float = WORK,
    seconds: float | None = None,
) -> Timetable:
    """A period for each course that meets once, each taking one period; the best one within the work allowed.

    `seconds` is a deadline by the clock. Raises ValueError where there are no periods.
    """
    if periods < 1:
        raise ValueError("a timetable needs at least one period")
    named = sorted(set(courses))
    number = {wanted: at for at, wanted in enumerate(named)}
    edges = {
        (number[one], number[other]): students
        for (one, other), students in demand.pairs.items()
        if one in number and other in number
    }
    found = spread(count=len(named), edges=edges, places=periods, work=work, seconds=seconds)
    placed = {wanted: found.places[at] + 1 for at, wanted in enumerate(named)}
    return timetable_of(demand, periods=placed, unavoidable=found.least)


def timetable_of(demand: Demand, *, periods: Mapping[CourseTerm, int], unavoidable: int) -> Timetable:
    """Periods that were found before, with the clashes that they leave."""
    clashes = (
        Clash(pair=(one, other), period=periods[one], students=students)
        for (one, other), students in demand.pairs.items()
        if one in periods and periods[one] == periods.get(other)
    )
    ordered = tuple(sorted(clashes, key=lambda clash: (-clash.students, clash.pair)))
    return Timetable(periods=periods, clashes=ordered, unavoidable=unavoidable)
