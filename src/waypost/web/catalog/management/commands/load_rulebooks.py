"""`waypost load_rulebooks`: the rulebooks of this release into the database; those that are there stay as they are."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from waypost.rulebooks import shipped
from waypost.web.base import clock
from waypost.web.catalog.actions import load_shipped_rulebooks
from waypost.web.catalog.models import Rulebook


class Command(BaseCommand):
    help = "Load the rulebooks that ship with Waypost; a changed one becomes a new revision."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load them all or none, and say how many are new."""
        before = Rulebook.objects.filter(district=None).count()
        loaded = load_shipped_rulebooks(shipped(), at=clock.now())
        new = Rulebook.objects.filter(district=None).count() - before
        self.stdout.write(f"{len(loaded)} rulebooks ship with this release; {new} are new here.")
