"""`waypost calendar`: check a district's calendar, show what it says, put it in force."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from waypost.engine.calendar import DEFAULT_CALENDAR
from waypost.engine.calendar.ready import READY
from waypost.engine.calendar.writing import write_calendar
from waypost.engine.calendar_reading import LoadedCalendar, read_calendar
from waypost.web.access.queries import office_of
from waypost.web.base import clock
from waypost.web.catalog.presenters.problem_report import problem_report
from waypost.web.policies.presenters import calendar_lines, misplaced_line
from waypost.web.schools.command_line import district_named
from waypost.web.schools.models import District
from waypost.web.standings.actions.calendars import put_calendar_in_force
from waypost.web.standings.queries.calendars import terms_in_use

REFUSED: Final = 1  # 2 is a wrong command line; docs/formats/commands.md


class Command(BaseCommand):
    help = "Check a district's calendar, show what it says, and with --apply put it in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="the calendar (docs/formats/calendar.md)")
        parser.add_argument("--district", metavar="SLUG")
        parser.add_argument("--apply", action="store_true", help="put it in force after showing it")
        parser.add_argument("--list", action="store_true", help="the calendars to begin with")
        parser.add_argument("--show", choices=sorted(READY), metavar="NAME", help="one of them, as a text")

    def handle(self, *_args: Any, file: Path | None, district: str | None, **options: Any) -> None:
        """Print, check or apply; exit code 1 with problems, and then nothing changes."""
        if options["list"] or options["show"]:
            self.stdout.write(READY[options["show"]] if options["show"] else "\n".join(READY))
            return
        if district is None:
            raise CommandError("Name a district with --district, or see --list.", returncode=2)
        here = district_named(district)
        if file is None:
            self.stdout.write(here.calendar or write_calendar(DEFAULT_CALENDAR))
            return
        self._check(here, file=file, apply=options["apply"])

    def _check(self, district: District, *, file: Path, apply: bool) -> None:
        text, loaded = _read(file)
        if loaded.calendar is None:
            self.stdout.write(problem_report(loaded.problems, file=str(file)))
            self.stderr.write("Nothing changed: the calendar in force stays.")
            sys.exit(REFUSED)
        office = office_of(district)
        used = Counter(dict(terms_in_use(office)))
        lines = [*calendar_lines(loaded.calendar), misplaced_line(used, calendar=loaded.calendar)]
        self.stdout.write("\n".join(line for line in lines if line))
        if not apply:
            self.stdout.write("Nothing changed. Add --apply to put it in force.")
            return
        kept = put_calendar_in_force(office, text=text, at=clock.now())
        self.stdout.write("It is in force; everybody is audited again." if kept else "It is in force already.")


def _read(file: Path) -> tuple[str, LoadedCalendar]:
    if not file.is_file():
        raise CommandError(f"There is no file {file}.", returncode=2)
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not UTF-8 text.", returncode=REFUSED) from error
    return text, read_calendar(text)
