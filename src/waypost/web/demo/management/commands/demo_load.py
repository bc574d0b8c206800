"""Fill the database with the demo, as it is on its first day."""

from __future__ import annotations

import sqlite3
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from waypost.web.demo.loader import NotTheDemo, clear_demo, load_demo


class Command(BaseCommand):
    help = "Empty the demo's database and fill it with the demo as it is on its first day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, metavar="FILE", help="keep a copy of the SQLite database here")

    def handle(self, *args: Any, to: Path | None, verbosity: int, **options: Any) -> None:
        if to and connection.vendor != "sqlite":
            raise CommandError("--to keeps a copy of a SQLite database only.")
        try:
            clear_demo()
        except NotTheDemo as found:
            raise CommandError(str(found)) from found
        call_command("load_rulebooks", verbosity=0)
        loaded = load_demo()
        if to:
            _keep_copy(to)
        if verbosity:
            self.stdout.write(f"{loaded.district.name} is ready: {len(loaded.students):,} students.")


def _keep_copy(target: Path) -> None:
    """A copy that is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    unfinished.replace(target)
