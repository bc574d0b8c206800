"""What the settings read from the environment, with one clear message where a value can't be used."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

#: Django's words for what PostgreSQL calls otherwise; everything else goes to it as it was written.
POSTGRES_NAMES: Final = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
#: What would fail only when the first page asks, each with what it may be.
POSTGRES_VALUES: Final = {
    "port": (re.compile(r"\d{1,5}(,\d{1,5})*"), "a port is a number up to 65535"),
    "connect_timeout": (re.compile(r"\d{1,6}"), "it is a number of seconds"),
    "sslmode": (
        re.compile("disable|allow|prefer|require|verify-ca|verify-full"),
        "it is disable, allow, prefer, require, verify-ca or verify-full",
    ),
}
UNKNOWN_PARAMETER: Final = re.compile(r'invalid URI query parameter: "([^"]*)"')
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
    """Django's database entry for a DATABASE_URL (postgres://, sqlite:///), or the embedded SQLite file.

    All that the address asks for is kept, or refused with ImproperlyConfigured: TLS that was asked for is never
    dropped without a word.
    """
    if not url:
        return sqlite_at(sqlite)
    match url.partition("://")[0]:
        case "sqlite":
            return sqlite_at(_sqlite_path(url))
        case "postgres" | "postgresql":
            return postgres_at(url)
        case scheme:
            shown = scheme if scheme != url else "no scheme"
            raise ImproperlyConfigured(f"DATABASE_URL starts with {shown!r}; use postgres:// or sqlite:///")


def postgres_at(url: str) -> dict[str, Any]:
    """The entry of a PostgreSQL, whose address is read by PostgreSQL's own library with all its parameters."""
    asked = _postgres_parameters(url)
    for name, (fits, say) in POSTGRES_VALUES.items():
        if name in asked and not fits.fullmatch(asked[name]):
            raise ImproperlyConfigured(f"DATABASE_URL says {name} {asked[name]!r}; {say}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: asked.pop(parameter, "") for name, parameter in POSTGRES_NAMES.items()},
        "OPTIONS": asked,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _postgres_parameters(url: str) -> dict[str, str]:
    """What the address says, by libpq's names. What libpq complains of is told without the password in it."""
    from psycopg import ProgrammingError  # noqa: PLC0415  # a district on SQLite need not load it
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError as refused:
        unknown = UNKNOWN_PARAMETER.search(str(refused))
        if unknown:
            raise ImproperlyConfigured(f"DATABASE_URL: PostgreSQL knows no parameter {unknown[1]!r}.") from None
        raise ImproperlyConfigured(
            "DATABASE_URL can't be read. Write postgres://USER:PASSWORD@HOST:PORT/NAME?PARAMETER=VALUE, "
            "with @ : / % in a password as %40 %3A %2F %25."
        ) from None


def _sqlite_path(url: str) -> Path:
    parts = urlsplit(url)
    if parts.netloc or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL: SQLite takes a full path, as in sqlite:////srv/waypost.sqlite3")
    if parts.query or parts.fragment:
        more = parts.query or parts.fragment
        raise ImproperlyConfigured(f"DATABASE_URL: SQLite takes no parameters here, and this one says {more!r}.")
    return Path("/", unquote(parts.path).lstrip("/"))


def sqlite_at(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }
