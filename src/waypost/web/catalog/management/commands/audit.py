"""`waypost audit --rulebook ID --record FILE`: one record against one rulebook, JSON in and out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from waypost.engine.audit import audit, compile_rulebook
from waypost.engine.lowering import lowered_by_plan
from waypost.engine.rulebook import load_rulebook
from waypost.engine.transcript import read_record, write_result
from waypost.rulebooks import rulebook_text
from waypost.web.base import clock
from waypost.web.catalog.presenters.problem_report import problem_report

REFUSED: Final = 1  # 2 is a wrong command line; docs/formats/commands.md


class Command(BaseCommand):
    help = "Audit a record against a rulebook and print the result as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rulebook", required=True, metavar="ID", help="the id of one that ships, or a TOML file")
        parser.add_argument("--record", required=True, metavar="FILE", help="a record as JSON; - reads the input")
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="the day when exceptions must be in force: today"
        )

    def handle(self, *, rulebook: str, record: str, on: date | None, **_options: Any) -> None:
        """Print the result, or every problem of the files with exit code 1."""
        loaded_rulebook = load_rulebook(rulebook_or_file(rulebook))
        loaded_record = read_record(record_bytes(record))
        if loaded_rulebook.rulebook is None:
            self._refuse(problem_report(loaded_rulebook.problems, file=rulebook))
        elif loaded_record.record is None:
            self._refuse(problem_report(loaded_record.problems, file=record))
        else:
            compiled = compile_rulebook(loaded_rulebook.rulebook)
            own, day = loaded_record.record, on or clock.now().date()
            result = audit(own, compiled, as_of=day)
            lowered = lowered_by_plan(result, record=own, rulebook=compiled, as_of=day)
            written = write_result(result, units_per_credit=loaded_record.units_per_credit, lowered=lowered)
            self.stdout.write(written.decode(), ending="")

    def _refuse(self, report: str) -> None:
        self.stdout.write(report)
        sys.exit(REFUSED)


def rulebook_or_file(name: str) -> str:
    """The text of the rulebook that ships with this id, or of the file."""
    text = rulebook_text(name)
    return text if text is not None else file_text(name, missing=f"No rulebook that ships has the id {name}")


def file_text(name: str, *, missing: str) -> str:
    """The text of a file; a wrong name ends the command with one sentence."""
    path = Path(name)
    if not path.is_file():
        raise CommandError(f"{missing}, and there is no file {path}.", returncode=2)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8 text (byte {error.start}).", returncode=REFUSED) from error


def record_bytes(name: str) -> bytes:
    """The bytes of a record's file, or of the input."""
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    if not path.is_file():
        raise CommandError(f"There is no file {path}.", returncode=2)
    return path.read_bytes()
