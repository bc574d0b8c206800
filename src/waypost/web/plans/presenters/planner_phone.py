"""The same plan on a phone: a tab for each year, and the year's classes as lists by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.calendar import SchoolCalendar, Term
from waypost.web.plans.queries.planner import Planner

from .places import SUBJECTS, in_year, term_title
from .planner_columns import Column, Slot
from .planner_grid import Grid, free_periods
from .planner_stops import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTab:
    """One school year to look at."""

    grade_level: int
    name: str
    tag: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList:
    """The classes of one term; `add` is the place where one more could go, "" where none could."""

    term: str
    title: str
    meta: str
    stops: tuple[Stop, ...]
    add: str
    add_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """The tabs, and the lists of the year that is open."""

    tabs: tuple[YearTab, ...]
    lists: tuple[TermList, ...]


def phone_of(planner: Planner, *, grid: Grid, stops: Sequence[Stop], grade_level: int | None) -> Phone:
    """The year asked for, else the one to plan next."""
    opened = _opened(planner, grid.columns, grade_level)
    tabs = tuple(
        YearTab(grade_level=column.grade_level, name=column.short, tag=column.tag, is_current=column is opened)
        for column in grid.columns
    )
    lines = list(SUBJECTS)
    own = [stop for stop in stops if stop.grade_level == opened.grade_level]
    own.sort(key=lambda stop: lines.index(stop.line))
    return Phone(tabs=tabs, lists=tuple(_lists(planner, opened, own)))


def _opened(planner: Planner, columns: Sequence[Column], grade_level: int | None) -> Column:
    wanted = grade_level if grade_level is not None else planner.student.grade_level + 1
    last = columns[-1]
    return next((column for column in columns if column.grade_level >= wanted), last)


def _lists(planner: Planner, column: Column, stops: list[Stop]) -> list[TermList]:
    grade = column.grade_level
    free = free_periods(planner, column.slots)
    ahead = _open_terms(planner, grade) if planner.can_edit else set()
    found = []
    calendar = planner.file.catalog.calendar
    listed = {stop.id: _own_term(stop.term, calendar) for stop in stops}
    for term in sorted({*calendar.terms, *listed.values()}, key=in_year):
        own = tuple(stop for stop in stops if listed[stop.id] == term)
        place = f"{grade}-{term}" if term in ahead and (own or not term.is_summer) else ""
        if own or place:
            found.append(_list(term, own, place=place, free=free.get(Slot(grade, str(term)), 0)))
    return found


def _own_term(code: str, calendar: SchoolCalendar) -> Term:
    """The term under which a class is listed: of another calendar's, the own one that stands for it, if one does."""
    term = calendar.term(code)
    meant = calendar.meant({term})
    return next(iter(meant)) if len(meant) == 1 else term


def _list(term: Term, own: tuple[Stop, ...], *, place: str, free: int) -> TermList:
    own_title = term_title(term)
    titles = {_("Fall"): _("Fall only"), _("Spring"): _("Spring only")}
    add = {
        _("All year"): _("Add a class for all year"),
        _("Fall"): _("Add a class for fall"),
        _("Spring"): _("Add a class for spring"),
        _("Summer"): _("Add a class for summer"),
    }
    title = titles.get(own_title, own_title)
    words = add.get(own_title) or _("Add a class for %(term)s") % {"term": own_title}
    meta = ""
    if place and free > 0:
        meta = ngettext("%(count)s open period", "%(count)s open periods", free) % {"count": free}
    return TermList(term=str(term), title=title, meta=meta, stops=own, add=place, add_words=words)


def _open_terms(planner: Planner, grade: int) -> set[str]:
    return {place.term for place in planner.places if place.grade_level == grade}
