"""Wishes for a plan: as short words that forms and searches keep, and as the engine reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar
from waypost.engine.search import LighterTerm, Target, Wishes
from waypost.web.plans.models import MOST_GRADE


class WishKind(StrEnum):
    """What a student can ask of a plan."""

    MUST = "must"
    LIKE = "like"
    RATHER_NOT = "rather_not"
    NEVER = "never"
    LIGHTER = "lighter"
    FREE = "free"
    EARLY = "early"
    HALF = "half"
    WORK = "work"
    REACH = "reach"  # a rulebook that must be complete too, by its key


OF_COURSES: Final = (WishKind.MUST, WishKind.LIKE, WishKind.RATHER_NOT, WishKind.NEVER)
OF_TERMS: Final = (WishKind.LIGHTER, WishKind.FREE)
MOST_HOURS: Final = 20
USUAL_DAYS: Final = DEFAULT_CALENDAR.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish; `str()` is how forms and searches keep it: must:STAT, lighter:11-fall, half:12, work:12-10.

    `about` is a course's code or a rulebook's key; `term` is empty where the whole year is meant.
    """

    kind: WishKind
    about: str = ""
    grade_level: int = 0
    term: str = ""
    hours: int = 0

    def __str__(self) -> str:
        if self.about:
            return f"{self.kind}:{self.about}"
        return f"{self.kind}:{self.grade_level}" + (f"-{self.term or self.hours}" if self.term or self.hours else "")


def read_wish(text: str, *, days: Collection[str] = USUAL_DAYS) -> Wish | None:
    """The wish that a text says, or None; `days` are the shortest terms of the calendar but summer."""
    name, _, rest = text.partition(":")
    if name not in set(WishKind) or not rest or len(rest) > 100:
        return None
    kind = WishKind(name)
    if kind in OF_COURSES or kind is WishKind.REACH:
        return Wish(kind=kind, about=rest)
    grade, _, more = rest.partition("-")
    if not grade.isdecimal() or not 6 <= int(grade) <= MOST_GRADE:
        return None
    return _timed(kind, int(grade), more, days)


def _timed(kind: WishKind, grade_level: int, more: str, days: Collection[str]) -> Wish | None:
    match kind:
        case WishKind.LIGHTER | WishKind.FREE if not more or more in days:
            return Wish(kind=kind, grade_level=grade_level, term=more)
        case WishKind.EARLY if more in days:
            return Wish(kind=kind, grade_level=grade_level, term=more)
        case WishKind.HALF if not more:
            return Wish(kind=kind, grade_level=grade_level)
        case WishKind.WORK if more.isdecimal() and 1 <= int(more) <= MOST_HOURS:
            return Wish(kind=kind, grade_level=grade_level, hours=int(more))
        case _:
            return None


def read_wishes(texts: Iterable[str], *, days: Collection[str] = USUAL_DAYS) -> tuple[Wish, ...]:
    """The wishes that can be read, each once."""
    return tuple(dict.fromkeys(wish for text in texts if (wish := read_wish(text, days=days))))


def to_wishes(wishes: Iterable[Wish], *, calendar: SchoolCalendar = DEFAULT_CALENDAR) -> Wishes:
    """The same as the engine reads them; the rulebooks to reach are no wish there, nor a term that is no more."""
    own = [wish for wish in wishes if not wish.term or calendar.find(wish.term) is not None]
    work = [wish for wish in own if wish.kind is WishKind.WORK]
    early = [wish for wish in own if wish.kind is WishKind.EARLY]
    return Wishes(
        must_have=_targets(own, WishKind.MUST),
        likes=_targets(own, WishKind.LIKE),
        rather_not=_targets(own, WishKind.RATHER_NOT),
        never=_targets(own, WishKind.NEVER),
        lighter=_terms(own, WishKind.LIGHTER, calendar),
        free_period=_terms(own, WishKind.FREE, calendar),
        finish_early=(early[0].grade_level, calendar.term(early[0].term)) if early else None,
        half_day=tuple(wish.grade_level for wish in own if wish.kind is WishKind.HALF),
        work_hours=max((wish.hours for wish in work), default=0),
        work_grades=tuple(wish.grade_level for wish in work),
    )


def _targets(wishes: list[Wish], kind: WishKind) -> tuple[Target, ...]:
    return tuple(Target(courses=frozenset({wish.about}), weight=3) for wish in wishes if wish.kind is kind)


def _terms(wishes: list[Wish], kind: WishKind, calendar: SchoolCalendar) -> tuple[LighterTerm, ...]:
    return tuple(
        LighterTerm(grade_level=wish.grade_level, term=calendar.term(wish.term) if wish.term else None)
        for wish in wishes
        if wish.kind is kind
    )
