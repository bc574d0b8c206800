"""Which courses can be reached at all, and the earliest half for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from waypost.engine.attempts import attempts_by_course, brings_credit, completing
from waypost.engine.catalog import Course
from waypost.engine.load import Half, halves_of
from waypost.engine.marks import mark_reaches
from waypost.engine.prerequisite import NeedCourse
from waypost.engine.record import Entry, Stage
from waypost.engine.sameness import codes_of, course_key
from waypost.engine.search.clauses import Clause, clauses_of
from waypost.engine.search.placement import Placement

Before = tuple[Half, Half]


@dataclass(slots=True)
class Reach:
    """What stands on the record for each code, the clauses of each course, and the placements that can be used."""

    fixed: Sequence[Entry]
    _standing: dict[str, list[Entry]] = field(default_factory=dict, init=False)
    _keys: set[str] = field(default_factory=set, init=False)
    _clauses: dict[str, tuple[Clause, ...]] = field(default_factory=dict, init=False)
    _beside: dict[str, tuple[Clause, ...]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Find the entries by every code of their course."""
        for key, attempts in attempts_by_course(self.fixed).items():
            if any(map(brings_credit, attempts)):
                self._keys.add(key)
            for entry in completing(attempts):
                for code in codes_of(entry.course):
                    self._standing.setdefault(code, []).append(entry)

    def clauses(self, course: Course) -> tuple[Clause, ...]:
        """The clauses of a course's prerequisite that a person need not judge."""
        known = self._clauses.get(course.code)
        if known is None:
            known = tuple(clause for clause in clauses_of(course.prerequisite) if not clause.asks)
            self._clauses[course.code] = known
        return known

    def beside(self, course: Course) -> tuple[Clause, ...]:
        """The clauses of a course's corequisite."""
        known = self._beside.get(course.code)
        if known is None:
            known = self._beside[course.code] = clauses_of(course.corequisite)
        return known

    def holds(self, course: Course) -> bool:
        """Whether an attempt at this course, at any level, is on the record."""
        return course_key(course) in self._keys

    def stands(self, clause: Clause, placement: Placement) -> bool:
        """Whether the record alone satisfies a clause for a placement."""
        return any(
            precedes(halves_of(entry), placement.halves, concurrent=need.concurrent)
            for need in clause.needs
            for entry in self._standing.get(need.code, ())
            if reaches(entry, need)
        )

    def usable(self, placements: Iterable[Placement]) -> list[Placement]:
        """The placements whose prerequisites can be had in time, by the record or by other usable placements."""
        waiting = list(placements)
        earliest: dict[str, Before] = {}
        usable: list[Placement] = []
        grew = True
        while grew:
            grew = False
            later: list[Placement] = []
            for placement in waiting:
                if not self._can_follow(placement, earliest=earliest):
                    later.append(placement)
                    continue
                usable.append(placement)
                grew = _note(placement, earliest=earliest) or grew
            waiting = later
        return usable

    def _can_follow(self, placement: Placement, *, earliest: dict[str, Before]) -> bool:
        clauses = self.clauses(placement.entry.course)
        return not clauses or all(
            self.stands(clause, placement) or any(_in_time(need, placement, earliest) for need in clause.needs)
            for clause in clauses
        )


def reaches(entry: Entry, need: NeedCourse) -> bool:
    """Whether an attempt is good enough; a mark that nobody can compare is left to a person."""
    if need.min_grade is None or entry.stage is not Stage.DONE or entry.mark is None:
        return True
    return mark_reaches(entry.mark, need.min_grade) is not False


def precedes(earlier: tuple[Half, ...], later: tuple[Half, ...], *, concurrent: bool) -> bool:
    """Whether one stands before another, or beside it where that is early enough."""
    return earlier[-1] < later[0] or (concurrent and earlier[0] <= later[-1])


def _in_time(need: NeedCourse, placement: Placement, earliest: dict[str, Before]) -> bool:
    found = earliest.get(need.code)
    if found is None:
        return False
    last, first = found
    return last < placement.halves[0] or (need.concurrent and first <= placement.halves[-1])


def _note(placement: Placement, *, earliest: dict[str, Before]) -> bool:
    """Remember the earliest end and the earliest start of a course; whether that is news."""
    grew = False
    course = placement.entry.course
    for code in codes_of(course):
        own = (placement.halves[-1], placement.halves[0])
        known = earliest.get(code)
        best = own if known is None else (min(known[0], own[0]), min(known[1], own[1]))
        if best != known:
            earliest[code] = best
            grew = True
    return grew
