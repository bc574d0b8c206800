"""Where a batch's records come from: a folder of Parquet files, or records in memory, cut into chunks."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from waypost.engine.batch.cells import BatchRefused, SetAside
from waypost.engine.batch.columns import Block
from waypost.engine.batch.course_rows import courses_from
from waypost.engine.batch.reading import BlockReader
from waypost.engine.batch.tables import COURSES, ENTRIES, ENTRY_COLUMNS, STUDENTS, BatchTables, tables_of
from waypost.engine.record import Record

Student = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Students after ``after`` up to ``upto`` (None: without an end); ``groups`` are the row groups to read."""

    number: int
    groups: tuple[int, ...] = ()
    after: Student | None = None
    upto: Student | None = None


class Source(Protocol):
    """Chunks of students that can be read anywhere, again and again, with the same answer."""

    def identity(self) -> str:
        """A text that differs when the content differs."""

    def chunks(self) -> tuple[Chunk, ...]:
        """All students, each in exactly one chunk."""

    def courses(self) -> pa.Table:
        """The catalogue (docs/formats/batch.md)."""

    def read(self, chunk: Chunk) -> tuple[pa.Table, pa.Table | None]:
        """The entries and the students of a chunk."""


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """A folder with entries.parquet, courses.parquet, and perhaps students.parquet; rows in order of students."""

    folder: Path

    def identity(self) -> str:
        """The footers of the files: rows, sizes and ranges of every row group."""
        digest = hashlib.sha256()
        for name in (ENTRIES, STUDENTS, COURSES):
            path = self.folder / name
            if path.exists():
                digest.update(f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
        return digest.hexdigest()

    def chunks(self) -> tuple[Chunk, ...]:
        """One chunk for each row group; a student who goes on in the next one belongs to the first."""
        file = self._open(ENTRIES)
        ranges = [_range(file, group) for group in range(file.metadata.num_row_groups)]
        found: list[Chunk] = []
        after: Student | None = None
        for group, (first, last) in enumerate(ranges):
            if after is not None and first < after:
                raise BatchRefused(
                    f"{ENTRIES}: student {first} stands after {after}; rows must be in order of students"
                )
            if after == last:
                continue
            groups = [group, *_going_on(ranges, group=group)]
            found.append(Chunk(number=len(found), groups=tuple(groups), after=after, upto=last))
            after = last
        return _open_ended(found)

    def courses(self) -> pa.Table:
        """The catalogue's file."""
        return self._open(COURSES).read()

    def read(self, chunk: Chunk) -> tuple[pa.Table, pa.Table | None]:
        """The rows of the chunk's students, without those of the students before and after."""
        file = self._open(ENTRIES)
        known = [name for name in file.schema_arrow.names if name in _ENTRY_COLUMNS]
        entries = file.read_row_groups(list(chunk.groups), columns=known, use_threads=False)
        if chunk.groups:
            entries = _between(entries, chunk)
        if not (self.folder / STUDENTS).exists():
            return entries, None
        return entries, _students_between(self._open(STUDENTS), chunk)

    def _open(self, name: str) -> pq.ParquetFile:
        path = self.folder / name
        if not path.is_file():
            raise BatchRefused(f"there is no file {name} in {self.folder}")
        try:
            words = [name for name in pq.read_schema(path).names if name in _WORDS]
            return pq.ParquetFile(path, read_dictionary=words)
        except pa.ArrowInvalid as error:
            raise BatchRefused(f"{name}: this is no Parquet file: {error}") from error


_ENTRY_COLUMNS = {"student", *ENTRY_COLUMNS}

#: Read as dictionaries: their words are looked up once each.
_WORDS = ("student", "course", "stage", "mark", "term", "repeat", "method")


@dataclass(slots=True)
class RecordSource:
    """Records in memory (from a database, a test), a number of students in each chunk."""

    records: Sequence[tuple[Student, Record]]
    students_per_chunk: int = 500
    _parts: list[BatchTables] = field(init=False, repr=False)
    _courses: pa.Table = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Write the records as tables; all chunks share one catalogue."""
        whole = tables_of(self.records)
        self._courses = whole.courses
        ids = whole.students["student"].to_pylist()
        self._parts = [
            _part(whole, ids[first : first + self.students_per_chunk])
            for first in range(0, len(ids), self.students_per_chunk)
        ]

    def identity(self) -> str:
        """A digest of all rows."""
        digest = hashlib.sha256()
        for table in (self._courses, *(table for part in self._parts for table in (part.entries, part.students))):
            digest.update(repr(table.to_pylist()).encode())
        digest.update(repr(self._courses.schema.metadata or {}).encode())
        return digest.hexdigest()

    def chunks(self) -> tuple[Chunk, ...]:
        """One for each part."""
        return tuple(Chunk(number=number) for number in range(len(self._parts)))

    def courses(self) -> pa.Table:
        """The courses that the records name."""
        return self._courses

    def read(self, chunk: Chunk) -> tuple[pa.Table, pa.Table | None]:
        """A part's tables."""
        part = self._parts[chunk.number]
        return part.entries, part.students


def _part(whole: BatchTables, ids: Sequence[Student]) -> BatchTables:
    wanted = pa.array(ids)
    entries, students = (
        table.filter(pc.is_in(_plain(table["student"]), value_set=wanted)) for table in (whole.entries, whole.students)
    )
    return BatchTables(entries=entries, students=students, courses=whole.courses)


class SourceReader:
    """Reads blocks of a source in one process."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.courses, keys = courses_from(source.courses())
        self._blocks = BlockReader(courses=self.courses, keys=keys)

    def block(self, chunk: Chunk) -> tuple[Block, Counter[SetAside]]:
        """The students of a chunk, with what was set aside."""
        return self._blocks.block(*self.source.read(chunk))


def _range(file: pq.ParquetFile, group: int) -> tuple[Any, Any]:
    """The first and last student of a row group, from its statistics where it has them."""
    at = file.schema_arrow.get_field_index("student")
    if at < 0:
        raise BatchRefused(f"{ENTRIES}: the column student is missing")
    statistics = file.metadata.row_group(group).column(at).statistics
    if statistics is not None and statistics.has_min_max:
        return statistics.min, statistics.max
    column = _plain(file.read_row_group(group, columns=["student"])["student"])
    ends = pc.min_max(column)
    return ends["min"].as_py(), ends["max"].as_py()


def _going_on(ranges: Sequence[tuple[Any, Any]], *, group: int) -> list[int]:
    """The row groups after this one that begin with its last student."""
    last = ranges[group][1]
    found = []
    for other in range(group + 1, len(ranges)):
        if ranges[other][0] != last:
            break
        found.append(other)
    return found


def _open_ended(chunks: list[Chunk]) -> tuple[Chunk, ...]:
    """The last chunk takes all students after it, since some have no entries."""
    if not chunks:
        return (Chunk(number=0),)
    last = chunks[-1]
    return (*chunks[:-1], Chunk(number=last.number, groups=last.groups, after=last.after))


def _between(table: pa.Table, chunk: Chunk) -> pa.Table:
    """The rows whose student is after one and up to another; the rows at the ends tell whether any must go."""
    ids = table["student"]
    if not len(ids):
        return table
    first, last = ids[0].as_py(), ids[-1].as_py()
    if (chunk.after is None or first > chunk.after) and (chunk.upto is None or last <= chunk.upto):
        return table
    ids = _plain(ids)
    if chunk.after is not None:
        table, ids = table.filter(pc.greater(ids, chunk.after)), ids.filter(pc.greater(ids, chunk.after))
    return table if chunk.upto is None else table.filter(pc.less_equal(ids, chunk.upto))


def _students_between(file: pq.ParquetFile, chunk: Chunk) -> pa.Table:
    """The rows of the students' file for a chunk, from the row groups that can have any."""
    groups = []
    for group in range(file.metadata.num_row_groups):
        first, last = _range(file, group)
        if (chunk.after is None or last > chunk.after) and (chunk.upto is None or first <= chunk.upto):
            groups.append(group)
    return _between(file.read_row_groups(groups, use_threads=False), chunk)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Words written out; a dictionary cannot be compared."""
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
