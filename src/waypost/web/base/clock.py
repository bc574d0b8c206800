"""The one clock: real time, or in the demo the day that the demo stands at."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

DEMO_DAY = date(2026, 11, 24)
DEMO_ZONE = ZoneInfo("America/Chicago")  # where the demo's district lies


def now() -> datetime:
    """This moment in UTC; in the demo, the demo's day with the real time of day."""
    real = timezone.now()
    if not settings.DEMO:
        return real
    return real + timedelta(days=(demo_day() - real.astimezone(DEMO_ZONE).date()).days)


def today(*, time_zone: str) -> date:
    """The date that a clock on the district's wall shows."""
    return now().astimezone(ZoneInfo(time_zone)).date()


def demo_day() -> date:
    """The day the demo stands at; a file keeps it, so that every process agrees."""
    try:
        return date.fromisoformat(_demo_file().read_text())
    except (OSError, ValueError):
        return DEMO_DAY


def set_demo_day(day: date) -> None:
    """Move the demo's clock."""
    _demo_file().write_text(day.isoformat())


def _demo_file() -> Path:
    return Path(settings.VAR) / "demo-day"
