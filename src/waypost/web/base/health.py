"""Whether this server can do its work: database, schema, static files, disk."""

from __future__ import annotations

import shutil
from typing import Final

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import HashedFilesMixin, staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from waypost.web.base.schema import other_version

LEAST_FREE: Final = 0.05  # of the disk that holds the database and the uploads


def health_now() -> dict[str, bool]:
    """Each check by name, true when well; says nothing about anybody's data."""
    reachable = is_database_reachable()
    return {
        "database": reachable,
        "migrations": reachable and is_schema_current(),
        "static": is_static_built(),
        "disk": has_disk_space(),
    }


def is_database_reachable() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_schema_current() -> bool:
    """Whether every migration of the code has been applied, and no other."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes()) and not other_version()


def is_static_built() -> bool:
    """Whether the style sheets and scripts were collected; a storage without a manifest needs no building."""
    if not isinstance(staticfiles_storage, HashedFilesMixin):
        return True
    return bool(getattr(staticfiles_storage, "hashed_files", {}))


def is_static_current() -> bool:
    """Whether every style sheet, script and picture of the code was collected; asks the disk, so not for a page."""
    if not isinstance(staticfiles_storage, HashedFilesMixin):
        return True
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    needed = {path.replace("\\", "/") for finder in get_finders() for path, _storage in finder.list(ignored)}
    return is_static_built() and needed <= set(getattr(staticfiles_storage, "hashed_files", {}))


def has_disk_space() -> bool:
    usage = shutil.disk_usage(settings.VAR)
    return usage.free > LEAST_FREE * usage.total
