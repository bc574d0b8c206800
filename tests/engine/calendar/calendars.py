"""Calendars for tests: the ready-made ones, and small generated ones."""

from datetime import date, timedelta

from hypothesis import strategies as st

from waypost.engine.calendar import SchoolCalendar, TermDates, YearDay
from waypost.engine.calendar.ready import READY
from waypost.engine.calendar_reading import read_calendar

TRIMESTERS = READY["trimesters"]


def ready(name: str) -> SchoolCalendar:
    """One of the ready-made calendars."""
    loaded = read_calendar(READY[name])
    assert loaded.calendar is not None, [str(problem) for problem in loaded.problems]
    return loaded.calendar


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    """A year of two to six stretches, some of them summer at its end, and terms over several of them."""
    starts = date(2001, draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    count = draw(st.integers(2, 6))
    cuts = sorted(draw(st.sets(st.integers(1, 360), min_size=count, max_size=count)))
    edges = [0, *cuts]
    summers = draw(st.integers(0, min(2, count - 1)))
    leaves = [
        _dates(f"P{at}", starts, first, after - 1, is_summer=at >= count - summers)
        for at, (first, after) in enumerate(zip(edges, cuts, strict=False))
    ]
    days = [one for one in leaves if not one.is_summer]
    long = [_over(days, "whole")] if len(days) > 1 and draw(st.booleans()) else []
    if len(days) > 3:
        long.append(_over(days[:2], "S1"))
    return SchoolCalendar(
        starts=YearDay(0, starts.month, starts.day), dates=tuple(draw(st.permutations(leaves + long)))
    )


def _over(leaves: list[TermDates], code: str) -> TermDates:
    return TermDates(code=code, title=code, begins=leaves[0].begins, ends=leaves[-1].ends)


def _dates(code: str, starts: date, first: int, last: int, *, is_summer: bool) -> TermDates:
    begins, ends = (_day(starts, days) for days in (first, last))
    return TermDates(code=code, title=code, begins=begins, ends=ends, is_summer=is_summer)


def _day(starts: date, days: int) -> YearDay:
    day = starts + timedelta(days=days)
    if (day.month, day.day) == (2, 29):
        day += timedelta(days=1)
    return YearDay(day.year - starts.year, day.month, day.day)
