"""What a record says that cannot hold on a day.

A plan for spring 2026 promises nothing in the fall of 2026, and what is dated after the day has not happened.
"""

from dataclasses import replace
from datetime import date
from functools import cache

from waypost.engine.calendar import Term, TermDates, YearDay
from waypost.engine.record import Entry, Record, Stage

#: The last day that any school still counts to a term where no calendar is named.
_LAST_DAYS = {
    Term.FALL.dates: YearDay(1, 1, 31),
    Term.SPRING.dates: YearDay(1, 6, 30),
    Term.YEAR.dates: YearDay(1, 6, 30),
    Term.SUMMER.dates: YearDay(1, 8, 31),
}

#: The day on which no school is still in the year before.
_YEAR_BEGINS = YearDay(0, 7, 1)


def is_over(*, school_year: int, term: Term, on: date) -> bool:
    """Whether the term of that school year has ended before the day."""
    return school_year < first_open_year(term, on=on)


def first_open_year(term: Term, *, on: date) -> int:
    """The first school year whose term of this kind has not ended before the day."""
    return _first_open_year(term.dates, on)


@cache
def _first_open_year(dates: TermDates, on: date) -> int:
    years, month, day = _LAST_DAYS.get(dates, dates.ends)
    return on.year - years + ((on.month, on.day) > (month, day))


def last_begun_year(term: Term, *, on: date) -> int:
    """The last school year that has begun by the day: on July 1, or with the term where that begins earlier."""
    return _last_begun_year(term.dates, on)


@cache
def _last_begun_year(dates: TermDates, on: date) -> int:
    years, month, day = min(_YEAR_BEGINS, dates.begins)
    return on.year - years - ((on.month, on.day) < (month, day))


def is_in_the_future(entry: Entry, *, on: date) -> bool:
    """Whether an attempt is told as done or running in a school year that has not begun on the day."""
    return entry.stage is not Stage.PLANNED and entry.school_year > last_begun_year(entry.term, on=on)


def is_planned_past(entry: Entry, *, on: date) -> bool:
    """Whether the entry was planned for a term that is over: nobody knows if it was taken."""
    return entry.stage is Stage.PLANNED and is_over(school_year=entry.school_year, term=entry.term, on=on)


def without_past(record: Record, *, on: date | None) -> tuple[Record, tuple[Entry, ...]]:
    """The record without planned entries of terms that are over, and those entries; without a day all stay."""
    if on is None:
        return record, ()
    past = tuple(entry for entry in record.entries if is_planned_past(entry, on=on))
    if not past:
        return record, ()
    gone = {entry.id for entry in past}
    return replace(record, entries=tuple(entry for entry in record.entries if entry.id not in gone)), past


def without_future(record: Record, *, on: date | None) -> tuple[Record, tuple[Entry, ...]]:
    """The record without facts after the day and attempts of later years, and those attempts; no day: all stay."""
    if on is None:
        return record, ()
    ahead = tuple(entry for entry in record.entries if is_in_the_future(entry, on=on))
    if ahead:
        gone = {entry.id for entry in ahead}
        record = replace(record, entries=tuple(entry for entry in record.entries if entry.id not in gone))
    if any(fact.on is not None and fact.on > on for fact in record.facts):
        record = replace(record, facts=tuple(fact for fact in record.facts if fact.on is None or fact.on <= on))
    return record, ahead
