"""Rows that keep every term within its periods and its load, with what wishes take away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waypost.engine.load import Half, halves_of
from waypost.engine.record import Entry, Stage
from waypost.engine.search.calendar import Calendar, Span
from waypost.engine.search.order_rows import Placed
from waypost.engine.search.program import Program, Sum, added
from waypost.engine.search.reasons import Reason, ReasonKind
from waypost.engine.search.wishes import HOURS_PER_PERIOD, LighterTerm, Wishes


@dataclass(slots=True, kw_only=True)
class RoomRows:
    """Adds the room of each half to a program."""

    program: Program
    placed: Sequence[Placed]
    fixed: Sequence[Entry]
    spans: Sequence[Span]
    calendar: Calendar
    wishes: Wishes

    def add(self) -> None:
        """Add periods, least periods and load of every half."""
        for span in self.spans:
            periods = {at: one.offering.periods_taken for one, at in self.placed if span.half in one.halves}
            weights = {at: one.offering.weight for one, at in self.placed if span.half in one.halves}
            self._periods(span, {at: own for at, own in periods.items() if own})
            if not span.is_summer:
                self._load(span, weights)

    def _periods(self, span: Span, periods: Sum) -> None:
        program = self.program
        room = max(0, span.periods - standing_periods(self.fixed, span.half))
        cuts: Sum = {}
        for reason, fewer in cuts_of(self.wishes, span):
            own = program.reason(reason)
            cuts[own] = cuts.get(own, 0) + fewer
        full = max(0, program.most_of(periods) + sum(cuts.values()) - room)
        if full:
            place = Reason(kind=ReasonKind.PERIODS, term=span.half.term if span.is_summer else None)
            program.at_most(added(periods, cuts, {program.reason(place): full}), room + full)
        least = min(self.calendar.least_periods - span.periods + room, room)
        if least > 0 and not span.is_summer:
            place = Reason(kind=ReasonKind.LEAST_PERIODS)
            program.at_least(added(periods, cuts, {program.reason(place): -least}), 0)

    def _load(self, span: Span, weights: Sum) -> None:
        program = self.program
        for kind, most in (
            (ReasonKind.LOAD, self.calendar.most_load),
            (ReasonKind.MOST_LOAD, self.wishes.most_load),
        ):
            if most is not None:
                over = max(0, program.most_of(weights) - most)
                place = Reason(kind=kind)
                if over:
                    program.at_most(added(weights, {program.reason(place): over}), most + over)
        program.at_least(weights, self.calendar.least_load)


def standing_periods(fixed: Sequence[Entry], half: Half) -> int:
    """The periods that what is in progress or fixed takes in a half."""
    return sum(entry.course.periods for entry in fixed if entry.stage is not Stage.DONE and half in halves_of(entry))


def cuts_of(wishes: Wishes, span: Span) -> Iterator[tuple[Reason, int]]:
    """The periods that wishes take from a half, each by name."""
    if wishes.finish_early is not None:
        grade, term = wishes.finish_early
        if (span.grade, span.half.place) > (grade, term.parts[-1].place):
            yield Reason(kind=ReasonKind.FINISH_EARLY, grade_level=grade, term=term), span.periods
    if span.is_summer:
        return
    for kind, asked in ((ReasonKind.LIGHTER, wishes.lighter), (ReasonKind.FREE_PERIOD, wishes.free_period)):
        for one in asked:
            if _covers(one, span):
                yield Reason(kind=kind, grade_level=one.grade_level, term=one.term), one.fewer
    if span.grade in wishes.half_day:
        yield Reason(kind=ReasonKind.HALF_DAY, grade_level=span.grade), -(-span.periods // 2)
    if wishes.work_hours and span.grade in (wishes.work_grades or (12,)):
        yield Reason(kind=ReasonKind.WORK, grade_level=span.grade), -(-wishes.work_hours // HOURS_PER_PERIOD)


def _covers(one: LighterTerm, span: Span) -> bool:
    return one.grade_level == span.grade and (one.term is None or span.half.term in one.term.parts)
