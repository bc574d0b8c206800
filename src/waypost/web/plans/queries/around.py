"""What apps above the planner show beside it: each registers its part in a module named ``asides``."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from waypost.web.access.actor import Actor

from .planner import Planner


class Aside(StrEnum):
    SENT = "sent"  # the sent plan that waits for an answer
    FIXES = "fixes"  # fixes that were found and still fit the plan


Find = Callable[[Actor, Planner], Any]

_finds: dict[Aside, Find] = {}


def fill_aside(aside: Aside, find: Find) -> None:
    """Let an app say what stands in an aside; ``find`` returns None where there is nothing."""
    _finds[aside] = find


def aside_of(aside: Aside, actor: Actor, planner: Planner) -> Any:
    """What stands in an aside beside this planner; None where no app fills it or there is nothing."""
    _discover()
    find = _finds.get(aside)
    return find(actor, planner) if find else None


@cache
def _discover() -> None:
    """Import the ``asides`` of every app, once."""
    autodiscover_modules("asides")
