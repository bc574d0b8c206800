"""A batch as a whole: files in, parts out, on processes and on a cluster, killed and resumed."""

import os
import random
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from tests.engine.batch.students import invented
from waypost.engine.audit import audit, compile_rulebook
from waypost.engine.batch import (
    BatchRefused,
    Chunk,
    Engine,
    LocalEngine,
    ParquetSource,
    Progress,
    RayEngine,
    RecordSource,
    SetAside,
    audit_records,
    run_batch,
    tables_of,
    write_tables,
)
from waypost.engine.record import Record
from waypost.engine.requirement import Rulebook
from waypost.engine.rulebook import load_rulebook
from waypost.rulebooks import rulebook_text

IDS = ("cedar-valley-2029", "us-wa-24")


def _rulebook(rulebook_id: str) -> Rulebook:
    loaded = load_rulebook(rulebook_text(rulebook_id) or "")
    assert loaded.rulebook is not None
    return loaded.rulebook


BOOKS = tuple(_rulebook(rulebook_id) for rulebook_id in IDS)


@pytest.fixture(scope="module")
def students() -> list[tuple[str, Record]]:
    records = invented(compile_rulebook(BOOKS[1]), students=60, seed=3)
    return [(f"S{number:03}", record) for number, record in enumerate(records)]


@pytest.fixture
def source(students: list[tuple[str, Record]], tmp_path: Path) -> ParquetSource:
    write_tables(tables_of(students), folder=tmp_path / "in", students_per_group=13)
    return ParquetSource(tmp_path / "in")


@pytest.fixture(scope="module")
def cluster() -> Iterator[RayEngine]:
    """Two nodes of a Ray cluster on this machine."""
    ray = pytest.importorskip("ray")
    clusters = pytest.importorskip("ray.cluster_utils")
    node = {"num_cpus": 1, "object_store_memory": 100_000_000}
    nodes = clusters.Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    nodes.add_node(**node)
    ray.init(address=nodes.address, log_to_driver=False)
    yield RayEngine(address=nodes.address)
    ray.shutdown()
    nodes.shutdown()


@pytest.fixture(params=["one process", "two processes", "cluster"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "cluster":
        return request.getfixturevalue("cluster")
    return LocalEngine(processes=1 if request.param == "one process" else 2)


def _results(out: Path, rulebook_id: str) -> pa.Table:
    table = ds.dataset(out / f"rulebook={rulebook_id}").to_table()
    return table.sort_by("student")


def test_every_student_has_the_result_of_the_single_audit(
    engine: Engine, source: ParquetSource, students: list[tuple[str, Record]], tmp_path: Path
) -> None:
    summary = run_batch(source, BOOKS, out=tmp_path / "out", engine=engine)
    assert summary.complete
    assert summary.students == len(students)
    for book in BOOKS:
        rows = _results(tmp_path / "out", book.id).to_pylist()
        assert [row["student"] for row in rows] == [student for student, _ in students]
        for row, (_, record) in zip(rows, students, strict=True):
            result = audit(record, book)
            assert row["status"] == result.status.value
            assert tuple(row[part] for part in ("done", "now", "planned", "open")) == result.meter


def test_records_in_memory_give_the_same_tables(source: ParquetSource, students: list[tuple[str, Record]]) -> None:
    from_files = audit_records(source, BOOKS)
    shuffled = random.Random(5).sample(students, len(students))
    in_memory = audit_records(RecordSource(shuffled, students_per_chunk=7), BOOKS)
    for one, other in zip(from_files, in_memory, strict=True):
        assert one.sort_by("student").to_pylist() == other.sort_by("student").to_pylist()


def test_a_student_may_be_spread_over_row_groups(source: ParquetSource) -> None:
    expected = [table.to_pylist() for table in audit_records(source, BOOKS)]
    path = source.folder / "entries.parquet"
    table = pq.read_table(path)
    for size in (3, 17, 50):
        pq.write_table(table, path, row_group_size=size)
        assert [own.to_pylist() for own in audit_records(source, BOOKS)] == expected


@dataclass(frozen=True)
class Deadly:
    """A source whose second chunk kills the process that reads it, the first few times."""

    source: ParquetSource
    notes: Path
    times: int = 1

    def identity(self) -> str:
        return self.source.identity()

    def chunks(self) -> tuple[Chunk, ...]:
        return self.source.chunks()

    def courses(self) -> pa.Table:
        return self.source.courses()

    def read(self, chunk: Chunk) -> tuple[pa.Table, pa.Table | None]:
        deaths = len(list(self.notes.iterdir()))
        if chunk.number == 1 and deaths < self.times:
            (self.notes / f"death-{deaths}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.source.read(chunk)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


@pytest.mark.parametrize("engine", ["two processes", "cluster"], indirect=True)
def test_a_worker_killed_in_the_middle_is_replaced_and_each_result_stands_once(
    engine: Engine, source: ParquetSource, notes: Path, tmp_path: Path
) -> None:
    summary = run_batch(Deadly(source, notes), BOOKS, out=tmp_path / "out", engine=engine)
    assert list(notes.iterdir())
    assert summary.complete
    assert _bytes(tmp_path / "out") == _bytes_of_a_quiet_run(source, tmp_path)


def test_a_run_whose_workers_keep_dying_stops_and_goes_on_later(
    source: ParquetSource, notes: Path, tmp_path: Path
) -> None:
    deadly = Deadly(source, notes, times=99)  # others may get done between two deaths; at last it is alone
    with pytest.raises(BatchRefused, match="workers die"):
        run_batch(deadly, BOOKS, out=tmp_path / "out", engine=LocalEngine(processes=2))
    summary = run_batch(source, BOOKS, out=tmp_path / "out", engine=LocalEngine(processes=2))
    assert summary.complete
    assert _bytes(tmp_path / "out") == _bytes_of_a_quiet_run(source, tmp_path)


def test_a_cancelled_run_resumes_and_leaves_what_is_done_alone(source: ParquetSource, tmp_path: Path) -> None:
    told: list[Progress] = []
    first = run_batch(
        source,
        BOOKS,
        out=tmp_path / "out",
        engine=LocalEngine(processes=1),
        report=told.append,
        is_cancelled=lambda: len(told) == 2,
    )
    assert not first.complete
    assert 26 <= first.students < 60
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("part-*")}
    unfinished = tmp_path / "out" / "rulebook=us-wa-24" / ".part-000004.parquet.half"
    unfinished.write_bytes(b"half")
    second = run_batch(source, BOOKS, out=tmp_path / "out", engine=LocalEngine(processes=1), report=told.append)
    assert (second.complete, second.resumed, second.students) == (True, 2, 60)
    assert told[-1] == Progress(done=5, total=5)
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())
    assert not unfinished.exists()


def _bytes_of_a_quiet_run(source: ParquetSource, tmp_path: Path) -> dict[str, bytes]:
    run_batch(source, BOOKS, out=tmp_path / "quiet", engine=LocalEngine(processes=1))
    return _bytes(tmp_path / "quiet")


def _bytes(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_a_folder_of_another_run_is_refused(source: ParquetSource, tmp_path: Path) -> None:
    run_batch(source, BOOKS[:1], out=tmp_path / "out", engine=LocalEngine(processes=1))
    with pytest.raises(BatchRefused, match="another run"):
        run_batch(source, BOOKS, out=tmp_path / "out", engine=LocalEngine(processes=1))
    with pytest.raises(BatchRefused, match="not empty"):
        run_batch(source, BOOKS, out=source.folder, engine=LocalEngine(processes=1))


def test_unknown_values_are_counted_and_the_rest_still_stands(source: ParquetSource, tmp_path: Path) -> None:
    path = source.folder / "entries.parquet"
    table = pq.read_table(path)
    courses = table["course"].to_pylist()
    courses[0] = courses[5] = "NO-SUCH"
    _replace(path, table, "course", courses)
    summary = run_batch(source, BOOKS, out=tmp_path / "out", engine=LocalEngine(processes=1))
    assert summary.set_aside == ((SetAside("course", "NO-SUCH"), 2),)
    assert summary.students == 60


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda folder: (folder / "courses.parquet").unlink(), "no file courses.parquet"),
        (lambda folder: (folder / "entries.parquet").write_bytes(b"PK"), "no Parquet file"),
        (lambda folder: _drop(folder / "entries.parquet", "stage"), "column stage is missing"),
        (lambda folder: _drop(folder / "entries.parquet", "student"), "column student is missing"),
        (lambda folder: _turn(folder / "entries.parquet"), "in order of students"),
        (lambda folder: _mix(folder / "entries.parquet"), "in order of students"),
        (lambda folder: _text(folder / "entries.parquet"), "units: must be whole numbers"),
        (lambda folder: _twice(folder / "courses.parquet"), "a second course with the key"),
    ],
)
def test_input_that_cannot_be_read_is_refused_with_the_place(break_it, told, source: ParquetSource, tmp_path) -> None:  # type: ignore[no-untyped-def]
    break_it(source.folder)
    with pytest.raises(BatchRefused, match=told):
        run_batch(source, BOOKS, out=tmp_path / "out", engine=LocalEngine(processes=1))


def test_every_engine_tells_why_it_refused(engine: Engine, source: ParquetSource, tmp_path: Path) -> None:
    _drop(source.folder / "entries.parquet", "stage")
    with pytest.raises(BatchRefused) as refused:
        run_batch(source, BOOKS, out=tmp_path / "out", engine=engine)
    assert str(refused.value) == "entries: the column stage is missing"


def _replace(path: Path, table: pa.Table, name: str, values: Sequence[object]) -> None:
    at = table.column_names.index(name)
    pq.write_table(table.set_column(at, name, pa.array(values)), path)


def _drop(path: Path, name: str) -> None:
    pq.write_table(pq.read_table(path).drop_columns([name]), path)


def _turn(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.take(list(range(len(table)))[::-1]), path, row_group_size=40)


def _mix(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.take(random.Random(1).sample(range(len(table)), len(table))), path)


def _text(path: Path) -> None:
    table = pq.read_table(path)
    _replace(path, table, "units", [str(units) for units in table["units"].to_pylist()])


def _twice(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table.slice(0, 1)]), path)
