"""A calendar in sentences, for whoever puts it in force."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.engine.calendar import SchoolCalendar, Term


def calendar_lines(calendar: SchoolCalendar) -> Iterator[str]:
    """What the calendar says, a line for each thing that people rely on."""
    if calendar.title:
        yield f"{calendar.title}."
    yield f"The school year begins on {calendar.starts}."
    yield from (_term_line(term) for term in calendar.terms)
    first = [str(part) for part in calendar.days if part.semester == 1]
    if first:
        yield f"Deadlines of the first semester end with {first[-1]}."
    full = sorted(calendar.unstated(is_full_credit=True), key=lambda term: (term.place, term))
    yield f"A course of one credit whose terms nobody names runs in: {', '.join(full)}."


def misplaced_line(codes: dict[str, int], *, calendar: SchoolCalendar) -> str:
    """Which classes stand in terms that the calendar does not have; "" where none does."""
    strange = {code: count for code, count in sorted(codes.items()) if calendar.find(code) is None}
    if not strange:
        return ""
    named = ", ".join(f"{count} in {code}" for code, count in strange.items())
    return f"Heads-up: classes in terms that this calendar does not have count as of the whole year: {named}."


def _term_line(term: Term) -> str:
    dates = term.dates
    words = f"{term} ({dates.title}): {dates.begins} to {dates.ends}"
    if dates.is_summer:
        return f"{words}, a summer session."
    return f"{words}, in {', '.join(term.parts)}." if len(term.parts) > 1 else f"{words}."
