"""Wishes in words: as chips that can be taken away, and as choices to add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from waypost.web.catalog.models import RulebookKind
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.finder.adapters.wishes import Wish, WishKind
from waypost.web.plans.presenters.places import grade_words, last_year_of, term_name
from waypost.web.plans.queries.planner import Planner

HOURS: Final = (5, 10, 15, 20)
HOW: Final = [
    (WishKind.MUST.value, gettext_lazy("Must have")),
    (WishKind.LIKE.value, gettext_lazy("Nice to have")),
    (WishKind.RATHER_NOT.value, gettext_lazy("Rather not")),
    (WishKind.NEVER.value, gettext_lazy("Never")),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One wish that was said: how a form names it, and in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chips:
    """All wishes that were said: those that a plan must keep, and those that it keeps where it can."""

    firm: tuple[Chip, ...]
    soft: tuple[Chip, ...]
    values: tuple[str, ...]


def chips_of(wishes: Iterable[Wish], planner: Planner) -> Chips:
    """The wishes as chips."""
    own = list(wishes)
    chips = [(wish, Chip(value=str(wish), words=wish_words(wish, planner))) for wish in own]
    is_soft = {WishKind.LIKE, WishKind.RATHER_NOT}
    return Chips(
        firm=tuple(chip for wish, chip in chips if wish.kind not in is_soft),
        soft=tuple(chip for wish, chip in chips if wish.kind in is_soft),
        values=tuple(str(wish) for wish in own),
    )


def wish_words(wish: Wish, planner: Planner) -> str:
    """One wish, as short as a chip."""
    words = {"about": _about(wish, planner), "hours": wish.hours, "when": _when(wish)}
    match wish.kind:
        case WishKind.MUST | WishKind.LIKE:
            return words["about"]  # type: ignore[return-value]
        case WishKind.RATHER_NOT:
            return _("Rather not %(about)s") % words
        case WishKind.NEVER:
            return _("Never %(about)s") % words
        case WishKind.REACH:
            return _("All of %(about)s") % words
        case WishKind.LIGHTER:
            return _("One class less in %(when)s") % words
        case WishKind.FREE:
            return _("A free period in %(when)s") % words
        case WishKind.EARLY:
            return _("Done after %(when)s") % words
        case WishKind.HALF:
            return _("Half days in %(when)s for a program") % words
        case WishKind.WORK:
            return (
                ngettext(
                    "Work %(hours)s hour a week in %(when)s", "Work %(hours)s hours a week in %(when)s", wish.hours
                )
                % words
            )


def time_choices(planner: Planner) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a student can ask of the weeks, in groups, each by the value that a form sends."""
    first = max(planner.student.grade_level, planner.student.district.first_grade_planned)
    grades = range(first, planner.last_grade + 1)
    last = last_year_of(planner)
    days = [str(part) for part in planner.file.catalog.calendar.days]
    free = [Wish(kind=WishKind.FREE, grade_level=grade, term=term) for grade in grades for term in ("", *days)]
    lighter = [Wish(kind=WishKind.LIGHTER, grade_level=grade, term=term) for grade in grades for term in ("", *days)]
    work = [Wish(kind=WishKind.WORK, grade_level=grade, hours=hours) for grade in grades for hours in HOURS]
    groups = [
        (_("A free period"), free),
        (_("A lighter time"), lighter),
        (
            _("Finish early"),
            [
                *(Wish(kind=WishKind.EARLY, grade_level=last, term=term) for term in days[-2:-1]),
                *([Wish(kind=WishKind.EARLY, grade_level=11, term=days[-1])] if first < last else []),
            ],
        ),
        (_("Half days"), [Wish(kind=WishKind.HALF, grade_level=grade) for grade in grades if grade >= 11]),
        (_("Work"), [wish for wish in work if wish.grade_level >= 10]),
        (_("What I aim for"), [Wish(kind=WishKind.REACH, about=key) for key in _aims(planner)]),
    ]
    return [(name, [(str(wish), wish_words(wish, planner)) for wish in wishes]) for name, wishes in groups if wishes]


def _aims(planner: Planner) -> Sequence[str]:
    books = [adoption.rulebook for adoption in planner.file.adoptions]
    return [book.key for book in books if book.kind != RulebookKind.GRADUATION]


def _about(wish: Wish, planner: Planner) -> str:
    if wish.kind is WishKind.REACH:
        return _titles(planner).get(wish.about, wish.about)
    course = planner.file.catalog.find(wish.about)
    return course_title(course) if course else wish.about


def _titles(planner: Planner) -> Mapping[str, str]:
    return {one.rulebook.key: requirement_title(one.rulebook.title) for one in planner.file.adoptions}


def _when(wish: Wish) -> str:
    if not wish.grade_level:
        return ""
    grade = grade_words(wish.grade_level)
    return _("%(term)s of %(grade)s") % {"term": term_name(wish.term), "grade": grade} if wish.term else grade
