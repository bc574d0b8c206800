"""The answer of a search for fixes in brief, kept inside the answer: a list of hundreds reads no whole plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from waypost.engine.requirement import Requirement
from waypost.engine.selector import BothMatch, Match, Selector
from waypost.web.base.stored import FIRST_SCHEMA, SCHEMA, read_forward
from waypost.web.finder.models import Search
from waypost.web.plans.adapters.changes import Change, to_change_row, to_changes

from .search import Clash


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """One requirement that the plan leaves open: its title as the rulebook has it, and the units that are missing.

    `units` is 0 for what is no credit. No course after `by_semester` counts (1 is the fall of 9th grade, 0 no limit).
    """

    title: str
    units: int
    by_semester: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestFix:
    """The smallest way that was found: its number among the ways, its kind, and what it changes, asks and costs."""

    number: int
    kind: str
    changes: tuple[Change, ...]
    waivers: tuple[str, ...] = ()  # the titles of the requirements
    cost_cents: int = 0
    approvals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a list says of an answer; `plan_seen` is the version of the real plan that was looked at, 0 for none.

    `works` says that the plan needs no fix, and `ask` is the easiest thing to ask for where no fix works.
    """

    plan_seen: int
    short: tuple[Short, ...] = ()
    fix_count: int = 0
    fix: SmallestFix | None = None
    ask: Clash | None = None
    works: bool = False


def to_brief_row(brief: Brief) -> dict[str, Any]:
    """The brief as the answer keeps it."""
    fix = brief.fix
    return {
        "schema": SCHEMA,
        **asdict(brief),
        "fix": {**asdict(fix), "changes": [to_change_row(change) for change in fix.changes]} if fix else None,
    }


def to_brief(row: Mapping[str, Any]) -> Brief:
    """The brief that an answer keeps."""
    row = read_forward(row, schema=row.get("schema", FIRST_SCHEMA))
    fix, ask = row["fix"], row["ask"]
    return Brief(
        plan_seen=row["plan_seen"],
        short=tuple(Short(**one) for one in row["short"]),
        fix_count=row["fix_count"],
        fix=_to_fix(fix) if fix else None,
        ask=Clash(**{**ask, "words": tuple(ask["words"])}) if ask else None,
        works=row["works"],
    )


def plan_seen(search: Search) -> int | None:
    """The version of the real plan that a search for fixes looked at, 0 for none; None before an answer."""
    brief = search.answer.get("brief")
    return brief["plan_seen"] if brief else None


def last_semester(node: Requirement) -> int:
    """The last semester whose courses count for the requirement; 0 where the rulebook states none."""
    selector = getattr(node, "selector", None)
    return min(_limits(selector), default=0) if selector else 0


def _to_fix(row: Mapping[str, Any]) -> SmallestFix:
    return SmallestFix(
        **{
            **row,
            "changes": to_changes(row["changes"]),
            "waivers": tuple(row["waivers"]),
            "approvals": tuple(row["approvals"]),
        }
    )


def _limits(selector: Selector) -> list[int]:
    match selector:
        case Match(by_semester=int(last)):
            return [last]
        case BothMatch(parts=parts):
            return [last for part in parts for last in _limits(part)]
        case _:
            return []
