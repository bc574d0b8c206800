"""What a search for fixes looked at and could not use, kept inside its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from waypost.engine.search.rejected import Looked, No, RejectedWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One class that would fill a requirement, by rulebook key and path, and the engine's word for why it cannot.

    `offering` names a provider ("" for none), as an entry does. `needed` are course codes or grade levels.
    """

    code: str
    modality: str
    offering: str
    rulebook: str
    path: str
    no: str
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """How many classes could fill what is open, and those that cannot be used."""

    count: int = 0
    rejected: tuple[Rejected, ...] = ()


def to_looked_row(looked: Looked) -> dict[str, Any]:
    """What was looked at, as the answer keeps it: by rule, then by course."""
    order = list(No)
    ways = sorted(looked.rejected, key=lambda way: (order.index(way.no), way.offering.key))
    return {"count": looked.count, "rejected": [asdict(_to_rejected(way)) for way in ways]}


def to_looked(answer: Mapping[str, Any]) -> LookedAt:
    """What an answer says was looked at; nothing where it keeps none."""
    row = answer.get("looked")
    if row is None:
        return LookedAt()
    rejected = tuple(Rejected(**{**one, "needed": tuple(one["needed"])}) for one in row["rejected"])
    return LookedAt(count=row["count"], rejected=rejected)


def _to_rejected(way: RejectedWay) -> Rejected:
    return Rejected(
        code=way.offering.course.code,
        modality=way.offering.modality.value,
        offering=way.offering.name,
        rulebook=way.rulebook_id,
        path=way.path,
        no=way.no.value,
        needed=way.needed,
    )
