"""What the settings read from the environment, with one clear message where a value can't be used."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

SQLITE_START = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=268435456;PRAGMA cache_size=-32000"


def flag(name: str) -> bool:
    """Whether a variable such as WAYPOST_DEMO is set to 1, true or yes."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes"}


def secret_key(path: Path) -> str:
    """The signing key from WAYPOST_SECRET_KEY, or one made once and kept in a file that only its owner reads."""
    given = os.environ.get("WAYPOST_SECRET_KEY")
    if given:
        return given
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(get_random_secret_key())
    return path.read_text()


def database_from(url: str, *, sqlite: Path) -> dict[str, Any]:
    """Django's database entry for a DATABASE_URL (postgres://, sqlite:///), or the embedded SQLite file."""
    parts = urlsplit(url)
    if not url:
        return sqlite_at(sqlite)
    if parts.scheme == "sqlite":
        return sqlite_at(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"DATABASE_URL starts with {parts.scheme!r}; use postgres:// or sqlite:///")


def sqlite_at(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }
