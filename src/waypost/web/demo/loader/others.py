"""Nothing of the demo is done to a database that holds anything but the demo."""

from __future__ import annotations

from collections.abc import Collection

from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from waypost.web.demo.district.schools import DISTRICT
from waypost.web.demo.district.stranger import DISTRICT as STRANGER
from waypost.web.schools.models import District


class NotTheDemo(Exception):
    """The database holds what the demo did not make; nothing was touched."""


def refuse_others(*, also: Collection[str] = ()) -> None:
    """Raise NotTheDemo, in one sentence, where the database holds a district, or any table, that is not the demo's.

    `also` names further districts, by their slugs, that are no others.
    """
    try:
        tables = set(connection.introspection.table_names())
        if tables and MigrationRecorder.Migration._meta.db_table not in tables:
            raise NotTheDemo("This database is not Waypost's. Nothing was changed.")
        others = _others({DISTRICT.slug, STRANGER.slug, *also}) if District._meta.db_table in tables else []
    except DatabaseError as broken:
        raise NotTheDemo(f"This database can't be read ({broken}). Nothing was changed.") from broken
    if others:
        raise NotTheDemo(f"This database holds other districts ({', '.join(others)}). Nothing was changed.")


def _others(known: Collection[str]) -> list[str]:
    """The names of all districts but the known ones."""
    others = District.objects.exclude(slug__in=known)
    return list(others.order_by("name").values_list("name", flat=True))
