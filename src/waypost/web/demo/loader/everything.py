"""Both districts of the demo, in one transaction."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction

from waypost.web.base.statistics import renew_statistics
from waypost.web.demo.district import DemoDistrict, build_district, build_stranger, cast
from waypost.web.demo.district.stranger import IT

from .catalog import load_catalog
from .others import refuse_others
from .people import load_people, load_ties, open_district
from .plans import load_plans
from .records import load_records
from .rows import Loaded
from .rulebooks import put_rulebooks_in_force
from .standings import store_demo_standings


def clear_demo() -> None:
    """Empty a database that holds nothing but the demo, or raise NotTheDemo."""
    refuse_others()
    call_command("flush", interactive=False, verbosity=0)


@transaction.atomic
def load_demo(*, seed: int = 2026) -> Loaded:
    """Cedar Valley Unified and its stranger, in an empty database; returns the rows of Cedar Valley."""
    with _nothing_thrown_away():
        _load(build_stranger(seed), by=IT)
        loaded = _load(build_district(seed), by=cast.ABARA)
        renew_statistics()
        store_demo_standings(loaded)
        return loaded


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Without Python's search for cycles: there are none among the rows, and looking takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(demo: DemoDistrict, *, by: str) -> Loaded:
    loaded = open_district(demo)
    load_people(demo, loaded)
    load_ties(demo, loaded)
    load_catalog(demo, loaded)
    load_records(demo, loaded)
    put_rulebooks_in_force(loaded, by=by)
    load_plans(demo, loaded)
    return loaded
