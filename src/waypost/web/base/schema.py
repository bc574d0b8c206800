"""Whether the database was made by this Waypost's migrations, or by those of another development version."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.migrations.recorder import MigrationRecorder


def other_version() -> str:
    """One sentence where the database holds a migration that this Waypost does not have; blank where all is well."""
    gone = sorted(
        f"{app} {name}" for app, name in MigrationRecorder(connection).applied_migrations() if _is_gone(app, name)
    )
    if not gone:
        return ""
    return (
        f"This database was made by an older development version of Waypost, or by a newer one ({gone[-1]}): "
        "start with an empty database, or use that version."
    )


def refuse_other_versions() -> None:
    """From now on this command ends with that sentence where it opens a database of another version."""
    connection_created.connect(_refuse, dispatch_uid="other_version")


def _refuse(**_signal: Any) -> None:
    connection_created.disconnect(dispatch_uid="other_version")  # one look is enough
    if said := other_version():
        raise CommandError(said)


def _is_gone(label: str, name: str) -> bool:
    """Whether an app of ours has no such migration; other packages keep their own history."""
    app = next((one.name for one in apps.get_app_configs() if one.label == label), "")
    return app.startswith("waypost.") and find_spec(f"{app}.migrations.{name}") is None
