"""A calendar from its text or from a table of another file, with every problem and its place."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from waypost.engine.calendar.ready import READY
from waypost.engine.calendar.school_calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.calendar.term import Term, TermDates, YearDay
from waypost.engine.rulebook.opening import opened_toml
from waypost.engine.rulebook.problem import Problem, ProblemKind
from waypost.engine.rulebook.table import Table

_DAY = re.compile(r"\d\d-\d\d")
_CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_PLAIN_YEAR = 2001  # no leap year: a day of every year
MOST_TERMS = 24
LONGEST_CODE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCalendar:
    """A calendar, or None with the problems that stand in its way."""

    calendar: SchoolCalendar | None
    problems: tuple[Problem, ...] = ()


def read_calendar(text: str) -> LoadedCalendar:
    """Read a calendar from TOML (docs/formats/calendar.md); every problem is reported, not only the first."""
    top = opened_toml(text)
    if not isinstance(top, Table):
        return LoadedCalendar(calendar=None, problems=top)
    calendar = _calendar(top)
    return LoadedCalendar(calendar=calendar, problems=top.problems.in_order())


def calendar_in(table: Table, key: str, *, otherwise: SchoolCalendar = DEFAULT_CALENDAR) -> SchoolCalendar:
    """The calendar under a key of another file: the name of a ready-made one, or a table as in a calendar's text."""
    value = table.raw(key)
    if value is None:
        return otherwise
    if isinstance(value, str):
        name = table.one_of(key, READY)
        found = read_calendar(READY[name]).calendar if name else None
    else:
        inner = table.table(key)
        found = _calendar(inner) if inner else None
    table.problems.is_calendar_unread |= found is None
    return found or otherwise


def term_in(table: Table, key: str, *, calendar: SchoolCalendar) -> Term | None:
    """A term of the calendar, if there; where the file's calendar has a problem no word is called unknown."""
    if table.problems.is_calendar_unread:
        table.text(key)
        return None
    return table.one_of(key, calendar.known)


def terms_in(table: Table, key: str, *, calendar: SchoolCalendar) -> frozenset[Term]:
    """Some terms of the calendar; where the file's calendar has a problem no word is called unknown."""
    if table.problems.is_calendar_unread:
        table.words(key)
        return frozenset()
    return table.some_of(key, calendar.known)


def _calendar(top: Table) -> SchoolCalendar | None:
    """The calendar; None where a problem was found in it."""
    before = len(top.problems.found)
    starts = _day(top, "starts")
    title, title_es = top.text("title") or "", top.text("title_es") or ""
    are_sure = len(top.problems.found) == before
    listed = [_listed(table, starts=starts, are_sure=are_sure) for table in top.tables("term")]
    ends = _optional_day(top, "first_semester_ends", starts=starts)
    full_credit = top.words("full_credit")
    _check(top, listed)
    codes = {dates.code for _, dates, _ in listed}
    for code in sorted(full_credit - codes) if all(codes) else ():
        top.wrong("full_credit", f"no term has the code '{code}'", ProblemKind.UNKNOWN_PATH)
    top.finish()
    if len(top.problems.found) > before:
        return None
    return SchoolCalendar(
        starts=starts,
        dates=tuple(dates for _, dates, _ in listed),
        first_semester_ends=ends,
        full_credit=tuple(dates.code for _, dates, _ in listed if dates.code in full_credit),
        title=title,
        title_es=title_es,
    )


#: A term of a calendar's text, and whether its days are as written, so that they can be held against others.
Listed = tuple[Table, TermDates, bool]


def _listed(table: Table, *, starts: YearDay, are_sure: bool) -> Listed:
    before = len(table.problems.found)
    begins, ends = (_within(_day(table, key), starts=starts) for key in ("begins", "ends"))
    are_sure = are_sure and len(table.problems.found) == before
    if are_sure and ends < begins:
        table.wrong("ends", f"the term leaves the school year, which begins on {starts}, or ends before it begins")
    return table, _dates(table, begins=begins, ends=ends), are_sure


def _dates(table: Table, *, begins: YearDay, ends: YearDay) -> TermDates:
    code = table.needed_text("code")
    if code.strip() and not (_CODE.fullmatch(code) and len(code) <= LONGEST_CODE):
        table.wrong("code", f"'{code}' must be at most {LONGEST_CODE} letters, digits and single hyphens")
    dates = TermDates(
        code=code,
        title=table.needed_text("title"),
        title_es=table.text("title_es") or "",
        begins=begins,
        ends=ends,
        is_summer=table.flag("summer", default=False),
        aliases=tuple(sorted(table.words("aliases"))),
    )
    table.finish()
    return dates


def _check(top: Table, listed: list[Listed]) -> None:
    """What only all terms together can have wrong."""
    if not listed:
        if not top.values.get("term"):
            top.wrong("term", "the calendar has no term", ProblemKind.MISSING)
        return
    if len(listed) > MOST_TERMS:
        top.wrong("term", f"the calendar has more than {MOST_TERMS} terms")
        return
    if all(dates.is_summer for _, dates, _ in listed):
        top.wrong("term", "every term is a summer session", ProblemKind.MISSING)
    _check_names(listed)
    sure = [(table, dates) for table, dates, are_sure in listed if are_sure]
    for (_, earlier), (table, later) in combinations(sure, 2):
        if not _nests(earlier, later):
            table.wrong("begins", f"'{later.code}' overlaps '{earlier.code}', and neither lies inside the other")
        elif earlier.is_summer != later.is_summer and _meet(earlier, later):
            table.wrong("summer", f"'{later.code}' and '{earlier.code}' meet, and only one is a summer session")


def _check_names(listed: list[Listed]) -> None:
    seen: dict[str, int] = {}
    for at, (table, dates, _) in enumerate(listed):
        for key, name in (("code", dates.code), *(("aliases", alias) for alias in dates.aliases)):
            if name and seen.setdefault(name.casefold(), at) != at:
                table.wrong(key, f"'{name}' names two terms", ProblemKind.DUPLICATE)


def _nests(earlier: TermDates, later: TermDates) -> bool:
    same = (earlier.begins, earlier.ends) == (later.begins, later.ends)
    return same or earlier.holds(later) or later.holds(earlier) or not _meet(earlier, later)


def _meet(earlier: TermDates, later: TermDates) -> bool:
    return earlier.begins <= later.ends and later.begins <= earlier.ends


def _day(table: Table, key: str) -> YearDay:
    text = table.needed_text(key)
    month, day = (int(text[:2]), int(text[3:])) if _DAY.fullmatch(text) else (0, 0)
    try:
        date(_PLAIN_YEAR, month, day)
    except ValueError:
        if text.strip():
            table.wrong(key, f"'{text}' must be a day of every year, month first, like 08-25")
        return YearDay(0, 1, 1)
    return YearDay(0, month, day)


def _optional_day(table: Table, key: str, *, starts: YearDay) -> YearDay | None:
    return _within(_day(table, key), starts=starts) if key in table else None


def _within(day: YearDay, *, starts: YearDay) -> YearDay:
    """The day with its place in a school year that begins on this day."""
    return day._replace(offset=int(day[1:] < starts[1:]))
