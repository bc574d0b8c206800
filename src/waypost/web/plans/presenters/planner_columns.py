"""The columns of the planner: a grade level each, split into terms; earlier grades with credit stand before them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.web.plans.adapters.horizon import LAST_GRADE
from waypost.web.plans.queries.planner import Planner

from .places import grade_short, grade_words, term_title

EARLIER = "earlier"  # the one term of a grade before the planned ones


@dataclass(frozen=True, slots=True)
class Slot:
    """The narrowest column: one term of one grade level."""

    grade_level: int
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One grade level: its name, how it stands to today, and its terms."""

    grade_level: int
    name: str
    short: str
    tag: str
    tag_style: str
    css: str
    terms: tuple[str, ...]
    is_earlier: bool = False

    @property
    def heads(self) -> list[str]:
        return [term_title(term) for term in self.terms]

    @property
    def slots(self) -> list[Slot]:
        return [Slot(self.grade_level, term) for term in self.terms]


def columns_of(planner: Planner) -> tuple[Column, ...]:
    """Earlier grades that have entries, then every grade from the first planned one to the last.

    Past 12th grade only the last two years before this one stand in full: this year and the next must be in sight.
    """
    student = planner.student
    first = student.district.first_grade_planned
    if student.grade_level > LAST_GRADE:
        first = max(first, student.grade_level - 2)
    places = [
        *((entry.grade_level, str(entry.term)) for entry in planner.shown.entries),
        *((row.grade_level, row.term) for row in planner.shown.asked),
    ]
    earlier = sorted({grade for grade, _term in places if grade < first})
    calendar = planner.file.catalog.calendar
    terms = ((grade, calendar.term(term)) for grade, term in places)
    summers = {(grade, part) for grade, term in terms for part in term.parts if part.is_summer}
    return (
        *(_earlier(grade, now=student.grade_level) for grade in earlier),
        *(_column(grade, planner=planner, summers=summers) for grade in range(first, planner.last_grade + 1)),
    )


def _earlier(grade: int, *, now: int) -> Column:
    tag, style = _tag(grade, now=now, following=now + 1)
    return Column(
        grade_level=grade,
        name=grade_short(grade),
        short=grade_short(grade),
        tag=tag,
        tag_style=style,
        css="pre",
        terms=(EARLIER,),
        is_earlier=True,
    )


def _column(grade: int, *, planner: Planner, summers: Collection[tuple[int, str]]) -> Column:
    now, first = planner.student.grade_level, planner.student.district.first_grade_planned
    tag, style = _tag(grade, now=now, following=max(now + 1, first))
    parts = planner.file.catalog.calendar.parts
    return Column(
        grade_level=grade,
        name=grade_words(grade),
        short=grade_short(grade),
        tag=tag,
        tag_style=style,
        css="cur" if grade == now else "yr",
        terms=tuple(str(part) for part in parts if not part.is_summer or (grade, part) in summers),
    )


def _tag(grade: int, *, now: int, following: int) -> tuple[str, str]:
    if grade < now:
        return _("Done"), "done"
    if grade == now:
        return _("Now"), "now"
    return (_("Next"), "sun") if grade == following else (_("Later"), "")
