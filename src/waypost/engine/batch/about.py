"""What the table of students says of each: years, facts, and what people decided for a few."""

from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
import pyarrow as pa

from waypost.engine.batch.arrow import ids_array, numbers_of
from waypost.engine.batch.cells import UNKNOWN, BatchRefused, check_order, dictionary_of, plain_ids, whole_numbers
from waypost.engine.batch.columns import Decisions, Ints
from waypost.engine.batch.fact_column import FactColumn
from waypost.engine.record import FactValue
from waypost.engine.transcript import read_record

FACT = "fact:"

#: How the names of the columns begin that have the days of facts.
DAY = "on:"


class AboutStudents:
    """The table of students; without one nothing is known of them but their entries."""

    def __init__(self, table: pa.Table | None) -> None:
        self.table = table
        self.ids: pa.Array = pa.nulls(0) if table is None else plain_ids(table["student"])
        check_order(self.ids, table="students")

    def with_all(self, ids: pa.Array, starts: Ints) -> tuple[pa.Array, Ints]:
        """The students with entries and those without, in order."""
        if self.table is None or ids.equals(self.ids):
            return ids, starts
        everyone = sorted({*ids.to_pylist(), *self.ids.to_pylist()})
        counts = np.zeros(len(everyone), np.int64)
        counts[_places(ids, among=everyone)] = np.diff(starts)
        return ids_array(everyone), np.concatenate([[0], np.cumsum(counts)])

    def year(self, name: str, ids: pa.Array) -> Ints:
        """A year of each student, -1 where it is not known."""
        if self.table is None:
            return np.full(len(ids), UNKNOWN, np.int64)
        return self._spread(whole_numbers(self.table, name, missing=UNKNOWN), ids, missing=UNKNOWN)

    def facts(self, ids: pa.Array) -> dict[str, FactColumn]:
        """The columns whose names begin with ``fact:``, by the rest of the name."""
        if self.table is None:
            return {}
        names = [name for name in self.table.column_names if name.startswith(FACT)]
        return {name.removeprefix(FACT): self._fact(self.table, name, ids) for name in names}

    def _fact(self, table: pa.Table, name: str, ids: pa.Array) -> FactColumn:
        coded = dictionary_of(table[name])
        values: list[FactValue | None] = [None, *map(_fact_value, coded.dictionary.to_pylist())]
        places = numbers_of(coded.indices, missing=-1) + 1
        column = FactColumn(values=values, codes=self._spread(places, ids, missing=0))
        days = DAY + name.removeprefix(FACT)
        return self._with_days(column, table[days], ids) if days in table.column_names else column

    def _with_days(self, column: FactColumn, days: pa.ChunkedArray, ids: pa.Array) -> FactColumn:
        coded = dictionary_of(days.cast(pa.date32()))
        places = numbers_of(coded.indices, missing=-1) + 1
        column.days = self._spread(places, ids, missing=0)
        column.known_days = [None, *coded.dictionary.to_pylist()]
        return column

    def decisions(self, ids: pa.Array) -> dict[int, Decisions]:
        """The decisions of the few students who have any, by place."""
        if self.table is None or "decisions" not in self.table.column_names:
            return {}
        texts = self.table["decisions"]
        if texts.null_count == len(texts):
            return {}
        own = zip(_places(self.ids, among=ids.to_pylist()), self.ids.to_pylist(), texts.to_pylist(), strict=True)
        return {at: _decisions(student, text) for at, student, text in own if text}

    def _spread(self, column: Ints, ids: pa.Array, *, missing: int) -> Ints:
        """A column of the table for all these students."""
        if ids.equals(self.ids):
            return column
        spread = np.full(len(ids), missing, np.int64)
        spread[_places(self.ids, among=ids.to_pylist())] = column
        return spread


def _places(ids: pa.Array, *, among: list[Any]) -> list[int]:
    places = {one: at for at, one in enumerate(among)}
    return [places[one] for one in ids.to_pylist()]


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
