"""Terms in the words of the district whose pages are shown, in the reader's language.

As the language and the time zone, the calendar is set once for a request; what only speaks need not be handed it.
Nothing is decided by it: places, order and audits take the calendar of the student's district.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import get_language

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term

_spoken: ContextVar[SchoolCalendar] = ContextVar("calendar", default=DEFAULT_CALENDAR)


@contextmanager
def speaking_of(calendar: SchoolCalendar) -> Iterator[None]:
    """Within it, terms are called as this calendar calls them."""
    token = _spoken.set(calendar)
    try:
        yield
    finally:
        _spoken.reset(token)


def own_title(term: str) -> str:
    """What the district calls a term; "" for one of the usual four that has its usual title."""
    dates = _spoken.get().term(term).dates
    if term in Term.usual and dates.title == Term(term).dates.title:
        return ""
    is_spanish = (get_language() or "").startswith("es")
    return (dates.title_es if is_spanish else "") or dates.title
