"""The terms of a school year: which there are, which lie in which, and what comes before what."""

from waypost.engine.calendar.school_calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.calendar.term import Term, TermDates, YearDay, coded_term

__all__ = ["DEFAULT_CALENDAR", "SchoolCalendar", "Term", "TermDates", "YearDay", "coded_term"]
