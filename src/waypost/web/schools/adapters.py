"""A district's calendar, as the engine reads it."""

from __future__ import annotations

from functools import lru_cache

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.calendar_reading import read_calendar

from .models import District


def calendar_of(district: District) -> SchoolCalendar:
    """The calendar in force; fall, spring, year and summer where the district has none."""
    return _calendar(district.calendar) if district.calendar else DEFAULT_CALENDAR


@lru_cache(maxsize=256)
def _calendar(text: str) -> SchoolCalendar:
    """The calendar of a text in force, which was checked before it came in force."""
    loaded = read_calendar(text)
    if loaded.calendar is None:
        raise ValueError(f"Stored calendar does not load: {loaded.problems[0]}")
    return loaded.calendar
