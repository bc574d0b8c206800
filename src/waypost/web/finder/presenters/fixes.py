"""The page of fixes: each the smallest change of its kind, with its assumption and its price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.catalog import Catalog
from waypost.web.access.actor import Actor
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.finder.adapters.brief import plan_seen, to_brief
from waypost.web.finder.adapters.looked import to_looked
from waypost.web.finder.queries.search import Results, WayAhead
from waypost.web.plans.adapters import Change, Swap
from waypost.web.plans.adapters.between import changes_between, to_plan_row
from waypost.web.plans.presenters.places import grade_of, grade_words, join_words, last_year_of
from waypost.web.plans.presenters.planner_checks import Check, checks_of, headline
from waypost.web.plans.queries.planner import Planner
from waypost.web.reviews.presenters.proposal import ChangeLine, change_lines

from .rejected import WaysLooked, ways_looked
from .search import Going, NoWay, going_of, no_way_of, said_of
from .shortfalls import short_words
from .ways import Point, assumption_words, points_of

MOST_LINES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FixCard:
    """One fix; `waivers` are the requirements that a form would settle, and `is_change` says that classes change."""

    number: int
    tag: str
    title: str
    lines: tuple[ChangeLine, ...]
    more: int  # changes that have no line
    points: tuple[Point, ...]
    assumptions: tuple[str, ...]
    waivers: tuple[str, ...]
    is_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FixesPage:
    """All fixes of one student's plan, or why there is none."""

    heading: str
    grade: str
    standing: str
    said: str
    going: Going
    cards: tuple[FixCard, ...]
    no_way: NoWay | None
    is_cut: bool
    works: bool
    is_stale: bool  # the plan changed since it was looked at
    looked: WaysLooked | None


def fixes_page(results: Results, *, actor: Actor, now: datetime) -> FixesPage:
    """The page of a search for fixes."""
    planner, outcome = results.planner, results.outcome
    ahead = [one for one in results.ahead if one.way.kind != "nothing"]
    works = bool(results.ahead) and not ahead
    cards = tuple(_card(planner, one, is_first=number == 0) for number, one in enumerate(ahead))
    return FixesPage(
        heading=_heading(planner, count=len(cards), is_own=planner.student.pk == actor.student_id),
        grade=grade_of(planner.student),
        standing=standing_of(planner),
        said=_said(results, found=len(cards), works=works),
        going=going_of(results.search, now=now),
        cards=cards,
        no_way=no_way_of(results),
        is_cut=bool(outcome and outcome.is_cut),
        works=works,
        is_stale=is_stale(results),
        looked=None if works else ways_looked(to_looked(results.search.answer), planner.file),
    )


def is_stale(results: Results) -> bool:
    """Whether the plan has changed since the search looked at it."""
    seen, real = plan_seen(results.search), results.planner.real.branch
    return seen is not None and seen != (real.version if real else 0)


def standing_of(planner: Planner) -> str:
    """How far the plan is now: Graduation 23½ of 24."""
    check = _headline(planner)
    return f"{check.title} {check.words}" if check else ""


def ask_reason(planner: Planner, ahead: WayAhead) -> str:
    """What the student reads with a fix that an adult sends."""
    words = {"title": _title(planner, ahead)}
    last = max((row.grade_level for row in ahead.outlook.planned), default=0)
    if last > last_year_of(planner):
        return _("This would help you graduate in %(grade)s. %(title)s") % {**words, "grade": grade_words(last)}
    return _("This would help you graduate on time. %(title)s") % words


def fix_kind(kind: str) -> str:
    """How a fix works, in words."""
    match kind:
        case "swap":
            return _("In the school day")
        case "summer":
            return _("With summer school")
        case "virtual":
            return _("With an online class")
        case "dual_enrollment":
            return _("With a college class")
        case "work_based":
            return _("With work that counts")
        case _:
            return _("With a form")


def titles_in(changes: Sequence[Change], catalog: Catalog) -> dict[str, str]:
    """The titles of all courses that the changes name, by code."""
    codes = {change.code for change in changes} | {change.to_code for change in changes if isinstance(change, Swap)}
    courses = {code: catalog.find(code) for code in codes}
    return {code: course_title(course) for code, course in courses.items() if course}


def _headline(planner: Planner) -> Check | None:
    return headline(checks_of(planner.real, scale=planner.student.district.credit_scale))


def _heading(planner: Planner, *, count: int, is_own: bool) -> str:
    words = {"count": count, "name": planner.student.first_name}
    if not count:
        return _("Fixes for my plan") if is_own else _("Fixes for %(name)s") % words
    if is_own:
        return ngettext("%(count)s fix for my plan", "%(count)s fixes for my plan", count) % words
    return ngettext("%(count)s fix for %(name)s", "%(count)s fixes for %(name)s", count) % words


def _said(results: Results, *, found: int, works: bool) -> str:
    if works:
        left = _left(results)
        return f"{_('No class has to change.')} {left}" if left else _("This plan works as it is.")
    if found:
        return ngettext("%(count)s fix found", "%(count)s fixes found", found) % {"count": found}
    return said_of(results, found=found)


def _left(results: Results) -> str:
    """What is still to do although the classes suffice, such as an exam; empty for nothing."""
    brief = results.search.answer.get("brief")
    scale = results.planner.student.district.credit_scale
    return short_words(to_brief(brief).short, scale=scale) if brief else ""


def _card(planner: Planner, ahead: WayAhead, *, is_first: bool) -> FixCard:
    changes = _changes(planner, ahead)
    lines = change_lines(changes, titles=titles_in(changes, planner.file.catalog))
    return FixCard(
        number=ahead.number,
        tag=_("Smallest change") if is_first else fix_kind(ahead.way.kind),
        title=_title(planner, ahead),
        lines=tuple(lines[:MOST_LINES]),
        more=max(0, len(lines) - MOST_LINES),
        points=tuple(points_of(planner, ahead)),
        assumptions=tuple(assumption_words(planner, ahead)),
        waivers=tuple(_waived(planner, ahead)),
        is_change=bool(changes),
    )


def _title(planner: Planner, ahead: WayAhead) -> str:
    waived = _waived(planner, ahead)
    if waived:
        return _("Ask for a waiver of %(title)s") % {"title": join_words(waived)}
    changes = _changes(planner, ahead)
    lines = change_lines(changes, titles=titles_in(changes, planner.file.catalog))
    if len(lines) == 1:
        return lines[0].sentence.removesuffix(".")
    return ngettext("%(kind)s: %(count)s change", "%(kind)s: %(count)s changes", len(lines)) % {
        "kind": fix_kind(ahead.way.kind),
        "count": len(lines),
    }


def _waived(planner: Planner, ahead: WayAhead) -> list[str]:
    books = {one.rulebook.key: one.rulebook for one in planner.file.adoptions}
    return [
        requirement_title(to_rulebook(books[key]).nodes[path].about.title)
        for key, path in ahead.way.waivers
        if key in books
    ]


def _changes(planner: Planner, ahead: WayAhead) -> tuple[Change, ...]:
    before = [to_plan_row(row) for row in planner.real.planned]
    return changes_between(before, ahead.way.rows)
