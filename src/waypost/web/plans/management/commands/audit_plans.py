"""`waypost audit_plans`: keep where every student stands. Run it each night, and after an import."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from waypost.web.access.actor import Actor
from waypost.web.base import clock
from waypost.web.plans.actions.standings import store_standings
from waypost.web.schools.models import District, Role


class Command(BaseCommand):
    help = "Audit every student's record and plan, and keep the results for the caseload."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--district", help="the district's short name; without it, every district")

    def handle(self, *_args: Any, district: str | None, **_options: Any) -> None:
        districts = District.objects.filter(slug=district) if district else District.objects.all()
        for one in districts.order_by("slug"):
            count = store_standings(_actor(one), at=clock.now())
            self.stdout.write(f"{one.name}: {count:,} results")


def _actor(district: District) -> Actor:
    """Whoever holds the server, in the role that may try rules on every student."""
    today = clock.today(time_zone=district.time_zone)
    return Actor(user_id=None, role=Role.DISTRICT_ADMIN, district_id=district.pk, today=today, name="waypost")
