"""The station board and the demo bar, as values."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .district.schools import DISTRICT
from .people import PEOPLE, DemoPerson
from .seasons import SEASONS, Season


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonChoice:
    season: Season
    current: bool


def board_rows(usernames: Container[str]) -> list[DemoPerson]:
    """The people that the database holds, in the board's order."""
    return [person for person in PEOPLE if person.username in usernames]


def season_choices(day: date) -> list[SeasonChoice]:
    """The seasons to move to; the one that the clock stands at is marked."""
    return [SeasonChoice(season=season, current=season.day == day) for season in SEASONS]


@dataclass(frozen=True, slots=True, kw_only=True)
class WallClock:
    """What the clock in the demo district's hall shows."""

    time: str
    day: str


def wall_clock(now: datetime) -> WallClock:
    local = now.astimezone(ZoneInfo(DISTRICT.time_zone))
    return WallClock(time=f"{local:%H:%M}", day=date_format(local.date(), _("l, F j")))
