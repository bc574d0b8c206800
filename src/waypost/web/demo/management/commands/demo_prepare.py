"""Make the demo ready to serve: build it when it is missing or older than the code, else do nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

import waypost
from waypost.web.base.schema import other_version
from waypost.web.demo.actions import pristine_file
from waypost.web.demo.loader import NotTheDemo, refuse_others

#: What the built demo depends on, below the package's folder.
_SOURCES: Final = (
    "rulebooks/**/*.toml",
    "web/*/models.py",
    "web/*/migrations/*.py",
    "web/demo/district/*",
    "web/demo/loader/*.py",
)


class Command(BaseCommand):
    help = "Build the demo's database when it is missing or older than the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="build it even if nothing changed")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is no demo: WAYPOST_DEMO is not set.")
        digest = _digest_of_sources()
        stamp = Path(settings.VAR) / "demo" / "built-from"
        if not again and _is_built(stamp, digest):
            return
        try:
            refuse_others()  # before anything is unlinked or migrated
        except NotTheDemo as found:
            raise CommandError(str(found)) from found
        if connection.vendor != "sqlite" and (said := other_version()):  # built in place there, not from nothing
            raise CommandError(said)
        self.stdout.write("Building the demo. This takes some seconds ...")
        _build()
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)


def _is_built(stamp: Path, digest: str) -> bool:
    """Whether the demo stands as this code would build it; visitors' clicks since then stay."""
    if not stamp.exists() or stamp.read_text() != digest:
        return False
    return connection.vendor != "sqlite" or (_database_file().exists() and pristine_file().exists())


def _build() -> None:
    """From nothing on SQLite, in place on another database."""
    kept = {}
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{_database_file()}{suffix}").unlink(missing_ok=True)
        kept = {"to": pristine_file()}
    call_command("migrate", verbosity=0, interactive=False)
    call_command("demo_load", **kept)


def _database_file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def _digest_of_sources() -> str:
    """A digest of every file that the built demo depends on."""
    package = Path(next(iter(waypost.__path__)))
    whole = sha256()
    for path in sorted(path for pattern in _SOURCES for path in package.glob(pattern) if path.is_file()):
        whole.update(f"{path.relative_to(package)}\n".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()
