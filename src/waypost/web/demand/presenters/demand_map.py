"""The conflict matrix of the courses that meet once, as squares: the darker, the more students want both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from waypost.engine.demand import CourseTerm
from waypost.web.demand.queries.demand import DemandAnswer

MOST: Final = 20
CELL: Final = 22
LETTER: Final = 7  # the widest that a letter of a title is on average
TOP: Final = 26
LONGEST: Final = 30
#: From how many students on a square has the next shade; the first one begins at 1.
SHADES: Final = (1, 3, 6, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One pair in the picture."""

    x: int
    y: int
    shade: int
    is_clash: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One course at the edge of the picture, with its number; `middle` is where its column has its middle."""

    number: int
    title: str
    y: int
    middle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictMap:
    """The picture and its sentence; `more` courses have fewer conflicts and are not drawn."""

    width: int
    height: int
    cell: int
    sides: tuple[Side, ...]
    squares: tuple[Square, ...]
    sentence: str
    more: int


def conflict_map(answer: DemandAnswer, *, titles: Mapping[CourseTerm, str]) -> ConflictMap | None:
    """The courses with the most conflicts; None where no student wants two that meet once."""
    pairs = {pair: count for pair, count in answer.demand.pairs.items() if {*pair} <= titles.keys()}
    if not pairs:
        return None
    weight: Counter[CourseTerm] = Counter()
    for (one, other), count in pairs.items():
        weight.update({one: count, other: count})
    order = sorted(weight, key=lambda wanted: (-weight[wanted], wanted))
    shown = order[:MOST]
    head = LETTER * max(len(_short(titles[wanted])) for wanted in shown) + 26
    clashes = {clash.pair for clash in answer.timetable.clashes}
    return ConflictMap(
        width=head + CELL * len(shown) + 2,
        height=TOP + CELL * len(shown) + 2,
        cell=CELL - 2,
        sides=tuple(_side(at, titles[wanted], head=head) for at, wanted in enumerate(shown)),
        squares=tuple(_squares(shown, head=head, pairs=pairs, clashes=clashes)),
        sentence=_sentence(min(pairs, key=lambda pair: (-pairs[pair], pair)), titles=titles, shown=len(shown)),
        more=len(order) - len(shown),
    )


def _side(at: int, title: str, *, head: int) -> Side:
    middle = head + CELL * at + CELL // 2 - 1
    return Side(number=at + 1, title=_short(title), y=TOP + CELL * at + 15, middle=middle)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"


def _squares(
    shown: list[CourseTerm],
    *,
    head: int,
    pairs: Mapping[tuple[CourseTerm, CourseTerm], int],
    clashes: set[tuple[CourseTerm, CourseTerm]],
) -> Iterator[Square]:
    for row, one in enumerate(shown):
        for column, other in enumerate(shown):
            pair = (min(one, other), max(one, other))
            shade = sum(pairs.get(pair, 0) >= least for least in SHADES)
            where = {"x": head + CELL * column, "y": TOP + CELL * row}
            if row != column:
                yield Square(**where, shade=shade, is_clash=pair in clashes)


def _sentence(pair: tuple[CourseTerm, CourseTerm], *, titles: Mapping[CourseTerm, str], shown: int) -> str:
    words = _(
        "%(shown)s courses that meet once, and who wants two of them. Most often it is %(first)s with %(second)s."
    )
    return words % {"shown": shown, "first": titles[pair[0]], "second": titles[pair[1]]}
