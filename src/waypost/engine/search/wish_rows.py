"""Rows for what must be on the plan, what must not, and what stands where the student put it."""

from collections.abc import Sequence
from dataclasses import dataclass

from waypost.engine.record import Entry, Stage
from waypost.engine.search.order_rows import Placed
from waypost.engine.search.program import Program, added
from waypost.engine.search.reasons import Reason, ReasonKind
from waypost.engine.search.wishes import Target, Wishes


@dataclass(slots=True)
class WishRows:
    """Adds must-have, never and pinned wishes to a program."""

    program: Program
    placed: Sequence[Placed]
    fixed: Sequence[Entry]
    wishes: Wishes

    def add(self) -> None:
        """Add a row for each wish that the record does not settle."""
        for target in self.wishes.must_have:
            if not any(stands_for(target, entry) for entry in self.fixed):
                self._must(target)
        for target in self.wishes.never:
            self._never(target)
        for pinned in self.wishes.pinned:
            place = (pinned.school_year, pinned.term)
            own = {at: 1 for one, at in self.placed if one.place == place and is_code(one.entry, pinned.course_code)}
            reason = Reason(kind=ReasonKind.PINNED, course_code=pinned.course_code, term=pinned.term)
            if not any(
                (entry.school_year, entry.term) == place and is_code(entry, pinned.course_code) for entry in self.fixed
            ):
                self.program.at_least(added(own, {self.program.reason(reason): -1}), 0)

    def _must(self, target: Target) -> None:
        own = {at: 1 for one, at in self.placed if target.includes(one.entry.course)}
        reason = Reason(kind=ReasonKind.MUST_HAVE, words=target.words)
        self.program.at_least(added(own, {self.program.reason(reason): -1}), 0)

    def _never(self, target: Target) -> None:
        own = {at: 1 for one, at in self.placed if target.includes(one.entry.course)}
        if own:
            reason = self.program.reason(Reason(kind=ReasonKind.NEVER, words=target.words))
            self.program.at_most(added(own, {reason: len(own)}), len(own))


def stands_for(target: Target, entry: Entry) -> bool:
    """Whether something earned or under way is what a wish asks for."""
    return target.includes(entry.course) and (entry.units > 0 or entry.stage is not Stage.DONE)


def is_code(entry: Entry, code: str) -> bool:
    """Whether an entry is this course."""
    return entry.course.code == code or code in entry.course.equivalents
