"""The work of a search for periods."""

from __future__ import annotations

import structlog

from waypost.web.base import clock
from waypost.web.demand.actions.periods import fail_periods, find_periods, take_periods
from waypost.web.demand.models import PeriodSearch
from waypost.web.jobs.actions import tidy_jobs
from waypost.web.jobs.kinds import JobKind, register

log = structlog.get_logger()


def run_periods() -> bool:
    """Whether there were periods to find."""
    search = take_periods(at=clock.now())
    if search is None:
        return False
    try:
        find_periods(search=search, at=clock.now())
    except Exception:
        log.exception("periods_failed", search=search.pk)
        fail_periods(search=search, at=clock.now())
    return True


register(JobKind(name="periods", priority=2, run=run_periods, mend=lambda: tidy_jobs(PeriodSearch, at=clock.now())))
