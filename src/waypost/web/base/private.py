"""What Waypost writes on this machine is for its owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured

OF_OTHERS: Final = 0o077  # the rights of the group and of everybody else

#: What stands in WAYPOST_VAR. The folder may be shared, so nothing else in it is touched.
OURS: Final = (
    "secret-key",
    "waypost.sqlite3*",
    "uploads",
    "demo",
    "demo-day*",
    "static",
    "serve-*.pid",
)


def keep_private(var: Path, *, databases: Iterable[Path] = ()) -> None:
    """From now on write for the owner alone, and take from all others what was written before.

    `databases` are SQLite files that may stand elsewhere. Raises ImproperlyConfigured where a file can't be closed.
    """
    os.umask(OF_OTHERS)
    for path in _ours(var, databases):
        with suppress(FileNotFoundError):  # another process may have tidied it away meanwhile
            if path.stat().st_mode & OF_OTHERS:
                _close(path, var)


def _ours(var: Path, databases: Iterable[Path]) -> Iterator[Path]:
    """Each file and folder that Waypost wrote; folders before what stands in them, links as what they point at."""
    known = [path for pattern in OURS for path in sorted(var.glob(pattern))]
    if var.is_dir() and set(var.iterdir()) <= set(known):
        yield var.resolve()
    beside = [path for file in databases for path in sorted(file.parent.glob(f"{file.name}*"))]
    for top in (one.resolve() for one in (*known, *beside) if one.exists()):
        yield top
        if top.is_dir():
            yield from (path for path in sorted(top.rglob("*")) if not path.is_symlink())


def _close(path: Path, var: Path) -> None:
    try:
        path.chmod(path.stat().st_mode & ~OF_OTHERS & 0o7777)
    except PermissionError as refused:
        say = f"Others on this machine can read {path}. Its owner closes it with: chmod -R go= {var}"
        raise ImproperlyConfigured(say) from refused
