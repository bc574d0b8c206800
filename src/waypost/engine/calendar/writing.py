"""A calendar as its text: reading it again gives an equal calendar."""

import json
from collections.abc import Iterator

from waypost.engine.calendar.school_calendar import SchoolCalendar
from waypost.engine.calendar.term import TermDates


def write_calendar(calendar: SchoolCalendar) -> str:
    """The text of a calendar, in TOML."""
    return "\n".join(_lines(calendar)) + "\n"


def calendar_values(calendar: SchoolCalendar) -> dict[str, object]:
    """The same as plain values, for a file in JSON."""
    values: dict[str, object] = {
        "title": calendar.title,
        "title_es": calendar.title_es,
        "starts": str(calendar.starts),
        "first_semester_ends": calendar.first_semester_ends and str(calendar.first_semester_ends),
        "full_credit": list(calendar.full_credit),
        "term": [_term_values(dates) for dates in calendar.dates],
    }
    return _said(values)


def _term_values(dates: TermDates) -> dict[str, object]:
    return _said(
        {
            "code": dates.code,
            "title": dates.title,
            "title_es": dates.title_es,
            "begins": str(dates.begins),
            "ends": str(dates.ends),
            "summer": dates.is_summer,
            "aliases": list(dates.aliases),
        }
    )


def _said(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}


def _lines(calendar: SchoolCalendar) -> Iterator[str]:
    values = calendar_values(calendar)
    values.pop("term")
    yield from (_line(key, value) for key, value in values.items())
    for dates in calendar.dates:
        yield ""
        yield "[[term]]"
        yield from (_line(key, value) for key, value in _term_values(dates).items())


def _line(key: str, value: object) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"  # texts, lists of texts and true are written alike
