"""Auditing every student of the demo district in the background: how fast, how long a search waits, single or batch.

Wall time and, because other work may run beside it, CPU time of the one process that works.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any, TypeVar

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.web.settings")
SCRATCH = tempfile.TemporaryDirectory(prefix="waypost-bench-")
os.environ["WAYPOST_VAR"] = SCRATCH.name
os.environ["WAYPOST_DEMO"] = "1"
os.environ["WAYPOST_LOG_LEVEL"] = "ERROR"

T = TypeVar("T")


def main() -> None:
    """Print the figures."""
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("demo_load", verbosity=0)
    from waypost.web.access.queries import office_of  # noqa: PLC0415
    from waypost.web.base import clock  # noqa: PLC0415  models are there once Django is set up
    from waypost.web.schools.models import District  # noqa: PLC0415
    from waypost.web.standings.actions.auditing import refresh_standings, try_rulebook  # noqa: PLC0415

    office = office_of(District.objects.get(name="Cedar Valley Unified"))
    draft = _draft(office)
    _run("refresh", refresh_standings(office, at=clock.now()))
    _run("try", try_rulebook(office, rulebook=draft, at=clock.now()))
    _compare(office, draft)


def _draft(office: Any) -> Any:
    """The revision that is loaded and not in force."""
    from waypost.web.catalog.models import Rulebook  # noqa: PLC0415

    return Rulebook.objects.get(district_id=office.district_id, adoptions=None)


def _run(what: str, run: Any) -> None:
    from waypost.web.standings.tasks import run_chunk  # noqa: PLC0415

    walls, cpus = [], []
    is_left = True
    while is_left:
        is_left, wall, cpu = _timed(lambda: run_chunk(only=run))
        walls.append(wall)
        cpus.append(cpu)
    rate = run.total / sum(cpus)
    print(
        f"{what}: {run.total:,} students in {sum(walls):.1f} s ({sum(cpus):.1f} s CPU), {rate:,.0f} a second of CPU; "
        f"a chunk {statistics.median(walls[:-1]):.2f} s at the median, {max(walls):.2f} s at most"
    )


def _compare(office: Any, rulebook: Any) -> None:
    """The same records by the single audit and by the engine's batch, which must agree."""
    from waypost.engine.audit import audit  # noqa: PLC0415
    from waypost.engine.batch import RecordSource, audit_records  # noqa: PLC0415
    from waypost.web.access.permissions import Permission  # noqa: PLC0415
    from waypost.web.audits.queries import with_plan  # noqa: PLC0415
    from waypost.web.catalog.adapters import to_rulebook  # noqa: PLC0415
    from waypost.web.plans.queries.standings import planned_files  # noqa: PLC0415
    from waypost.web.standings.queries.audit_runs import students_asked  # noqa: PLC0415

    students = list(students_asked(office, rulebook=None).select_related("district"))
    files, _, reading = _timed(lambda: list(planned_files(office, students=students, deed=Permission.RULEBOOK_TRY)))
    records = [(one.file.student.pk, with_plan(one.file, planned=one.planned, pins=one.pins)) for one in files]
    compiled = to_rulebook(rulebook)
    single, _, audits = _timed(lambda: {pk: audit(record, compiled, as_of=office.today) for pk, record in records})
    source, _, writing = _timed(lambda: RecordSource(records))
    tables, _, batch = _timed(lambda: audit_records(source, [compiled.rulebook], on=office.today))
    for row in tables[0].to_pylist():
        result = single[row["student"]]
        assert (row["status"], row["done"], row["open"]) == (result.status, result.meter.done, result.meter.open)
    print(f"reading {len(records):,} records and plans: {reading:.2f} s CPU")
    print(f"single audits: {audits:.2f} s CPU, {len(records) / audits:,.0f} a second")
    print(f"batch: {writing:.2f} s for its tables, {batch:.2f} s for the audits, {audits / (writing + batch):.2f}x")


def _timed(do: Callable[[], T]) -> tuple[T, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    done = do()
    return done, time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main()
