"""A state's students against three rulebooks, next to reading the same Parquet and to the single audit.

``batch.py [STUDENTS] [--picture]``: 500,000 students unless told. Prints wall and CPU seconds for 1k, 10k, 100k and
all of them, the ratio to reading the files into memory, the time that single audits would take for all on one core
(from 300 students), and the most memory in use. ``--picture`` draws docs/pictures/batch-scaling.svg.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
from bench.audits import compiled_from
from bench.batch_cases import ENTRIES_EACH, TEXTS, write_state
from bench.scaling_picture import Line, scaling_picture

from waypost.engine.audit import audit
from waypost.engine.batch import BatchSummary, LocalEngine, ParquetSource, run_batch
from waypost.engine.batch.source import SourceReader
from waypost.engine.batch.tables import COURSES, ENTRIES, STUDENTS
from waypost.engine.requirement import Credits

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "batch-scaling.svg"
SIZES = (1_000, 10_000, 100_000, 500_000)
PROCESSES = 2
SINGLE_STUDENTS = 300
#: So few students are done so quickly that the best of three runs is taken.
FEW = 10_000


class Seconds(NamedTuple):
    """How long something took, and how much of the processors."""

    wall: float
    cpu: float


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Seconds for one number of students; ``single`` is CPU time for one student."""

    students: int
    reading: "Seconds"
    batch: "Seconds"
    single: float
    summary: BatchSummary


def main() -> None:
    """Measure all sizes and print what they show."""
    most = int(next((word for word in sys.argv[1:] if word.isdigit()), SIZES[-1]))
    leaves = [sum(isinstance(node, Credits) for node in compiled_from(text).nodes.values()) for text in TEXTS]
    print(f"{ENTRIES_EACH} entries a student; rulebooks of {', '.join(map(str, leaves))} leaves; {PROCESSES} processes")
    _measure(100)  # what is loaded at first use is not counted
    measured = [_measure(size) for size in (*(size for size in SIZES if size < most), most)]
    for one in measured:
        _print(one)
    print(f"most memory, all processes together: {_most_memory():.2f} GB")
    if "--picture" in sys.argv:
        PICTURE.write_text(_picture(measured))


def _measure(students: int) -> Measured:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_state(folder / "records", students=students)
        source = ParquetSource(folder / "records")
        books = [compiled_from(text).rulebook for text in TEXTS]
        single = _single(source)
        reading = min(_seconds(lambda: _read(source.folder)) for _ in range(2))
        summaries: list[BatchSummary] = []
        engine = LocalEngine(processes=PROCESSES)
        runs = 3 if students <= FEW else 1
        outs = [folder / f"out-{number}" for number in range(runs)]
        batch = min(
            _seconds(lambda out=out: summaries.append(run_batch(source, books, out=out, engine=engine)))  # type: ignore[misc]
            for out in outs
        )
        return Measured(students=students, reading=reading, batch=batch, single=single, summary=summaries[0])


def _read(folder: Path) -> None:
    for name in (ENTRIES, STUDENTS, COURSES):
        pq.read_table(folder / name)


def _single(source: ParquetSource) -> float:
    """Seconds that the single audit takes for one student under the rulebooks, on one core; reading left out."""
    reader = SourceReader(source)
    block, _ = reader.block(source.chunks()[0])
    records = [block.record(at, courses=reader.courses) for at in range(min(SINGLE_STUDENTS, len(block)))]
    compiled = [compiled_from(text) for text in TEXTS]
    audit(records[0], compiled[0])
    start = time.process_time()
    for record in records:
        for book in compiled:
            audit(record, book)
    return (time.process_time() - start) / len(records)


def _seconds(work: Callable[[], object]) -> Seconds:
    start, used = time.perf_counter(), _used()
    work()
    return Seconds(time.perf_counter() - start, _used() - used)


def _used() -> float:
    """CPU seconds of this process and of those that it started and that ended."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def _print(one: Measured) -> None:
    alone = one.single * one.students
    batch, reading = one.batch, one.reading
    rate = one.students * len(TEXTS) / batch.wall
    print(f"{one.students:,} students: {batch.wall:.2f} s ({batch.cpu:.2f} CPU), {rate:,.0f} audits a second")
    print(f"  reading the same files into memory: {reading.wall:.2f} s ({reading.cpu:.2f} CPU)")
    print(f"  ratio to reading: {batch.wall / reading.wall:.1f}, in CPU time {batch.cpu / reading.cpu:.1f}")
    by_wall, by_cpu = alone / batch.wall, alone / batch.cpu
    print(f"  single audits on one core: {alone:,.0f} s; {by_wall:.0f} times as long by wall, {by_cpu:.0f} by CPU time")
    print(f"  audited singly: {one.summary.singly}")


def _most_memory() -> float:
    """The peak of this process and that of its largest worker for each worker, in GB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + PROCESSES * largest) / 1024**2


def _picture(measured: list[Measured]) -> str:
    lines = [
        Line(name="single (from 300)", points=tuple((one.students, one.single * one.students) for one in measured)),
        Line(name="batch, 2 processes", points=tuple((one.students, one.batch.cpu) for one in measured)),
        Line(name="reading only", points=tuple((one.students, one.reading.cpu) for one in measured)),
    ]
    return scaling_picture(lines, title="Three rulebooks for everyone: CPU seconds by students", work="students")


if __name__ == "__main__":
    main()
