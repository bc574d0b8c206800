"""Attempts at one course as a family, and the ceiling that they share.

Example: Algebra 1 is worth 1 credit. Maya earned it in grade 9 with a D and again in grade 11 with a B. Each attempt
brings 1 credit to the slots that it fits; the two are a *family* whose ceiling is 1 credit. Which attempt counts for
what is decided by the allocation, not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from waypost.engine.load import halves_of
from waypost.engine.marks import mark_order
from waypost.engine.record import Entry
from waypost.engine.result import HeldBecause
from waypost.engine.sameness import most_in_all

Units = tuple[int, int, int]

NO_UNITS: Units = (0, 0, 0)

#: More than any student's units together.
NO_END = 1 << 40


@dataclass(slots=True)
class Source:
    """An attempt with what it matches and its units at the stages done, with now, with planned.

    ``counts``: it is passed, running or planned, so that it counts as a course whatever its units. ``because`` says
    why it brings nothing. ``kin`` are all attempts at its course where there are several, ``family`` the same where
    their ceiling binds.
    """

    entry: Entry
    stage: int
    units: Units
    counts: bool
    because: HeldBecause | None
    mask: int = 0
    held: int = 0
    counted: int = 0
    kin: "Family | None" = None
    family: "Family | None" = None

    @property
    def moment(self) -> "Moment":
        """Where the attempt stands in the order of time."""
        last = max(halves_of(self.entry))
        return self.stage, last.school_year, last.place


#: The stage of an attempt, its school year, and the place of the last short term in which it meets.
Moment = tuple[int, int, int]


@dataclass(slots=True, eq=False)
class Family:
    """The attempts at one course; ``ceilings`` are the most that they bring together at each stage."""

    members: list[Source]
    ceilings: Units = field(init=False)

    def __post_init__(self) -> None:
        done, now, planned = (self.ceiling([own for own in self.members if own.stage <= stage]) for stage in range(3))
        self.ceilings = (done, now, planned)

    @property
    def binds(self) -> bool:
        """Whether the attempts have more than they may bring together."""
        totals = [sum(own.units[stage] for own in self.members) for stage in range(3)]
        return any(total > most for total, most in zip(totals, self.ceilings, strict=True))

    def ceiling(self, members: list[Source]) -> int:
        """The most that some of the attempts bring together."""
        return worth_of([own.entry for own in members])

    def kept(self, stage: int, *, among: "list[Source] | None" = None) -> list[tuple[Source, int]]:
        """The units of each attempt that count if only the course matters: the best attempts first."""
        left = self.ceilings[stage]
        kept = []
        for source in sorted(self.members if among is None else among, key=_by_merit):
            units = min(source.units[stage], left)
            left -= units
            kept.append((source, units))
        return kept


def worth_of(entries: Sequence[Entry]) -> int:
    """The most that attempts at one course bring together; it never falls when an attempt is added.

    Attempts whose course may be taken once: what was attempted in one school year, or a catalog's units. Those whose
    course is repeatable: what its catalog allows in all, or the credit of one of them. The largest of these counts.
    """
    most = 0
    by_year: dict[int, int] = {}
    for entry in entries:
        course = entry.course
        if course.repeatable:
            in_all = most_in_all(course)
            most = max(most, entry.units, NO_END if in_all is None else in_all)
        else:
            by_year[entry.school_year] = by_year.get(entry.school_year, 0) + _attempted(entry)
            most = max(most, course.units)
    return max([most, *by_year.values()])


def _attempted(entry: Entry) -> int:
    """The units that were attempted: fall and spring of one year are halves and not repeats, a failed one is too."""
    attempted = entry.units if entry.attempted_units is None else entry.attempted_units
    return max(attempted, entry.units)


def families_in(sources: list[Source]) -> list[Family]:
    """The families whose ceiling binds, each once."""
    return list({id(own.family): own.family for own in sources if own.family is not None}.values())


def units_used(sources: list[Source], *, claimed: dict[int, int]) -> dict[int, int]:
    """The units that count of attempts in a family, by place: first those that are claimed, then the best attempts'."""
    used: dict[int, int] = {}
    for family in families_in(sources):
        places = {id(own): at for at, own in enumerate(sources) if own.family is family}
        left = family.ceilings[2]
        for own, _ in family.kept(2):
            used[places[id(own)]] = units = min(claimed.get(places[id(own)], 0), left)
            left -= units
        for own, _ in family.kept(2):
            at = places[id(own)]
            more = min(own.units[2] - used[at], left)
            used[at] += more
            left -= more
    return used


def units_together(sources: list[Source], *, stage: int) -> int:
    """The units that some attempts bring together at a stage, no family more than its ceiling."""
    total = 0
    by_family: dict[int, int] = {}
    for source in sources:
        if source.family is None:
            total += source.units[stage]
        else:
            by_family[id(source.family)] = by_family.get(id(source.family), 0) + source.units[stage]
    ceilings = {id(family): family.ceilings[stage] for family in families_in(sources)}
    return total + sum(min(units, ceilings[key]) for key, units in by_family.items())


def in_order_of_time(sources: list[Source], *, stage: int) -> list[Source]:
    """Of each course the attempts, in order of time, with which it is earned; later ones are repeats."""
    kin = {id(own.kin): own.kin for own in sources if own.kin is not None}
    left = {key: family.ceilings[stage] or NO_END for key, family in kin.items()}
    kept = []
    for source in sorted(sources, key=in_time):
        if source.kin is None:
            kept.append(source)
        elif left[id(source.kin)] > 0:
            left[id(source.kin)] -= source.units[stage]
            kept.append(source)
    return kept


def in_time(source: Source) -> tuple[Moment, str]:
    """The order of time; of the same moment the order of the numbers."""
    return source.moment, source.entry.id


def _by_merit(source: Source) -> tuple[int, tuple[int, ...], int, str]:
    known, rank = mark_order(source.entry.mark)
    return (source.stage, (-known, -int(rank * 1000)), source.entry.school_year, source.entry.id)
