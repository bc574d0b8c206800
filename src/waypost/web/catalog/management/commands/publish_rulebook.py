"""`waypost publish_rulebook ID --district SLUG --from 2027 --to 2030`: put a rulebook in force, as the page does."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, Q

from waypost.web.access.actor import Actor
from waypost.web.base import clock
from waypost.web.catalog.actions import publish_rulebook
from waypost.web.catalog.models import Follow, Rulebook
from waypost.web.schools.models import District, Role


class Command(BaseCommand):
    help = "Put a rulebook in force for some graduating classes of a district."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="the rulebook's id, such as us-tx-foundation-22; its newest revision is taken")
        parser.add_argument("--district", required=True, metavar="SLUG")
        parser.add_argument("--from", type=int, required=True, dest="class_from", metavar="YEAR", help="first class")
        parser.add_argument("--to", type=int, required=True, dest="class_to", metavar="YEAR", help="last class")
        parser.add_argument("--chosen", action="store_true", help="only for students who choose it")

    def handle(self, *_args: Any, district: str, class_from: int, class_to: int, **options: Any) -> None:
        """Publish, or say what is not there; exit code 2."""
        here = District.objects.filter(slug=district).first()
        if here is None:
            raise CommandError(f"There is no district {district}.", returncode=2)
        if class_from > class_to:
            raise CommandError("--from can't come after --to.", returncode=2)
        ours = Rulebook.objects.filter(Q(district=here) | Q(district=None), key=options["id"])
        rulebook = ours.order_by(F("district").desc(nulls_last=True), "-revision").first()
        if rulebook is None:
            raise CommandError(f"There is no rulebook {options['id']}. Run: waypost load_rulebooks", returncode=2)
        publish_rulebook(
            _office(here),
            rulebook=rulebook,
            class_from=class_from,
            class_to=class_to,
            follow=Follow.CHOSEN if options["chosen"] else Follow.EVERYONE,
            at=clock.now(),
        )
        self.stdout.write(f"{rulebook} is in force for the classes of {class_from} to {class_to}.")


def _office(district: District) -> Actor:
    """Whoever holds the server, as the district's administrator."""
    today = clock.today(time_zone=district.time_zone)
    return Actor(user_id=None, role=Role.DISTRICT_ADMIN, district_id=district.pk, today=today, name="waypost")
