"""How fast an import is, next to the least that any import must do with the same bundle.

The least: a bare `csv.reader` over the same files, and a bulk insert of the same rows into the same tables, in one
transaction. The import reads, checks, compares with the district, writes, and keeps what undo needs. Both run in
turns in one process, each into empty tables; CPU time, not wall time, except where the database is a server.

    python -m bench.import_apply [FOLDER]        without a folder, an invented district of 2,400 students
"""

import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

STUDENTS = 2_400
ROUNDS = 5
NOT_WRITTEN = {"districts", "catalog", "records", "facts"}


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["WAYPOST_VAR"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.web.settings")
        prepare()
        report(Path(sys.argv[1]) if len(sys.argv) > 1 else invented(Path(scratch) / "bundle"))


def prepare() -> None:
    """An empty site."""
    import django  # noqa: PLC0415  the settings read the environment that was set just before
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


def invented(folder: Path) -> Path:
    """The invented district's bundle as a folder of files."""
    from bench.rosters import a_roster  # noqa: PLC0415

    from waypost.interchange.oneroster import oneroster_files  # noqa: PLC0415

    folder.mkdir()
    for name, content in oneroster_files(a_roster(STUDENTS)).items():
        (folder / name).write_bytes(content)
    return folder


def report(folder: Path) -> None:
    """Measure both in turns; the best of each counts."""
    rounds = [one_round(folder) for _ in range(ROUNDS)]
    rows = rounds[0][3]
    whole, again, bare = (min(one[at] for one in rounds) for at in range(3))
    lines = sum(path.read_bytes().count(b"\n") for path in folder.glob("*.csv"))
    print(f"lines in the files: {lines:,}; rows written: {rows:,}")
    print(f"rows written a second by an import, with all its checks: {rows / whole:,.0f}")
    print(f"rows written a second by a bare csv.reader and bulk insert: {rows / bare:,.0f}")
    print(f"import against bare: {bare / whole:.2f} of its rows a second (at least 0.50 wanted)")
    print(f"the same bundle again, nothing to do: {again:.2f} s")


def one_round(folder: Path) -> tuple[float, float, float, int]:
    """Seconds of an import, of finding nothing to do, of the bare way; and how many rows it is about."""
    from waypost.web.imports import actions  # noqa: PLC0415
    from waypost.web.imports.models import RunKind  # noqa: PLC0415
    from waypost.web.schools.models import District  # noqa: PLC0415

    actor, at = someone(actions.open_district(name="Bench", state="TX"))
    run = actions.check_upload(actor, kind=RunKind.ONEROSTER, uploads=folder, at=at)
    whole = seconds(lambda: actions.apply_run(actor, run=run, seen=run.version, at=at))
    again = seconds(lambda: actions.check_upload(actor, kind=RunKind.ONEROSTER, uploads=folder, at=at))
    written = [rows for rows in written_rows() if rows]
    empty(written)
    bare = seconds(lambda: bare_import(folder, written))
    empty(written)
    District.objects.all().delete()
    return whole, again, bare, sum(map(len, written))


def someone(district: Any) -> tuple[Any, Any]:
    """Whoever holds the server, and now."""
    from waypost.web.access.actor import Actor  # noqa: PLC0415
    from waypost.web.base import clock  # noqa: PLC0415
    from waypost.web.schools.models import Role  # noqa: PLC0415

    today = clock.today(time_zone=district.time_zone)
    actor = Actor(user_id=None, role=Role.DISTRICT_ADMIN, district_id=district.pk, today=today, name="Bench")
    return actor, clock.now()


def written_rows() -> list[list[Any]]:
    """What the import wrote, table by table in the order of writing."""
    from waypost.web.imports.adapters.tables import TABLES  # noqa: PLC0415

    models = dict.fromkeys(table.model for name, table in TABLES.items() if name not in NOT_WRITTEN)
    return [list(model._default_manager.order_by("pk")) for model in models]


def empty(written: list[list[Any]]) -> None:
    """Empty tables again."""
    for rows in reversed(written):
        type(rows[0])._default_manager.all().delete()


def bare_import(folder: Path, written: list[list[Any]]) -> None:
    """Every line read by a reader that looks at nothing; ready-made rows inserted in bulk."""
    from django.db import transaction  # noqa: PLC0415

    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            list(csv.reader(file))
    with transaction.atomic():
        for rows in written:
            columns = [field.attname for field in rows[0]._meta.concrete_fields]
            model = type(rows[0])
            made = [model(**{name: getattr(row, name) for name in columns if name != "id"}, id=row.pk) for row in rows]
            model._default_manager.bulk_create(made)


def seconds(work: Callable[[], object]) -> float:
    """CPU time of one call; wall time where another process does the database's work."""
    from django.db import connection  # noqa: PLC0415

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    start = clock()
    work()
    return clock() - start


if __name__ == "__main__":
    main()
