"""The changes of a proposal, between its row and values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Final, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """One more course, in a grade level and term; a blank offering is as the course says."""

    code: str
    grade_level: int
    term: str
    offering: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """One planned course less."""

    code: str
    grade_level: int
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The same course in another grade level or term, or taken in another way (None: as it was)."""

    code: str
    grade_level: int
    term: str
    to_grade_level: int
    to_term: str
    to_offering: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Another course in the place of a planned one."""

    code: str
    grade_level: int
    term: str
    to_code: str
    to_offering: str = ""


Change: TypeAlias = Add | Remove | Move | Swap

VERBS: Final[dict[str, type[Change]]] = {"add": Add, "remove": Remove, "move": Move, "swap": Swap}
_NAMES: Final = {kind: verb for verb, kind in VERBS.items()}


def to_changes(rows: Iterable[dict[str, Any]]) -> tuple[Change, ...]:
    """The changes that a proposal's row holds, in the order in which they were made."""
    return tuple(VERBS[row["verb"]](**{key: value for key, value in row.items() if key != "verb"}) for row in rows)


def to_change_row(change: Change) -> dict[str, Any]:
    """One change as a proposal's row keeps it."""
    values = {one.name: (getattr(change, one.name), one.default) for one in fields(change)}
    return {"verb": _NAMES[type(change)], **{name: value for name, (value, usual) in values.items() if value != usual}}
