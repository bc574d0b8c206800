"""Where a planned course could be pinned, and what each pin would cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from waypost.engine.audit import audit
from waypost.engine.record import Pin
from waypost.engine.requirement import Credits
from waypost.engine.result import PinCost
from waypost.web.audits.queries import Audited
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.plans.adapters.entries import entry_id
from waypost.web.plans.models import PlannedCourse

from .planner import Planner

MOST_OFFERS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PinOffer:
    """One requirement that the course could be kept for; `open_units` is what the whole rulebook would lack more.

    `is_left_out`: the best count leaves the wish out, since keeping it costs; `lacking` are the titles that would then
    have less.
    """

    rulebook_key: str
    path: str
    title: str
    open_units: int
    is_pinned: bool
    is_left_out: bool
    lacking: tuple[str, ...]


def pin_offers(planner: Planner, planned: PlannedCourse) -> list[PinOffer]:
    """The pins in force and the other places where the course fits; no query."""
    offers = [offer for audited in planner.shown.audits for offer in _offers(planner, planned, audited)]
    return offers[:MOST_OFFERS]


def _offers(planner: Planner, planned: PlannedCourse, audited: Audited) -> Iterator[PinOffer]:
    key, entry = audited.adoption.rulebook.key, entry_id(planned)
    compiled = to_rulebook(audited.adoption.rulebook)
    pinned = planned.pins.get(key)
    use = next((use for use in audited.result.entries if use.entry_id == entry), None)
    paths = [*([pinned] if pinned else []), *(path for path in (use.options if use else ()) if path != pinned)]
    for path in paths:
        node = compiled.nodes.get(path)
        if isinstance(node, Credits):
            cost = _cost(planner, audited, Pin(entry_id=entry, rulebook_id=key, path=path))
            instead = cost.instead if cost else None
            yield PinOffer(
                rulebook_key=key,
                path=path,
                title=node.about.title,
                open_units=instead.open_units if instead else cost.open_units if cost else 0,
                is_pinned=path == pinned,
                is_left_out=instead is not None,
                lacking=tuple(compiled.nodes[lost].about.title for lost in instead.more_open) if instead else (),
            )


def _cost(planner: Planner, audited: Audited, pin: Pin) -> PinCost | None:
    """What the pin costs, all other pins as they are."""
    others = tuple(
        other
        for other in planner.shown.record.pins
        if (other.entry_id, other.rulebook_id) != (pin.entry_id, pin.rulebook_id)
    )
    record = replace(planner.shown.record, pins=(*others, pin))
    result = audit(record, to_rulebook(audited.adoption.rulebook))
    return next((one for one in result.pins if one.pin == pin), None)
