"""`waypost batch --records FOLDER | --district SLUG --rulebook ID... --out FOLDER`: everyone at once, Parquet out."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from waypost.engine.batch import (
    BatchRefused,
    BatchSummary,
    Engine,
    LocalEngine,
    ParquetSource,
    Progress,
    RayEngine,
    RecordSource,
    Source,
    run_batch,
)
from waypost.engine.requirement import Rulebook
from waypost.engine.rulebook import load_rulebook
from waypost.web.access.queries import office_of
from waypost.web.base import clock
from waypost.web.catalog.management.commands.audit import rulebook_or_file
from waypost.web.catalog.presenters.problem_report import problem_report
from waypost.web.history.actions import record
from waypost.web.plans.queries.standings import district_records
from waypost.web.schools.command_line import district_named

STUDENTS_IN_A_PART: Final = 25_000
REFUSED: Final = 1  # 2 is a wrong command line; docs/formats/commands.md


class Command(BaseCommand):
    help = "Audit everyone in a folder or a district; the same call again goes on where the last one stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--records", type=Path, metavar="FOLDER", help="Parquet files, docs/formats/batch.md")
        who.add_argument("--district", metavar="SLUG", help="everybody of this district, with their real plans")
        parser.add_argument(
            "--rulebook", required=True, nargs="+", action="extend", metavar="ID", help="ids that ship, or TOML files"
        )
        parser.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="where the results go")
        parser.add_argument("--engine", choices=("local", "cluster"), default="local", help="this machine, or Ray")
        parser.add_argument("--processes", type=int, metavar="N", help="for local: as many as there are cores")
        parser.add_argument("--address", metavar="HOST:PORT", help="for cluster: a running one, or auto")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day for exceptions: today")

    def handle(self, *, rulebook: Sequence[str], out: Path, on: date | None, **options: Any) -> None:
        """Print the summary as JSON and progress beside it, or why the input was refused with exit code 1."""
        source = _records(options["records"]) if options["records"] is not None else _district(options["district"])
        books = [self._rulebook(name) for name in rulebook]
        engine = _engine(options["engine"], processes=options["processes"], address=options["address"])
        day = on or clock.now().date()
        try:
            summary = run_batch(source, books, out=out, engine=engine, on=day, report=self._report)
        except BatchRefused as refused:
            raise CommandError(str(refused), returncode=REFUSED) from refused
        self.stdout.write(_written(summary))

    def _rulebook(self, name: str) -> Rulebook:
        loaded = load_rulebook(rulebook_or_file(name))
        if loaded.rulebook is None:
            self.stdout.write(problem_report(loaded.problems, file=name))
            sys.exit(REFUSED)
        return loaded.rulebook

    def _report(self, progress: Progress) -> None:
        self.stderr.write(f"{progress.done} of {progress.total} parts done", ending="\n")


def _records(folder: Path) -> Source:
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.", returncode=2)
    return ParquetSource(folder)


def _district(slug: str) -> Source:
    """Everybody of a district; the history keeps that their standings were taken out."""
    district = district_named(slug)
    office = office_of(district)
    records = district_records(office)
    record(office, verb="standings_exported", at=clock.now(), about=district, students=len(records))
    return RecordSource(records, students_per_chunk=STUDENTS_IN_A_PART)


def _engine(name: str, *, processes: int | None, address: str | None) -> Engine:
    return RayEngine(address=address) if name == "cluster" else LocalEngine(processes=processes)


def _written(summary: BatchSummary) -> str:
    return json.dumps(
        {
            "students": summary.students,
            "parts": summary.chunks,
            "resumed_parts": summary.resumed,
            "audited_singly": summary.singly,
            "set_aside": [
                {"column": one.column, "value": one.value, "entries": rows} for one, rows in summary.set_aside
            ],
        },
        indent=2,
    )
