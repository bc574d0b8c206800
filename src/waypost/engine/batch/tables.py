"""Records as the tables of a batch: entries, students, courses."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from waypost.engine.batch.about import DAY, FACT
from waypost.engine.batch.course_rows import CALENDARS, UNITS_COLUMN, term_word
from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.calendar.writing import write_calendar
from waypost.engine.catalog import Course
from waypost.engine.record import Entry, Fact, FactValue, Record
from waypost.engine.transcript import write_record
from waypost.engine.units import UNITS_PER_CREDIT

ENTRIES, STUDENTS, COURSES = "entries.parquet", "students.parquet", "courses.parquet"

_WORD = pa.dictionary(pa.int32(), pa.string())

ENTRY_COLUMNS = {
    "course": _WORD,
    "stage": _WORD,
    "units": pa.int32(),
    "attempted_units": pa.int32(),
    "mark": _WORD,
    "grade_level": pa.int8(),
    "school_year": pa.int16(),
    "term": _WORD,
    "repeat": _WORD,
    "method": _WORD,
    "result": _WORD,
    "entry": pa.string(),
}

_COURSE_COLUMNS = {
    "key": pa.string(),
    "code": pa.string(),
    "title": pa.string(),
    "subject": pa.string(),
    "units": pa.int32(),
    UNITS_COLUMN: pa.int16(),
    "tags": pa.list_(pa.string()),
    "level": pa.string(),
    "equivalents": pa.list_(pa.string()),
    "repeatable": pa.bool_(),
    "repeat_times": pa.int16(),
    "repeat_units": pa.int32(),
    "level_of": pa.string(),
    "excludes": pa.list_(pa.string()),
    "most_units": pa.int32(),
    "program": pa.string(),
    "program_step": pa.int16(),
    "schools": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTables:
    """The three tables; students in order in the first two."""

    entries: pa.Table
    students: pa.Table
    courses: pa.Table


def tables_of(records: Iterable[tuple[int | str, Record]]) -> BatchTables:
    """The tables of some students' records; an id stands for one student."""
    ordered = sorted(records, key=lambda pair: pair[0])
    keys = _Keys()
    ids = [student for student, record in ordered for _ in record.entries]
    calendars = _calendars(record for _, record in ordered)
    rows = [
        _entry_row(entry, key=keys.of(entry.course), calendar=calendars.index(record.calendar) + 1)
        for _, record in ordered
        for entry in record.entries
    ]
    columns = {name: pa.array([row[name] for row in rows], kind) for name, kind in ENTRY_COLUMNS.items()}
    return BatchTables(
        entries=pa.table({"student": _ids(ids, like=ordered), **columns}),
        students=_students(ordered),
        courses=courses_table(keys.courses, calendars=calendars),
    )


def write_tables(tables: BatchTables, *, folder: Path, students_per_group: int = 25_000) -> None:
    """Write the three files of a batch; no student's entries are spread over two row groups."""
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(tables.courses, folder / COURSES)
    pq.write_table(tables.students, folder / STUDENTS)
    write_entries([tables.entries], path=folder / ENTRIES, students_per_group=students_per_group)


def write_entries(tables: Iterable[pa.Table], *, path: Path, students_per_group: int) -> None:
    """Write entries table after table, cut into row groups between students."""
    writer = None
    for table in tables:
        writer = writer or pq.ParquetWriter(path, table.schema)
        for part in _between_students(table, students=students_per_group):
            writer.write_table(part, row_group_size=max(1, len(part)))
    if writer is not None:
        writer.close()


def courses_table(courses: dict[str, Course], *, calendars: Sequence[SchoolCalendar] = ()) -> pa.Table:
    """The catalogue by the keys that entries use, with the calendars in whose terms entries stand."""
    rows = [_course_row(key, course) for key, course in courses.items()]
    table = pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in _COURSE_COLUMNS.items()})
    if tuple(calendars) in {(), (DEFAULT_CALENDAR,)}:
        return table
    return table.replace_schema_metadata({CALENDARS: json.dumps([write_calendar(one) for one in calendars])})


def _calendars(records: Iterable[Record]) -> list[SchoolCalendar]:
    """Every calendar of the records, once, in the order in which they first come."""
    return list(dict.fromkeys(record.calendar for record in records)) or [DEFAULT_CALENDAR]


@dataclass(slots=True)
class _Keys:
    """A key for every course; two that differ and share a code (two districts) get two keys."""

    courses: dict[str, Course] = field(default_factory=dict)

    def of(self, course: Course) -> str:
        key, number = course.code, 1
        while self.courses.setdefault(key, course) != course:
            number += 1
            key = f"{course.code}~{number}"
        return key


def _between_students(table: pa.Table, *, students: int) -> list[pa.Table]:
    ids = table["student"].to_pylist()
    firsts = [at for at, one in enumerate(ids) if not at or one != ids[at - 1]]
    cuts = [*firsts[::students], len(ids)]
    return [table.slice(first, after - first) for first, after in pairwise(cuts)] or [table]


def _ids(ids: Sequence[int | str], *, like: Sequence[tuple[int | str, Record]]) -> pa.Array:
    are_numbers = bool(like) and isinstance(like[0][0], int)
    return pa.array(ids, pa.int64() if are_numbers else _WORD)


def _entry_row(entry: Entry, *, key: str, calendar: int) -> dict[str, object]:
    return {
        "course": key,
        "stage": entry.stage.value,
        "units": entry.units,
        "attempted_units": entry.attempted_units,
        "mark": entry.mark,
        "grade_level": entry.grade_level,
        "school_year": entry.school_year,
        "term": term_word(str(entry.term), calendar=calendar),
        "repeat": entry.repeat.value if entry.repeat else None,
        "method": entry.method.value,
        "result": entry.result.value if entry.result else None,
        "entry": entry.id,
    }


def _course_row(key: str, course: Course) -> dict[str, object]:
    return {
        "key": key,
        "code": course.code,
        "title": course.title,
        "subject": course.subject,
        "units": course.units,
        UNITS_COLUMN: UNITS_PER_CREDIT,
        "tags": sorted(course.tags),
        "level": course.level.value,
        "equivalents": sorted(course.equivalents),
        "repeatable": course.repeatable,
        "repeat_times": course.repeat_times,
        "repeat_units": course.repeat_units,
        "level_of": course.level_of,
        "excludes": sorted(course.excludes),
        "most_units": course.most_units,
        "program": course.program,
        "program_step": course.program_step,
        "schools": sorted(course.schools),
    }


def _students(ordered: Sequence[tuple[int | str, Record]]) -> pa.Table:
    kinds = _fact_kinds(record for _, record in ordered)
    columns: dict[str, pa.Array] = {
        "student": _ids([student for student, _ in ordered], like=ordered),
        "class_of": pa.array([record.cohort.class_of for _, record in ordered], pa.int16()),
        "entered_ninth_in": pa.array([record.cohort.entered_ninth_in for _, record in ordered], pa.int16()),
        "decisions": pa.array([_decisions(record, kinds=kinds) for _, record in ordered], pa.string()),
    }
    for key, kind in sorted(kinds.items()):
        values = [_column_value(_in_column(record, kinds=kinds).get(key)) for _, record in ordered]
        columns[FACT + key] = pa.array(values, _FACT_TYPES[kind])
        days = [_day_of(_in_column(record, kinds=kinds).get(key)) for _, record in ordered]
        if any(days):
            columns[DAY + key] = pa.array(days, pa.date32())
    return pa.table(columns)


_FACT_TYPES = {bool: pa.bool_(), str: pa.string(), Fraction: pa.float64()}


def _kind(value: FactValue) -> type:
    return type(value) if isinstance(value, bool | str) else Fraction


def _fact_kinds(records: Iterable[Record]) -> dict[str, type]:
    """The type of each fact's column: that of the first value."""
    kinds: dict[str, type] = {}
    for record in records:
        for fact in record.facts:
            kinds.setdefault(fact.key, _kind(fact.value))
    return kinds


def _in_column(record: Record, *, kinds: dict[str, type]) -> dict[str, Fact]:
    """The facts that fit a column: one of the key, of the column's type, whose day alone says when it was."""
    by_key: dict[str, list[Fact]] = {}
    for fact in record.facts:
        by_key.setdefault(fact.key, []).append(fact)
    return {
        key: own[0]
        for key, own in by_key.items()
        if len(own) == 1 and _kind(own[0].value) is kinds[key] and own[0].grade_level is None
    }


def _column_value(fact: Fact | None) -> bool | float | str | None:
    if fact is None:
        return None
    return fact.value if isinstance(fact.value, bool | str) else float(fact.value)


def _day_of(fact: Fact | None) -> date | None:
    return None if fact is None else fact.on


def _decisions(record: Record, *, kinds: dict[str, type]) -> str | None:
    """What has no column: pins, exceptions, and facts that are told more than once."""
    in_column = _in_column(record, kinds=kinds)
    other = tuple(fact for fact in record.facts if in_column.get(fact.key) is not fact)
    exceptions = tuple(one for one in record.exceptions if not (one.lacks or one.never_lasts))  # the others do nothing
    kept = Record(facts=other, pins=record.pins, exceptions=exceptions, repeats=record.repeats)
    if kept == Record():
        return None
    content = json.loads(write_record(kept))
    names = ("facts", "pins", "exceptions", "repeats", UNITS_COLUMN)
    return json.dumps({name: content[name] for name in names}, sort_keys=True)
