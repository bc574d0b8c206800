"""The page of a search: how it stands, and the plans that were found, each with its picture, gains and costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.catalog import Term
from waypost.web.catalog.models import RulebookKind
from waypost.web.catalog.presenters.titles import requirement_title
from waypost.web.finder.adapters.wishes import read_wishes
from waypost.web.finder.models import Search
from waypost.web.finder.queries.search import Results, WayAhead
from waypost.web.jobs.models import JobState
from waypost.web.plans.presenters.line_map import LineMap, line_map
from waypost.web.plans.presenters.places import grade_words, last_year_of, term_title
from waypost.web.plans.presenters.planner_checks import Check, checks_of
from waypost.web.plans.queries.planner import Planner

from .clashes import Ask, ClashLine, asks_of, clash_lines, refusal_words
from .suppositions import branch_name
from .ways import Point, assumption_words, periods_of, points_of
from .wishes import Chips, chips_of

LONG: Final = timedelta(seconds=10)
MOST_SECONDS: Final = 2  # the bar ends there
LETTERS: Final = "ABCDEFGH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One plan to choose from."""

    number: int
    letter: str
    title: str
    map: LineMap
    points: tuple[Point, ...]
    checks: tuple[Check, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWay:
    """Why no plan works, and what to ask for."""

    lines: tuple[ClashLine, ...]
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A search that is still to be answered: what it does, whether that takes long, and for how many seconds."""

    said: str
    is_late: bool
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A search as it stands; `said` is the one sentence for the page's live region."""

    said: str
    going: Going
    chips: Chips
    options: tuple[Option, ...]
    no_way: NoWay | None
    is_cut: bool


def search_page(results: Results, *, now: datetime) -> SearchPage:
    """The page of a search for whole plans."""
    planner, search, outcome = results.planner, results.search, results.outcome
    options = tuple(_option(planner, ahead, first=results.ahead[0]) for ahead in results.ahead)
    return SearchPage(
        said=said_of(results, found=len(options)),
        going=going_of(search, now=now),
        chips=chips_of(read_wishes(search.question["wishes"], days=planner.file.catalog.calendar.days), planner),
        options=options,
        no_way=no_way_of(results),
        is_cut=bool(outcome and outcome.is_cut),
    )


def going_of(search: Search, *, now: datetime) -> Going:
    """How a search that is still to be answered stands."""
    seconds = int((now - (search.started_at or now)).total_seconds())
    return Going(
        said=_("Looking for the smallest changes.")
        if search.is_for_fixes or search.is_what_if
        else _("Looking for plans."),
        is_late=now - search.created_at > LONG,
        seconds=max(0, min(MOST_SECONDS, seconds)),
    )


def said_of(results: Results, *, found: int) -> str:
    """How the search stands, in one sentence."""
    outcome = results.outcome
    match JobState(results.search.state):
        case JobState.WAITING | JobState.RUNNING:
            return ""
        case JobState.CANCELLED:
            return _("You stopped this search. Nothing changed.")
        case JobState.FAILED:
            return _("Something went wrong on our side. The plan is safe. Try again.")
        case JobState.TIMED_OUT:
            return _("We did not find one in time. There may be one. Try again, or take a wish away.")
        case JobState.DONE if outcome and outcome.kind == "found":
            return ngettext("%(count)s plan works", "%(count)s plans work", found) % {"count": found}
        case JobState.DONE if outcome and outcome.kind == "refused":
            return " ".join(refusal_words(kind, names, results.planner.file) for kind, names in outcome.problems)
        case _:
            return _("No plan has all of this.")


def way_name(results: Results, *, number: int) -> str:
    """What a what-if of this way is called; empty for no such way."""
    if number >= len(results.ahead):
        return ""
    if results.search.is_what_if:
        return branch_name(results)
    if results.search.is_for_fixes:
        return _("Fix %(number)s") % {"number": number + 1}
    return kind_words(results.planner, results.ahead[number], first=results.ahead[0])


def no_way_of(results: Results) -> NoWay | None:
    """Why no plan works, where that is proven."""
    outcome = results.outcome
    if outcome is None or outcome.kind != "impossible":
        return None
    return NoWay(
        lines=tuple(clash_lines(outcome.conflict, results.planner.file)),
        asks=tuple(asks_of(outcome.relax or outcome.conflict, results.planner.file)),
    )


def _option(planner: Planner, ahead: WayAhead, *, first: WayAhead) -> Option:
    letter = LETTERS[ahead.number]
    points = tuple(points_of(planner, ahead))
    name = _("Plan %(letter)s") % {"letter": letter}
    return Option(
        number=ahead.number,
        letter=letter,
        title=kind_words(planner, ahead, first=first),
        map=line_map(planner, ahead.outlook, name=name),
        points=points,
        checks=tuple(checks_of(ahead.outlook, scale=planner.student.district.credit_scale)),
        assumptions=tuple(assumption_words(planner, ahead)),
    )


def kind_words(planner: Planner, ahead: WayAhead, *, first: WayAhead) -> str:
    """What kind of plan it is."""
    match ahead.way.kind:
        case "keeps_choices":
            return _("Keeps every choice") if planner.real.planned else _("A plan that works")
        case "toward_goals":
            return _("Toward %(goal)s") % {"goal": _goal(planner)} if _goal(planner) else _("More of the wishes")
        case "lighter":
            return _("Lighter %(grade)s") % {"grade": grade_words(_lighter(planner, ahead, first=first))}
        case "internship":
            return _("Room for an internship")
        case _:
            return _done_by(planner)


def _done_by(planner: Planner) -> str:
    """The end of a plan that leaves the last term before summer free."""
    grade = grade_words(last_year_of(planner))
    last = planner.file.catalog.calendar.days[-2:-1]
    if not last or last[0] == Term.FALL:
        return _("Done by the fall of %(grade)s") % {"grade": grade}
    return _("Done by the end of %(term)s, %(grade)s") % {"term": term_title(last[0]), "grade": grade}


def _goal(planner: Planner) -> str:
    goals = [one.rulebook for one in planner.file.adoptions if one.rulebook.kind != RulebookKind.GRADUATION]
    return requirement_title(goals[0].title) if goals else ""


def _lighter(planner: Planner, ahead: WayAhead, *, first: WayAhead) -> int:
    """The grade level that has become lightest beside the first plan."""
    start = max(planner.student.grade_level, planner.student.district.first_grade_planned)

    def lost(grade: int) -> int:
        return _fullest(planner, first, grade) - _fullest(planner, ahead, grade)

    return max(range(start, planner.last_grade + 1), key=lambda grade: (lost(grade), grade))


def _fullest(planner: Planner, ahead: WayAhead, grade_level: int) -> int:
    days = planner.file.catalog.calendar.days
    return max(periods_of(ahead.outlook, grade_level=grade_level, term=term) for term in days)
