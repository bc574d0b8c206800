"""Version checks: a write says which version it saw, and a stale one changes nothing."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F


class StaleWrite(Exception):
    """Somebody changed the row since the writer read it; `current` is the row as it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__(f"{current!r} changed in the meantime")
        self.current = current


class Versioned(models.Model):
    """A row whose writers name the version that they saw."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def claim(row: Versioned, *, seen: int) -> None:
    """Move the row from the version that the writer saw to the next, or raise StaleWrite.

    Runs inside the action's transaction, before the change itself; works alike on both databases.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=seen)
    if not rows.update(version=F("version") + 1):
        row.refresh_from_db()
        raise StaleWrite(row)
    row.version = seen + 1
