"""Tables of entries and students to a block; values that nobody knows are counted and their rows set aside."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waypost.engine.attempts import passes_for_nothing
from waypost.engine.batch.arrow import numbers_array, numbers_of
from waypost.engine.batch.columns import (
    METHODS,
    REPEATS,
    RESULTS,
    STAGES,
    Block,
    Courses,
    Decisions,
    FactColumn,
    Flags,
    Ints,
)
from waypost.engine.batch.types import GRADES
from waypost.engine.calendar import Term
from waypost.engine.calendar_reading import read_calendar
from waypost.engine.catalog import Course, Level
from waypost.engine.marks import is_no_credit
from waypost.engine.record import AttemptResult, FactValue
from waypost.engine.sameness import closed
from waypost.engine.transcript import read_record
from waypost.engine.units import UNITS_PER_CREDIT, UNITS_PER_CREDIT_BEFORE

FACT = "fact:"

#: The key in the catalogue's metadata under which the calendars stand, a list of texts in JSON.
CALENDARS = b"calendars"
#: How many units of entries and courses are a credit; the same in every row of the courses, and 4 where it is missing.
UNITS_COLUMN = "units_per_credit"

#: How the names of the columns begin that have the days of facts.
DAY = "on:"

#: What a row that leaves a column out means.
_UNKNOWN = -1


class BatchRefused(Exception):
    """The input cannot be audited as a whole; the message names the place and the reason."""


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """A value of a column that is not known, so that its rows do not count."""

    column: str
    value: str


@dataclass(slots=True, kw_only=True)
class BlockReader:
    """Reads tables into blocks; marks keep their numbers from block to block."""

    courses: Courses
    keys: Mapping[str, int]
    _marks: dict[str | None, int] = field(default_factory=lambda: {None: 0})

    def block(self, entries: pa.Table, students: pa.Table | None) -> tuple[Block, Counter[SetAside]]:
        """The students of both tables in order, with what was set aside."""
        aside: Counter[SetAside] = Counter()
        rows = self._rows(entries, aside=aside)
        good = np.logical_and.reduce([rows[name] >= 0 for name in _CHECKED])
        ids, starts = _runs(entries["student"])
        if not good.all():
            rows = {name: column[good] for name, column in rows.items()}
            starts = np.concatenate([[0], np.cumsum(good)])[starts]
        named = entries["entry"] if "entry" in entries.column_names else None
        about = _About(students)
        ids, starts = about.with_all(ids, starts)
        block = Block(
            students=ids,
            starts=starts,
            ids=named if named is None or good.all() else named.filter(pa.array(good)),
            facts=about.facts(ids),
            class_of=about.year("class_of", ids),
            entered_ninth_in=about.year("entered_ninth_in", ids),
            decisions=about.decisions(ids),
            marks=tuple(self._marks),
            **rows,
        )
        return block, aside

    def _rows(self, entries: pa.Table, *, aside: Counter[SetAside]) -> dict[str, npt.NDArray[Any]]:
        course = _coded(entries, "course", self.keys, aside=aside)
        stage = _coded(entries, "stage", _STAGE_NUMBERS, aside=aside)
        terms = {word: number for number, word in enumerate(self.courses.terms)}
        repeat = _coded(entries, "repeat", _REPEAT_NUMBERS, missing=0, aside=aside)
        result = _coded(entries, "result", _RESULT_NUMBERS, missing=0, aside=aside)
        mark = self._mark_numbers(entries)
        unit = self.courses.unit
        attempted = _whole(entries, "attempted_units", missing=_UNKNOWN) * unit
        units = _whole(entries, "units", missing=_MISSING)
        absent = units == _MISSING
        units = units * unit
        if absent.any():
            units[absent] = np.append(self.courses.units, 0)[course[absent]]
            lost = absent & ~self._passed(stage, units=units, attempted=attempted, mark=mark, result=result)
            attempted[lost & (attempted < 0)] = units[lost & (attempted < 0)]
            units[lost] = 0
        _note_negative(units, "units", aside=aside)
        counts = self._passed(stage, units=units, attempted=attempted, mark=mark, result=result)
        counts &= _COUNTS.take(repeat)
        grade = _whole(entries, "grade_level", missing=_UNKNOWN)
        grade = np.where(grade < GRADES, grade, _UNKNOWN)
        _note_negative(grade, "grade_level", aside=aside)
        return {
            "course": course,
            "stage": stage,
            "stated_units": units,
            "units": units if counts.all() else np.where(counts, units, 0),
            "counts": counts,
            "attempted_units": attempted,
            "mark": mark,
            "result": result,
            "grade_level": grade,
            "school_year": _whole(entries, "school_year", missing=0),
            "term": _coded(entries, "term", terms, missing=terms[Term.YEAR], aside=aside),
            "method": _coded(entries, "method", _METHOD_NUMBERS, missing=0, aside=aside),
            "repeat": repeat,
        }

    def _passed(self, stage: Ints, *, units: Ints, attempted: Ints, mark: Ints, result: Ints) -> Flags:
        """Whether each row is passed or not over yet: the steps of `attempts.is_passed` on arrays."""
        marks = list(self._marks)
        earns = np.array([one is not None and not is_no_credit(one) for one in marks], np.bool_).take(mark)
        for_nothing = np.array([one is not None and passes_for_nothing(one) for one in marks], np.bool_).take(mark)
        by_mark = earns & ((units > 0) | ((attempted <= 0) & for_nothing))
        passed: Flags = np.where(result > 0, result == _PASSED, by_mark) | (stage > 0)
        return passed

    def _mark_numbers(self, entries: pa.Table) -> Ints:
        if "mark" not in entries.column_names:
            return _same(0, rows=len(entries))
        coded = _dictionary(entries["mark"])
        for mark in coded.dictionary.to_pylist():
            self._marks.setdefault(mark, len(self._marks))
        return _take(coded, self._marks, missing=0)


_STAGE_NUMBERS = {stage.value: number for number, stage in enumerate(STAGES)}
_METHOD_NUMBERS = {method.value: number for number, method in enumerate(METHODS)}
_REPEAT_NUMBERS = {repeat.value: number for number, repeat in enumerate(REPEATS) if repeat is not None}
_COUNTS = np.array([repeat is None or repeat.counts for repeat in REPEATS])
_RESULT_NUMBERS = {result.value: number for number, result in enumerate(RESULTS) if result is not None}
_PASSED = RESULTS.index(AttemptResult.PASSED)
_MISSING = np.iinfo(np.int64).min
_CHECKED = ("course", "stage", "units", "grade_level", "term", "method", "repeat", "result")


def courses_from(table: pa.Table) -> tuple[Courses, dict[str, int]]:
    """The catalogue, and the place of each course by the key that entries use.

    Where every key is a code, one-sided naming of equivalents and levels suffices; two districts in one catalogue may
    mean different courses by one code, so there each row stands as it is.
    """
    courses: list[Course] = []
    keys: dict[str, int] = {}
    unit = _unit_of(table)
    for row in table.to_pylist():
        key = row.get("key") or row["code"]
        if key in keys:
            raise BatchRefused(f"courses: a second course with the key {key}")
        keys[key] = len(courses)
        courses.append(_course(row, unit=unit))
    own_codes = all(courses[place].code == key for key, place in keys.items())
    return Courses(closed(courses) if own_codes else tuple(courses), terms=terms_from(table), unit=unit), keys


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


def _coded(
    entries: pa.Table, name: str, numbers: Mapping[str, int], *, aside: Counter[SetAside], missing: int = _UNKNOWN
) -> Ints:
    """A column of words as numbers; an unknown word is -1 and counted."""
    if name not in entries.column_names:
        if missing == _UNKNOWN:
            raise BatchRefused(f"entries: the column {name} is missing")
        return _same(missing, rows=len(entries))
    coded = _dictionary(entries[name])
    found = _take(coded, numbers, missing=missing)
    if found.size and found.min() < 0:
        strange = entries[name].filter(pa.array(found < 0)).to_pylist()
        aside.update(SetAside(name, "" if value is None else str(value)) for value in strange)
    return found


def _dictionary(column: pa.ChunkedArray) -> pa.DictionaryArray:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _take(coded: pa.DictionaryArray, numbers: Mapping[Any, int], *, missing: int) -> Ints:
    words = coded.dictionary.to_pylist()
    table = np.array([*(numbers.get(word, _UNKNOWN) for word in words), missing], np.int64)
    found: Ints = table.take(numbers_of(coded.indices, missing=len(words)))
    return found


def _whole(table: pa.Table, name: str, *, missing: int) -> Ints:
    """A column of whole numbers, with a number where there is none."""
    if name not in table.column_names:
        return _same(missing, rows=len(table))
    column = table[name]
    if not pa.types.is_integer(column.type):
        raise BatchRefused(f"{name}: must be whole numbers, not {column.type}")
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        return np.concatenate([numbers_of(part, missing=missing) for part in whole.chunks])
    return numbers_of(whole, missing=missing)


def _same(number: int, *, rows: int) -> Ints:
    """One number for all rows, kept once."""
    return np.broadcast_to(np.int64(number), (rows,))


def _note_negative(numbers: Ints, name: str, *, aside: Counter[SetAside]) -> None:
    if numbers.size and numbers.min() < 0:
        aside.update(SetAside(name, str(number)) for number in numbers[numbers < 0].tolist())


def _runs(column: pa.ChunkedArray) -> tuple[list[int | str], Ints]:
    """Each student once, and where their rows begin; students must stand in order."""
    if not len(column):
        return [], np.zeros(1, np.int64)
    if column.null_count:
        raise BatchRefused("entries: a row names no student")
    whole = column.combine_chunks() if pa.types.is_integer(column.type) else _dictionary(column).indices
    numbers = numbers_of(whole, missing=_UNKNOWN)
    firsts = np.concatenate([[0], np.flatnonzero(numbers[1:] != numbers[:-1]) + 1])
    ids = _plain_ids(column.take(numbers_array(firsts)))
    _check_order(ids, table="entries")
    return ids, np.append(firsts, len(column)).astype(np.int64)


def _plain_ids(column: pa.ChunkedArray) -> list[Any]:
    """The ids as numbers or texts of Python; a dictionary is written out first, since that is much faster."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return list(column.to_pylist())


def _check_order(ids: list[Any], *, table: str) -> None:
    for one, other in pairwise(ids):
        if not one < other:
            raise BatchRefused(f"{table}: student {other} stands after {one}; rows must be in order of students")


class _About:
    """The table of students; without one nothing is known of them but their entries."""

    def __init__(self, table: pa.Table | None) -> None:
        self.table = table
        self.ids: list[Any] = [] if table is None else _plain_ids(table["student"])
        _check_order(self.ids, table="students")

    def with_all(self, ids: list[Any], starts: Ints) -> tuple[list[Any], Ints]:
        """The students with entries and those without, in order."""
        if self.table is None or ids == self.ids:
            return ids, starts
        everyone = sorted({*ids, *self.ids})
        places = {one: at for at, one in enumerate(everyone)}
        counts = np.zeros(len(everyone), np.int64)
        counts[[places[one] for one in ids]] = np.diff(starts)
        return everyone, np.concatenate([[0], np.cumsum(counts)])

    def year(self, name: str, ids: list[Any]) -> Ints:
        """A year of each student, -1 where it is not known."""
        if self.table is None:
            return np.full(len(ids), _UNKNOWN, np.int64)
        return self._spread(_whole(self.table, name, missing=_UNKNOWN), ids, missing=_UNKNOWN)

    def facts(self, ids: list[Any]) -> dict[str, FactColumn]:
        """The columns whose names begin with ``fact:``, by the rest of the name."""
        if self.table is None:
            return {}
        names = [name for name in self.table.column_names if name.startswith(FACT)]
        return {name.removeprefix(FACT): self._fact(self.table, name, ids) for name in names}

    def _fact(self, table: pa.Table, name: str, ids: list[Any]) -> FactColumn:
        coded = _dictionary(table[name])
        values: list[FactValue | None] = [None, *map(_fact_value, coded.dictionary.to_pylist())]
        places = numbers_of(coded.indices, missing=-1) + 1
        column = FactColumn(values=values, codes=self._spread(places, ids, missing=0))
        days = DAY + name.removeprefix(FACT)
        return self._with_days(column, table[days], ids) if days in table.column_names else column

    def _with_days(self, column: FactColumn, days: pa.ChunkedArray, ids: list[Any]) -> FactColumn:
        coded = _dictionary(days.cast(pa.date32()))
        places = numbers_of(coded.indices, missing=-1) + 1
        column.days = self._spread(places, ids, missing=0)
        column.known_days = [None, *coded.dictionary.to_pylist()]
        return column

    def decisions(self, ids: list[Any]) -> dict[int, Decisions]:
        """The decisions of the few students who have any, by place."""
        if self.table is None or "decisions" not in self.table.column_names:
            return {}
        places = {one: at for at, one in enumerate(ids)}
        texts = zip(self.ids, self.table["decisions"].to_pylist(), strict=True)
        return {places[one]: _decisions(one, text) for one, text in texts if text}

    def _spread(self, column: Ints, ids: list[Any], *, missing: int) -> Ints:
        """A column of the table for all these students."""
        if ids == self.ids:
            return column
        places = {one: at for at, one in enumerate(ids)}
        spread = np.full(len(ids), missing, np.int64)
        spread[[places[one] for one in self.ids]] = column
        return spread


def _fact_value(value: object) -> FactValue | None:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal) and isfinite(value):
        number = Fraction(str(value))
        return int(number) if number.denominator == 1 else number
    return None


def _decisions(student: int | str, text: str) -> Decisions:
    loaded = read_record(text)
    if loaded.record is None:
        raise BatchRefused(f"students: the decisions of {student}: {loaded.problems[0]}")
    record = loaded.record
    return Decisions(pins=record.pins, exceptions=record.exceptions, facts=record.facts, repeats=record.repeats)


def words_of(aside: Iterable[tuple[SetAside, int]]) -> list[dict[str, object]]:
    """What was set aside, as plain values in order."""
    return [{"column": one.column, "value": one.value, "rows": rows} for one, rows in sorted(aside)]
