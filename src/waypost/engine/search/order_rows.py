"""Rows that keep prerequisites and corequisites, and that place a course once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from waypost.engine.prerequisite import NeedCourse
from waypost.engine.sameness import codes_of, course_key, excludes, most_in_all
from waypost.engine.search.clauses import Clause
from waypost.engine.search.placement import Placement
from waypost.engine.search.program import Program, Sum, added
from waypost.engine.search.reach import Reach, precedes
from waypost.engine.search.reasons import Reason, ReasonKind
from waypost.engine.search.takeable import times_left, units_left

Placed = tuple[Placement, int]


@dataclass(slots=True)
class OrderRows:
    """Adds the order of courses to a program."""

    program: Program
    placed: Sequence[Placed]
    reach: Reach
    explains: bool = False

    def add(self) -> None:
        """Add a row for each way to come too early, and for each course that would count twice."""
        by_code: dict[str, list[Placed]] = {}
        by_key: dict[str, list[Placed]] = {}
        for one in self.placed:
            course = one[0].entry.course
            by_key.setdefault(one[0].key, []).append(one)
            for code in sorted(codes_of(course)):
                by_code.setdefault(code, []).append(one)
        for own in by_key.values():
            self._once(own)
        self._apart()
        for code, own in by_code.items():
            same = [one for one in own if one[0].entry.course.code == code]
            if same:
                self._before(code, same, by_code)

    def _once(self, own: list[Placed]) -> None:
        course = own[0][0].entry.course
        if course.repeatable:
            halves = sorted({half for placement, _ in own for half in placement.halves})
            for half in halves:
                self.program.at_most({at: 1 for placement, at in own if half in placement.halves}, 1)
            self._no_more_than_left(own)
            times = times_left(course, self.reach.fixed)
            if times is not None:
                self._at_most({at: 1 for _, at in own}, times, ReasonKind.REPEATS, course.code)
            return
        if self.explains and len({placement.entry.course.code for placement, _ in own}) > 1:
            self._one_level(own)
            return
        self._one_pass(own)

    def _one_level(self, own: list[Placed]) -> None:
        """For an explanation: each level once, and one level in all unless that rule is let go of."""
        levels: dict[str, list[Placed]] = {}
        for one in own:
            levels.setdefault(one[0].entry.course.code, []).append(one)
        for level in levels.values():
            self._one_pass(level)
        code = max(levels, key=lambda code: (bool(levels[code][0][0].entry.course.lower_levels), code))
        self._at_most({at: 1 for _, at in own}, 1, ReasonKind.LEVEL_OF, code)

    def _no_more_than_left(self, own: list[Placed]) -> None:
        """No more units than the catalog leaves; a level that may be taken more often has to be taken."""
        left = {at: units_left(placement.entry.course, self.reach.fixed) for placement, at in own}
        known = {at: units for at, units in left.items() if units is not None}
        if len(known) < len(left):
            return
        total: Sum = {at: placement.entry.units for placement, at in own}
        steps = sorted(set(known.values()))
        for less, more in pairwise(steps):
            beyond = self.program.variable()
            taken = [at for at, units in known.items() if units >= more]
            self.program.at_most(added({beyond: 1}, dict.fromkeys(taken, -1)), 0)
            total[beyond] = less - more
        self._at_most(total, steps[0], ReasonKind.REPEATS, own[0][0].entry.course.code)

    def _at_most(self, total: Sum, most: int, kind: ReasonKind, code: str) -> None:
        """No more, unless an explanation lets go of the rule that says so."""
        beyond = self.program.most_of(total) - most
        if self.explains and beyond > 0:
            reason = self.program.reason(Reason(kind=kind, course_code=code))
            total, most = added(total, {reason: beyond}), most + beyond
        self.program.at_most(total, most)

    def _one_pass(self, own: list[Placed]) -> None:
        most = max(most_in_all(placement.entry.course) or 0 for placement, _ in own)
        if any(placement.kept and placement.entry.units < most for placement, _ in own):
            self.program.at_most({at: placement.entry.units for placement, at in own}, most)
        else:
            self.program.at_most({at: 1 for _, at in own}, 1)

    def _apart(self) -> None:
        """Courses that exclude one another never stand on one plan, whichever comes first."""
        by_code: dict[str, list[Placed]] = {}
        for one in self.placed:
            by_code.setdefault(one[0].entry.course.code, []).append(one)
        courses = [own[0][0].entry.course for own in by_code.values()]
        for course in courses:
            for other in courses if course.excludes else ():
                is_once = course_key(course) == course_key(other) and not course.repeatable
                if excludes(course, other) and not is_once:
                    self._never_both(by_code[course.code], by_code[other.code], course.code)

    def _never_both(self, own: list[Placed], others: list[Placed], code: str) -> None:
        total: Sum = dict.fromkeys([at for _, at in own], 1)
        for _, at in others:
            self._at_most(added(total, {at: len(own)}), len(own), ReasonKind.EXCLUDES, code)

    def _before(self, code: str, own: list[Placed], by_code: dict[str, list[Placed]]) -> None:
        course = own[0][0].entry.course
        for clause in self.reach.clauses(course):
            self._clause(clause, own, by_code, ReasonKind.PREREQUISITE, code)
        for clause in self.reach.beside(course):
            if not clause.asks:
                beside = Clause(tuple(replace(need, concurrent=True) for need in clause.needs))
                self._clause(beside, own, by_code, ReasonKind.COREQUISITE, code)

    def _clause(
        self, clause: Clause, own: list[Placed], by_code: dict[str, list[Placed]], kind: ReasonKind, code: str
    ) -> None:
        waiting: dict[frozenset[int], list[int]] = {}
        for placement, at in own:
            if not self.reach.stands(clause, placement):
                makers = _makers(clause.needs, placement, by_code)
                waiting.setdefault(makers, []).append(at)
        if not waiting:
            return
        reason = self.program.reason(Reason(kind=kind, course_code=code))
        for total in _groups(waiting, once=not own[0][0].entry.course.repeatable):
            self.program.at_most(added(total, {reason: 1}), 1)


def _groups(waiting: dict[frozenset[int], list[int]], *, once: bool) -> Iterable[Sum]:
    """What must not be positive; a course that is placed once joins all places that wait for the same or less."""
    for makers in sorted(waiting, key=lambda makers: (len(makers), sorted(makers))):
        ready: Sum = dict.fromkeys(makers, -1)
        if not once:
            yield from (added(ready, {at: 1}) for at in waiting[makers])
            continue
        joined = [at for other, places in waiting.items() if other <= makers for at in places]
        yield added(ready, dict.fromkeys(sorted(joined), 1))


def _makers(needs: tuple[NeedCourse, ...], placement: Placement, by_code: dict[str, list[Placed]]) -> frozenset[int]:
    """The placements that would make this one ready."""
    return frozenset(
        at
        for need in needs
        for other, at in by_code.get(need.code, ())
        if other is not placement and precedes(other.halves, placement.halves, concurrent=need.concurrent)
    )
