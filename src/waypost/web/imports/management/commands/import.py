"""`waypost import oneroster | course-history | catalog | offerings PATH`: the same check and apply as the pages."""  # noqa: N999  the command is called import

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from waypost.web.access.actor import Actor
from waypost.web.base import clock
from waypost.web.imports import actions
from waypost.web.imports.models import Run, RunKind, RunState
from waypost.web.imports.presenters.counts import is_nothing_to_do
from waypost.web.imports.presenters.report import report_json, report_text
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.command_line import district_named
from waypost.web.schools.models import District, Role

KINDS: Final = {
    "oneroster": RunKind.ONEROSTER,
    "course-history": RunKind.COURSE_HISTORY,
    "catalog": RunKind.CATALOG,
    "offerings": RunKind.OFFERINGS,
}
ALL_GOOD, REFUSED, ROWS_WAIT, BRAKE_ON = 0, 1, 3, 4  # 2 is a wrong command line; docs/formats/import-command.md


class Command(BaseCommand):
    help = "Check a file and, with --apply, import it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=list(KINDS))
        parser.add_argument("path", type=Path)
        parser.add_argument("--district", metavar="SLUG", help="the district; not needed where there is only one")
        parser.add_argument("--apply", action="store_true", help="write the good rows; without it nothing is written")
        parser.add_argument("--confirm", default="", metavar="NAME", help="turn off what the brake stopped")
        parser.add_argument("--new-district", nargs="?", const="", metavar="NAME", help="open a district first")
        parser.add_argument("--state", default="", help="the new district's state, such as TX")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, kind: str, path: Path, apply: bool, json: bool, **options: Any) -> None:
        """Print the report and leave with its exit code."""
        if not path.exists():
            raise CommandError(f"There is no file or folder {path}.", returncode=2)
        with transaction.atomic():
            district = self._district(KINDS[kind], path, **options)
            run = self._run(district, KINDS[kind], path, apply=apply, confirm=options["confirm"])
            if options["new_district"] is not None and (not apply or run.state == RunState.REFUSED):
                transaction.set_rollback(True)
            self.stdout.write(as_json(run) if json else report_text(run))
        sys.exit(exit_code(run))

    def _district(self, kind: RunKind, path: Path, **options: Any) -> District:
        if options["new_district"] is not None:
            return self._new_district(kind, path, name=options["new_district"], state=options["state"])
        if options["district"] is not None:
            return district_named(options["district"])
        found = list(District.objects.all()[:2])
        if len(found) == 1:
            return found[0]
        listed = ", ".join(District.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
        raise CommandError(f"Say which district with --district: {listed}.", returncode=2)

    def _new_district(self, kind: RunKind, path: Path, *, name: str, state: str) -> District:
        source_id = ""
        if kind is RunKind.ONEROSTER and not name:
            name, source_id = actions.named_district(path)
        if not name or not state:
            raise CommandError("Name the new district and its state: --new-district NAME --state TX.", returncode=2)
        if source_id and (known := District.objects.filter(source_id=source_id).first()):
            raise CommandError(f"That district is here already: --district {known.slug}.", returncode=2)
        try:
            district = actions.open_district(name=name, state=state)
        except actions.UnknownState as unknown:
            said = f"There is no state {state}. Give its two letters, such as --state TX."
            raise CommandError(said, returncode=2) from unknown
        self.stderr.write(opened_words(district), self.style.SUCCESS)
        return district

    def _run(self, district: District, kind: RunKind, path: Path, *, apply: bool, confirm: str) -> Run:
        actor = server_actor(district)
        run = actions.check_upload(actor, kind=kind, uploads=path, at=clock.now())
        if apply and run.state == RunState.CHECKED and not is_nothing_to_do(run):
            try:
                answer = actions.apply_run(actor, run=run, seen=run.version, at=clock.now(), confirmed_name=confirm)
            except actions.Busy as busy:
                raise CommandError("Another import is being saved right now. Try again in a minute.") from busy
            if answer is actions.ApplyAnswer.WRONG_NAME:
                raise CommandError("--confirm is not the name to type; nothing was written.", returncode=2)
        return run


def server_actor(district: District) -> Actor:
    """Whoever holds the server, as the district's administrator."""
    return Actor(
        user_id=None,
        role=Role.DISTRICT_ADMIN,
        district_id=district.pk,
        today=clock.today(time_zone=district.time_zone),
        name="Command line",
        calendar=calendar_of(district),
    )


def opened_words(district: District) -> str:
    """How the district is called from now on, and what followed from its state, since both decide what rows mean."""
    scale = district.credit_scale
    counts = "1 credit of a file is" if scale == 1 else f"{scale} credits of a file are"
    follows = f"{counts} 1 Carnegie credit, time zone {district.time_zone}."
    return f"New district --district {district.slug}, state {district.state}: {follows}"


def as_json(run: Run) -> str:
    return json.dumps(report_json(run), ensure_ascii=False, indent=2)


def exit_code(run: Run) -> int:
    """How it went, for a script; the brake counts more than rows that wait."""
    if run.state == RunState.REFUSED:
        return REFUSED
    if run.brake and (run.state == RunState.CHECKED or run.counts.get("kept_on")):
        return BRAKE_ON
    return ROWS_WAIT if run.counts["held"] else ALL_GOOD
