"""What of an entry, besides its course, the selectors of a plan look at."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from waypost.engine.plan import Plan
from waypost.engine.requirement import Tally
from waypost.engine.selector import ANY_COURSE, BothMatch, EitherMatch, Match, NotMatch, Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """The attributes in use; ``asked`` are all questions about them, ``least_marks`` the least marks asked for."""

    asked: tuple[Match, ...]
    least_marks: tuple[str, ...]
    grade: bool
    term: bool
    stage: bool
    method: bool


def reads_of(plan: Plan) -> Reads:
    """What the slots, limits and tallies of a plan look at; a mark is only asked of what is done."""
    selectors = [slot.selector for slot in plan.slots] + [cap.selector for cap in plan.caps]
    selectors += [node.selector for node in plan.conditions if isinstance(node, Tally)]
    asked = dict.fromkeys(_without_course(match) for selector in selectors for match in matches_of(selector))
    asked.pop(ANY_COURSE, None)
    marks = sorted({match.min_mark for match in asked if match.min_mark is not None})
    by_semester = any(match.by_semester is not None for match in asked)
    return Reads(
        asked=tuple(asked),
        least_marks=tuple(marks),
        grade=by_semester or any(match.grades for match in asked),
        term=by_semester or any(match.terms for match in asked),
        stage=bool(marks) or any(match.stages for match in asked),
        method=any(match.methods for match in asked),
    )


def matches_of(selector: Selector) -> Iterator[Match]:
    """All conditions in a selector."""
    match selector:
        case Match():
            yield selector
        case EitherMatch() | BothMatch():
            for part in selector.parts:
                yield from matches_of(part)
        case NotMatch():
            yield from matches_of(selector.part)
        case _:
            assert_never(selector)


def _without_course(match: Match) -> Match:
    nothing: frozenset[str] = frozenset()
    return replace(
        match,
        codes=nothing,
        subjects=nothing,
        tags=nothing,
        all_tags=nothing,
        levels=frozenset(),
        title=None,
        numbers=frozenset(),
        patterns=nothing,
    )
