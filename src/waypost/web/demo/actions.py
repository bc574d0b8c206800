"""What a visitor can do to the demo as a whole: move its clock, put everything back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Max

from waypost.web.access.queries import office_of
from waypost.web.base import clock
from waypost.web.plans.actions.moving_up import move_up
from waypost.web.schools.models import District, Student

from .loader import refuse_others
from .seasons import SEASONS, Season

FIRST_SEASON: Final = SEASONS[0]


def pristine_file() -> Path:
    """The database as the set-up built it; never opened for writing."""
    return Path(settings.VAR) / "demo" / "pristine.sqlite3"


def reset_demo() -> None:
    """Put back the district as it was built, and the clock; every session ends with it.

    Raises NotTheDemo, and does nothing, where somebody else's district has come into the database.
    """
    newest = Student.objects.aggregate(newest=Max("record_version"))["newest"] or 0
    if connection.vendor == "sqlite" and pristine_file().exists():
        refuse_others(also=_districts_in(pristine_file()))
        _copy_over(pristine_file())
    else:
        refuse_others()
        call_command("demo_load", verbosity=0)
    # what was kept for a version of before must never be taken for what stands there now
    Student.objects.update(record_version=newest + 1)
    move_clock(FIRST_SEASON)


def move_clock(season: Season) -> None:
    """Let the demo stand at that season's day, with everybody in the grade of that school year."""
    clock.set_demo_day(season.day)
    for district in District.objects.order_by("pk"):
        move_up(office_of(district), at=clock.now(), back=True)


def _districts_in(source: Path) -> list[str]:
    """The slugs of the districts that were put aside."""
    with closing(_reader(source)) as pristine:
        return [slug for (slug,) in pristine.execute("SELECT slug FROM schools_district")]


def _copy_over(source: Path) -> None:
    """Replace all pages of the open database in one write transaction; others see it before or after."""
    connection.ensure_connection()
    with closing(_reader(source)) as pristine:
        pristine.backup(connection.connection)


def _reader(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{source}?mode=ro", uri=True)
