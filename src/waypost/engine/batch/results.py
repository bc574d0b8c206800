"""Standings as a table: one row a student, four columns for each leaf (docs/formats/batch.md)."""

import json
from collections import Counter
from pathlib import Path
from typing import Final
from uuid import uuid4

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from waypost.engine.batch.arrow import flags_array, numbers_array, words_array
from waypost.engine.batch.cells import SetAside, words_of
from waypost.engine.batch.columns import Flags
from waypost.engine.batch.standings import NOT_ASKED, STATUSES, Standings, persons_in

PARTS: Final = ("done", "now", "planned", "open")
_NOTES: Final = b"waypost"


def results_table(ids: pa.Array, standings: Standings, *, applies: Flags) -> pa.Table:
    """The columns: student, status, who is awaited, whether the rulebook is for them, units of whole and leaves."""
    words = words_array([status.value for status in STATUSES])
    status = pa.DictionaryArray.from_arrays(numbers_array(standings.status), words)
    columns: dict[str, pa.Array] = {"student": ids, "status": status, "awaits": _awaits(standings)}
    columns["applies"] = flags_array(applies)
    columns |= {part: numbers_array(standings.whole[at]) for at, part in enumerate(PARTS)}
    for path, units in zip(standings.paths, standings.leaves, strict=True):
        left_out = units[0] == NOT_ASKED
        missing = left_out if left_out.any() else None
        columns |= {f"{path}.{part}": numbers_array(units[at], missing=missing) for at, part in enumerate(PARTS)}
    return pa.Table.from_arrays(list(columns.values()), names=list(columns))


def _awaits(standings: Standings) -> pa.Array:
    """The persons whose word each student waits for, as one text."""
    found, numbers = np.unique(standings.awaits, return_inverse=True)
    words = words_array([",".join(persons_in(bits)) for bits in found.tolist()])
    return pa.DictionaryArray.from_arrays(numbers_array(numbers.reshape(-1).astype(np.int8)), words)


def write_part(table: pa.Table, *, path: Path, notes: dict[str, object]) -> None:
    """Write one part with notes in its footer; it is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
    noted = table.replace_schema_metadata({_NOTES: json.dumps(notes, sort_keys=True).encode()})
    numbers = [name for name in table.column_names if pa.types.is_int32(table.schema.field(name).type)]
    pq.write_table(
        noted,
        unfinished,
        compression="snappy",
        write_statistics=False,
        use_dictionary=["status", "awaits"],
        column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
    )
    unfinished.replace(path)


def notes_of(path: Path) -> dict[str, object]:
    """The notes of a part."""
    metadata = pq.read_schema(path).metadata or {}
    return dict(json.loads(metadata.get(_NOTES, b"{}")))


def notes_for(standings: Standings, *, aside: Counter[SetAside]) -> dict[str, object]:
    """How many students a part has, how many of them were audited singly, and what was set aside."""
    return {
        "students": len(standings.status),
        "singly": int(np.count_nonzero(standings.left)),
        "set_aside": words_of(aside.items()),
    }
