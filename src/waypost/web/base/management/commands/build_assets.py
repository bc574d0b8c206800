"""`waypost build_assets`: fonts and translations, made from what is installed; does nothing when up to date."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from waypost.web.base.fonts import build_fonts
from waypost.web.base.translations import build_translations

BASE = Path(__file__).resolve().parents[2]


class Command(BaseCommand):
    help = "Subset the fonts and compile the translations that are missing or out of date."
    requires_system_checks: list[str] = []  # runs before anything else is set up

    def handle(self, *_args: Any, **_options: Any) -> None:
        os.umask(0o022)  # these belong to the program, which another account may run
        built = build_fonts(BASE / "static" / "waypost" / "fonts") + build_translations(BASE.parent)
        for path in built:
            self.stdout.write(f"built {path.name}, {path.stat().st_size:,} bytes")
