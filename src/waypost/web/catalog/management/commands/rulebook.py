"""`waypost rulebook check FILE`: every problem of a rulebook's file, with its line, as JSON."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from waypost.engine.rulebook import Loaded, Problem, ProblemKind, load_rulebook
from waypost.web.catalog.presenters.problem_report import problem_report

REFUSED: Final = 1  # 2 is a wrong command line; docs/formats/commands.md


class Command(BaseCommand):
    help = "Check a rulebook's file without loading it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", choices=["check"])
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_options: Any) -> None:
        """Print the problems; exit code 1 if there are any."""
        if not file.is_file():
            raise CommandError(f"There is no file {file}.", returncode=2)
        problems = checked(file.read_bytes()).problems
        self.stdout.write(problem_report(problems, file=str(file)))
        if problems:
            sys.exit(REFUSED)


def checked(content: bytes) -> Loaded:
    """The rulebook or its problems; bytes that are no text are a problem too."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = Problem(kind=ProblemKind.SYNTAX, place="", line=line, detail="this is not UTF-8 text")
        return Loaded(rulebook=None, problems=(wrong,))
    return load_rulebook(text)
