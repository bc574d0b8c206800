"""The catalogue of a batch: its courses, by the keys that entries use, and the terms of its calendars."""

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from waypost.engine.batch.cells import (
    BatchRefused,
)
from waypost.engine.batch.columns import (
    Courses,
)
from waypost.engine.calendar import Term
from waypost.engine.calendar_reading import read_calendar
from waypost.engine.catalog import Course, Level
from waypost.engine.sameness import closed, keys_by_name
from waypost.engine.units import UNITS_PER_CREDIT, UNITS_PER_CREDIT_BEFORE

#: The key in the catalogue's metadata under which the calendars stand, a list of texts in JSON.
CALENDARS = b"calendars"

#: How many units of entries and courses are a credit; the same in every row of the courses, and 4 where it is missing.
UNITS_COLUMN = "units_per_credit"


def courses_from(table: pa.Table) -> tuple[Courses, dict[str, int]]:
    """The catalogue, and the place of each course by the key that entries use.

    Where every key is a code, one-sided naming of equivalents and levels suffices, and an entry may name an old number
    that only one of the courses has; two districts in one catalogue may
    mean different courses by one code, so there each row stands as it is.
    """
    courses: list[Course] = []
    keys: dict[str, int] = {}
    unit = _unit_of(table)
    for number, row in enumerate(table.to_pylist(), start=1):
        _check_row(row, place=f"courses: row {number}")
        key = row.get("key") or row["code"]
        if key in keys:
            raise BatchRefused(f"courses: a second course with the key {key}")
        keys[key] = len(courses)
        courses.append(_course(row, unit=unit))
    own_codes = all(courses[place].code == key for key, place in keys.items())
    if not own_codes:
        return Courses(tuple(courses), terms=terms_from(table), unit=unit), keys
    listed = closed(courses)
    names = keys_by_name(dict(zip(keys, listed, strict=True)))
    places = {name: keys[own[0]] for name, own in names.items() if len(own) == 1}
    return Courses(listed, terms=terms_from(table), unit=unit), places


def terms_from(table: pa.Table) -> dict[str, Term]:
    """The terms by the words of rows: the codes of the first calendar beside the catalogue, code~2 of the second."""
    texts = json.loads((table.schema.metadata or {}).get(CALENDARS, b"[]"))
    found: dict[str, Term] = {}
    for number, text in enumerate(texts, start=1):
        loaded = read_calendar(text)
        if loaded.calendar is None:
            raise BatchRefused(f"courses: calendar {number}: {loaded.problems[0]}")
        found.update({term_word(str(term), calendar=number): term for term in loaded.calendar.known})
    return found or {str(term): term for term in Term.usual}


def term_word(code: str, *, calendar: int) -> str:
    """How rows name a term of one of the calendars, which are counted from 1."""
    return code if calendar == 1 else f"{code}~{calendar}"


def _unit_of(table: pa.Table) -> int:
    """What one unit of the files is."""
    if UNITS_COLUMN not in table.column_names or not len(table):
        return UNITS_PER_CREDIT // UNITS_PER_CREDIT_BEFORE
    told = set(table[UNITS_COLUMN].to_pylist())
    per_credit = told.pop()
    if told or not isinstance(per_credit, int) or per_credit < 1 or UNITS_PER_CREDIT % per_credit:
        raise BatchRefused(f"courses: {UNITS_COLUMN} must be one divisor of {UNITS_PER_CREDIT} in all rows")
    return UNITS_PER_CREDIT // per_credit


def _check_row(row: Mapping[str, Any], *, place: str) -> None:
    """Refuse a course without what must be there, or with what no course can have."""
    for name in ("code", "subject", "units"):
        value = row.get(name)
        if value is None or not str(value).strip():
            raise BatchRefused(f"{place}: {name} is missing")
    if row.get("level") and row["level"] not in set(Level):
        raise BatchRefused(f"{place}: the level {row['level']} is none of: {', '.join(Level)}")
    if row["units"] < 0:
        raise BatchRefused(f"{place}: units must not be negative")


def _course(row: Mapping[str, Any], *, unit: int) -> Course:
    return Course(
        code=row["code"],
        title=row.get("title") or row["code"],
        subject=row["subject"],
        units=int(row["units"]) * unit,
        tags=frozenset(row.get("tags") or ()),
        level=Level(row.get("level") or Level.REGULAR),
        repeatable=bool(row.get("repeatable")),
        repeat_times=row.get("repeat_times"),
        repeat_units=_times(row.get("repeat_units"), unit),
        equivalents=frozenset(row.get("equivalents") or ()),
        level_of=row.get("level_of") or "",
        excludes=frozenset(row.get("excludes") or ()),
        most_units=_times(row.get("most_units"), unit),
        program=row.get("program") or "",
        program_step=row.get("program_step"),
        schools=frozenset(row.get("schools") or ()),
    )


def _times(units: int | None, unit: int) -> int | None:
    return None if units is None else units * unit
