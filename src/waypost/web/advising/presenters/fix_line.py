"""The part of a row that tells of a plan's fixes."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.web.reviews.models import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class FixLine:
    """What a row says of its plan's fixes, and what can be done: see them, ask the student, look again.

    `number` is the fix to ask for; `idea` is one of this adult's that the student has not answered.
    """

    first_name: str
    words: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    search_id: int | None = None
    see: str = ""
    number: int | None = None
    is_old: bool = False
    idea: Proposal | None = None
