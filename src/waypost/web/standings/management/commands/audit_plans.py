"""`waypost audit_plans`: keep where every student stands. Run it each night."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from waypost.web.access.queries import office_of
from waypost.web.base import clock
from waypost.web.plans.actions.moving_up import move_up
from waypost.web.schools.command_line import district_named
from waypost.web.schools.models import District
from waypost.web.standings.actions.auditing import refresh_standings
from waypost.web.standings.models import AuditRun
from waypost.web.standings.tasks import run_chunk

REST: Final = 0.2  # seconds until another look at a chunk that a worker has


class Command(BaseCommand):
    help = "Move everybody into the running school year, audit every record and plan, and keep the results."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--district", help="the district's short name; without it, every district")

    def handle(self, *_args: Any, district: str | None, **_options: Any) -> None:
        """Work the runs off here; a worker that is there helps, and either goes on without the other."""
        districts = list(District.objects.order_by("slug")) if district is None else [district_named(district)]
        for one in districts:
            move_up(office_of(one), at=clock.now())
            run = refresh_standings(office_of(one), at=clock.now())
            while run.is_going:
                if not run_chunk(only=run):
                    time.sleep(REST)
                run = AuditRun.objects.get(pk=run.pk)
            self.stdout.write(f"{one.name}: {run.done:,} of {run.total:,} students, {run.state}")
