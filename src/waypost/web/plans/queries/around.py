"""What apps above the planner show beside it: each registers its part in a module named ``slots``."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.utils.module_loading import autodiscover_modules

from waypost.web.access.actor import Actor

from .planner import Planner


class Slot(StrEnum):
    SENT = "sent"  # the sent plan that waits for an answer
    FIXES = "fixes"  # fixes that were found and still fit the plan


Find = Callable[[Actor, Planner], Any]

_finds: dict[Slot, Find] = {}


def fill_slot(slot: Slot, find: Find) -> None:
    """Let an app say what stands in a slot; ``find`` returns None where there is nothing."""
    _finds[slot] = find


def slot_of(slot: Slot, actor: Actor, planner: Planner) -> Any:
    """What stands in a slot beside this planner; None where no app fills it or there is nothing."""
    if not _finds:
        autodiscover_modules("slots")
    find = _finds.get(slot)
    return find(actor, planner) if find else None
