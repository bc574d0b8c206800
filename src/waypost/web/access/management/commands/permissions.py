"""`waypost permissions`: who may do what, as the page that docs/permissions.md keeps."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from waypost.web.access.presenters import permissions_page


class Command(BaseCommand):
    help = "Print who may see and do what, as a Markdown page."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(permissions_page(), ending="")
