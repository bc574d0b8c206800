"""Tables of entries and students to a block; values that nobody knows are counted and their rows set aside."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waypost.engine.batch.about import AboutStudents
from waypost.engine.batch.cells import (
    NOTHING,
    UNKNOWN,
    SetAside,
    coded,
    dictionary_of,
    note,
    runs_of,
    same_everywhere,
    taken,
    whole_numbers,
    whole_within,
)
from waypost.engine.batch.columns import METHODS, REPEATS, RESULTS, STAGES, Block, Courses, Flags, Ints
from waypost.engine.calendar import Term
from waypost.engine.marks import is_blank, is_known_pass, is_no_credit
from waypost.engine.record import AttemptResult
from waypost.engine.transcript.bounds import GRADES, SCHOOL_YEARS


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
        named = _named(entries)
        ids, starts = runs_of(entries["student"])
        if aside:
            good = np.logical_and.reduce([rows[name] >= 0 for name in _CHECKED])
            good &= rows["attempted_units"] > _NEGATIVE * self.courses.unit
            named = None if named is None else named.filter(pa.array(good))
            rows = {name: column[good] for name, column in rows.items()}
            starts = np.concatenate([[0], np.cumsum(good)])[starts]
        about = AboutStudents(students)
        ids, starts = about.with_all(ids, starts)
        block = Block(
            students=ids,
            starts=starts,
            ids=named,
            facts=about.facts(ids),
            class_of=about.year("class_of", ids),
            entered_ninth_in=about.year("entered_ninth_in", ids),
            decisions=about.decisions(ids),
            marks=tuple(self._marks),
            **rows,
        )
        return block, aside

    def _rows(self, entries: pa.Table, *, aside: Counter[SetAside]) -> dict[str, npt.NDArray[Any]]:
        course = coded(entries, "course", self.keys, aside=aside)
        stage = coded(entries, "stage", _STAGE_NUMBERS, aside=aside)
        terms = {word: number for number, word in enumerate(self.courses.terms)}
        repeat = coded(entries, "repeat", _REPEAT_NUMBERS, missing=0, aside=aside)
        result = coded(entries, "result", _RESULT_NUMBERS, missing=0, aside=aside)
        mark = self._mark_numbers(entries)
        unit = self.courses.unit
        attempted = self._attempted(entries, aside=aside)
        units = whole_numbers(entries, "units", missing=NOTHING)
        absent = units == NOTHING
        units = units * unit
        if absent.any():
            units[absent] = np.append(self.courses.units, 0)[course[absent]]
            nothing = np.zeros_like(units)
            lost = absent & ~self._passed(stage, units=nothing, attempted=nothing, mark=mark, result=result)
            attempted[lost & (attempted < 0)] = units[lost & (attempted < 0)]
            units[lost] = 0
        if units.size and units.min() < 0:
            note(units[units < 0] // unit, "units", aside=aside)
        counts = self._passed(stage, units=units, attempted=attempted, mark=mark, result=result)
        counts &= _COUNTS.take(repeat)
        return {
            "course": course,
            "stage": stage,
            "stated_units": units,
            "units": units if counts.all() else np.where(counts, units, 0),
            "counts": counts,
            "attempted_units": attempted,
            "mark": mark,
            "result": result,
            "grade_level": whole_within(entries, "grade_level", GRADES, aside=aside),
            "school_year": _school_years(entries, aside=aside),
            "term": coded(entries, "term", terms, missing=terms[Term.YEAR], aside=aside),
            "method": coded(entries, "method", _METHOD_NUMBERS, missing=0, aside=aside),
            "repeat": repeat,
        }

    def _passed(self, stage: Ints, *, units: Ints, attempted: Ints, mark: Ints, result: Ints) -> Flags:
        """Whether each row is passed or not over yet: the steps of `attempts.is_passed` on arrays."""
        marks = list(self._marks)
        earns = np.array([one is not None and not is_no_credit(one) for one in marks], np.bool_)
        known = np.array([one is not None and is_known_pass(one) for one in marks], np.bool_)
        sure = np.array([one is not None and is_known_pass(one, anywhere=True) for one in marks], np.bool_)
        passed: Flags = earns.take(mark) & (units > 0)
        none = np.flatnonzero(earns.take(mark) & (units <= 0))
        passed[none] = np.where(attempted[none] > 0, sure.take(mark[none]), known.take(mark[none]))
        told = np.flatnonzero(result > 0)
        passed[told] = result[told] == _PASSED
        passed |= stage > 0
        return passed

    def _attempted(self, entries: pa.Table, *, aside: Counter[SetAside]) -> Ints:
        """The units attempted, below 0 where none are told; negative ones are counted and stand at `_NEGATIVE`."""
        attempted = whole_numbers(entries, "attempted_units", missing=UNKNOWN) * self.courses.unit
        absent = entries["attempted_units"].null_count if "attempted_units" in entries.column_names else len(entries)
        if np.count_nonzero(attempted < 0) > absent:
            told = whole_numbers(entries, "attempted_units", missing=0)
            note(told[told < 0], "attempted_units", aside=aside)
            attempted[told < 0] = _NEGATIVE * self.courses.unit
        return attempted

    def _mark_numbers(self, entries: pa.Table) -> Ints:
        if "mark" not in entries.column_names:
            return same_everywhere(0, rows=len(entries))
        coded = dictionary_of(_as_text(entries["mark"]))
        numbers = {
            mark: 0 if is_blank(mark) else self._marks.setdefault(mark, len(self._marks))
            for mark in coded.dictionary.to_pylist()
            if mark is not None
        }
        return taken(coded, numbers, missing=0)


def _named(entries: pa.Table) -> pa.ChunkedArray | None:
    """The ids of the entries; the place in the table stands for one that is not told."""
    if "entry" not in entries.column_names:
        return None
    ids = _as_text(entries["entry"])
    if not ids.null_count:
        return ids
    return pc.coalesce(ids.cast(pa.string()), pa.array([f"{row:09}" for row in range(len(ids))]))


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of texts as it is, one of numbers (percents, ids) as texts; what is no number is nothing."""
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, None)
    is_number = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
    return column.cast(pa.string()) if is_number else column


def _school_years(entries: pa.Table, *, aside: Counter[SetAside]) -> Ints:
    """The year in which each entry's school year starts; 0 everywhere where the file has no such column."""
    if "school_year" not in entries.column_names:
        return same_everywhere(0, rows=len(entries))
    return whole_within(entries, "school_year", SCHOOL_YEARS, aside=aside)


_STAGE_NUMBERS = {stage.value: number for number, stage in enumerate(STAGES)}
_METHOD_NUMBERS = {method.value: number for number, method in enumerate(METHODS)}
_REPEAT_NUMBERS = {repeat.value: number for number, repeat in enumerate(REPEATS) if repeat is not None}
_COUNTS = np.array([repeat is None or repeat.counts for repeat in REPEATS])
_RESULT_NUMBERS = {result.value: number for number, result in enumerate(RESULTS) if result is not None}
_PASSED = RESULTS.index(AttemptResult.PASSED)
#: Behind UNKNOWN, in units of the file.
_NEGATIVE = -2
_CHECKED = ("course", "stage", "units", "grade_level", "school_year", "term", "method", "repeat", "result")
