"""Cells of tables as whole numbers; values that nobody knows are counted and their rows set aside."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from waypost.engine.batch.arrow import numbers_array, numbers_of
from waypost.engine.batch.columns import Ints

#: What a row that leaves a column out means.
UNKNOWN = -1

#: A cell without a number, among numbers of which any may be told.
NOTHING = int(np.iinfo(np.int64).min)


class BatchRefused(Exception):
    """The input cannot be audited as a whole; the message names the place and the reason."""


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """A value of a column that is not known, so that its rows do not count."""

    column: str
    value: str


def coded(
    entries: pa.Table, name: str, numbers: Mapping[str, int], *, aside: Counter[SetAside], missing: int = UNKNOWN
) -> Ints:
    """A column of words as numbers; an unknown word is -1 and counted."""
    if name not in entries.column_names:
        if missing == UNKNOWN:
            raise BatchRefused(f"entries: the column {name} is missing")
        return same_everywhere(missing, rows=len(entries))
    coded = dictionary_of(entries[name])
    found = taken(coded, numbers, missing=missing)
    if found.size and found.min() < 0:
        strange = entries[name].filter(pa.array(found < 0)).to_pylist()
        aside.update(SetAside(name, "" if value is None else str(value)) for value in strange)
    return found


def dictionary_of(column: pa.ChunkedArray) -> pa.DictionaryArray:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def taken(coded: pa.DictionaryArray, numbers: Mapping[Any, int], *, missing: int) -> Ints:
    words = coded.dictionary.to_pylist()
    table = np.array([*(numbers.get(word, UNKNOWN) for word in words), missing], np.int64)
    found: Ints = table.take(numbers_of(coded.indices, missing=len(words)))
    return found


def whole_numbers(table: pa.Table, name: str, *, missing: int) -> Ints:
    """A column of whole numbers, with a number where there is none."""
    if name not in table.column_names:
        return same_everywhere(missing, rows=len(table))
    column = table[name]
    if not pa.types.is_integer(column.type):
        raise BatchRefused(f"{name}: must be whole numbers, not {column.type}")
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        return np.concatenate([numbers_of(part, missing=missing) for part in whole.chunks])
    return numbers_of(whole, missing=missing)


def same_everywhere(number: int, *, rows: int) -> Ints:
    """One number for all rows, kept once."""
    return np.broadcast_to(np.int64(number), (rows,))


def whole_within(entries: pa.Table, name: str, bounds: tuple[int, int], *, aside: Counter[SetAside]) -> Ints:
    """A column of whole numbers within bounds; one that is missing or out of them is -1 and counted."""
    if name not in entries.column_names:
        raise BatchRefused(f"entries: the column {name} is missing")
    least, most = bounds
    numbers = whole_numbers(entries, name, missing=NOTHING)
    if not numbers.size or (numbers.min() >= least and numbers.max() <= most):
        return numbers
    wrong = (numbers < least) | (numbers > most)
    note(numbers[wrong], name, aside=aside)
    return np.where(wrong, UNKNOWN, numbers)


def note(numbers: Ints, name: str, *, aside: Counter[SetAside]) -> None:
    """Count numbers that cannot be; one that is missing is told as an empty text."""
    aside.update(SetAside(name, "" if number == NOTHING else str(number)) for number in numbers.tolist())


def runs_of(column: pa.ChunkedArray) -> tuple[pa.Array, Ints]:
    """Each student once, and where their rows begin; students must stand in order."""
    if column.null_count:
        raise BatchRefused("entries: a row names no student")
    if not len(column):
        return plain_ids(column), np.zeros(1, np.int64)
    whole = column.combine_chunks() if pa.types.is_integer(column.type) else dictionary_of(column).indices
    numbers = numbers_of(whole, missing=UNKNOWN)
    firsts = np.concatenate([[0], np.flatnonzero(numbers[1:] != numbers[:-1]) + 1])
    ids = plain_ids(column.take(numbers_array(firsts)))
    check_order(ids, table="entries")
    return ids, np.append(firsts, len(column)).astype(np.int64)


def plain_ids(column: pa.ChunkedArray) -> pa.Array:
    """The ids of students as numbers or as texts, each written out."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    column = column.cast(pa.int64() if pa.types.is_integer(column.type) else pa.string())
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def check_order(ids: pa.Array, *, table: str) -> None:
    if ids.null_count:
        raise BatchRefused(f"{table}: a row names no student")
    if len(ids) < 2 or pc.all(pc.less(ids[:-1], ids[1:]).fill_null(False), min_count=0).as_py():
        return
    for one, other in pairwise(ids.to_pylist()):
        if not one < other:
            raise BatchRefused(f"{table}: student {other} stands after {one}; rows must be in order of students")


def words_of(aside: Iterable[tuple[SetAside, int]]) -> list[dict[str, object]]:
    """What was set aside, as plain values in order."""
    return [{"column": one.column, "value": one.value, "rows": rows} for one, rows in sorted(aside)]
