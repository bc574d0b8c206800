"""The route: seven stops of the plan's year, told honestly where a stop is not here yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from waypost.web.front.queries.homepage import FirstPage

# The line rises and falls: each stop's height, and how the track leaves it (design of the route).
HEIGHTS: Final = ("lo", "lo up", "hi", "hi dn", "lo", "lo up", "hi last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop: its name, its state (done, here or empty), a few words, and its place on the line."""

    name: str
    state: str
    note: str
    height: str


def route_of(page: FirstPage) -> tuple[Stop, ...]:
    """The seven stops; `here` is Plan, until the plan is sent, and then Review."""
    is_sent = page.open_review is not None
    later = _("Not here yet")
    stops = (
        (pgettext("stop of the route", "Know me"), "", later),
        (pgettext("stop of the route", "Explore"), "", later),
        (pgettext("stop of the route", "Set goals"), "", later),
        (pgettext("stop of the route", "Plan"), "done" if is_sent else "here", _classes(page)),
        (pgettext("stop of the route", "Do"), "", later),
        (pgettext("stop of the route", "Review"), "here" if is_sent else "", _review(page)),
        (pgettext("stop of the route", "Adjust"), "", _("Then around again")),
    )
    return tuple(
        Stop(name=name, state=state, note=note, height=height)
        for (name, state, note), height in zip(stops, HEIGHTS, strict=True)
    )


def _classes(page: FirstPage) -> str:
    count = len(page.planner.shown.planned)
    return ngettext("%(count)s class planned", "%(count)s classes planned", count) % {"count": count}


def _review(page: FirstPage) -> str:
    if page.open_review:
        return _("Sent, waiting")
    return _("Looked at") if page.last_approved else _("Not sent yet")
