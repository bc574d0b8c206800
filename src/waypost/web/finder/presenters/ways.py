"""What a way that was found costs and gains, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.catalog import Level, Term
from waypost.engine.record import Entry
from waypost.web.catalog.models import Course, Offering
from waypost.web.catalog.presenters.rules import credits_in_words
from waypost.web.catalog.presenters.titles import course_title
from waypost.web.finder.adapters.search import Assumed
from waypost.web.finder.queries.search import WayAhead
from waypost.web.plans.adapters.offerings import gives_way
from waypost.web.plans.presenters.diff import Added, Difference, Dropped, Moved, differences
from waypost.web.plans.presenters.line_map import is_new
from waypost.web.plans.presenters.offerings import approver_words, dollars, way_words
from waypost.web.plans.presenters.places import brief_place, grade_words, join_words, last_year_of
from waypost.web.plans.presenters.planner_checks import checks_of
from waypost.web.plans.presenters.planner_compare import to_row_choices
from waypost.web.plans.queries.outlook import Outlook
from waypost.web.plans.queries.planner import Planner

MOST_NAMED: Final = 4
ADVANCED: Final = frozenset({Level.HONORS, Level.AP, Level.IB, Level.DUAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that a way gains or costs."""

    is_gain: bool
    words: str


def differences_of(planner: Planner, ahead: WayAhead) -> tuple[Difference, ...]:
    """What the way changes in the real plan."""
    return differences(to_row_choices(planner.real.planned), to_row_choices(ahead.outlook.planned))


def points_of(planner: Planner, ahead: WayAhead) -> list[Point]:
    """The gains first, then the costs."""
    gains = [*_goals(planner, ahead.outlook), *_kept(planner, ahead), *_open(planner, ahead)]
    costs = [
        *_given_up(planner, ahead.outlook),
        *_changed(planner, ahead),
        *_hard(planner, ahead.outlook),
        *_full(planner, ahead),
        *_longer(planner, ahead),
        *_taken(planner, ahead),
        *_price(planner, ahead),
        *_unmet(planner, ahead.outlook),
    ]
    return [*(Point(is_gain=True, words=words) for words in gains), *(Point(is_gain=False, words=w) for w in costs)]


def assumption_words(planner: Planner, ahead: WayAhead) -> list[str]:
    """What the way rests on."""
    return [_assumed(planner, one) for one in ahead.way.assumed]


def price_words(*, cost_cents: int, approvals: Sequence[str], adult: str = "") -> Iterator[str]:
    """What a way costs, and who must say yes to it; `adult` is the counselor by name."""
    if cost_cents:
        yield _("Costs the family %(dollars)s") % {"dollars": dollars(cost_cents)}
    for approval in approvals:
        yield _("Needs a yes from %(person)s") % {"person": approver_words(approval, adult=adult)}


def periods_of(outlook: Outlook, *, grade_level: int, term: Term) -> int:
    """The class periods that are taken in one of the shortest terms of a grade level."""
    return sum(entry.course.periods for entry in outlook.entries if _runs_in(entry, grade_level, term))


def _runs_in(entry: Entry, grade_level: int, term: Term) -> bool:
    return entry.grade_level == grade_level and term in entry.term.parts


def _goals(planner: Planner, outlook: Outlook) -> Iterator[str]:
    met = [check for check in checks_of(outlook, scale=planner.student.district.credit_scale) if check.is_met]
    if met:
        yield join_words([f"{check.title} {check.words}" for check in met])


def _unmet(planner: Planner, outlook: Outlook) -> Iterator[str]:
    for check in checks_of(outlook, scale=planner.student.district.credit_scale):
        yield from check.words_awaited
        for part in check.asks:
            yield _("We can’t check %(part)s. The counselor can") % {"part": part}
        if not check.is_met and check.meter.open:
            yield _("%(title)s stays at %(words)s") % {"title": check.title, "words": check.words}
        elif not check.is_met and check.open_parts:
            yield _("Still open beside classes: %(parts)s") % {"parts": join_words(list(check.open_parts))}


def _kept(planner: Planner, ahead: WayAhead) -> Iterator[str]:
    count = len(planner.real.planned)
    changed = [one for one in differences_of(planner, ahead) if isinstance(one, Dropped | Moved)]
    if count and not changed:
        yield ngettext("Keeps the class that was picked", "Keeps all %(count)s classes that were picked", count) % {
            "count": count
        }


def _open(planner: Planner, ahead: WayAhead) -> Iterator[str]:
    """The open periods of the last grade, when both of its terms have some."""
    last = last_year_of(planner)
    spare = min(_spare(planner, ahead.outlook, last, term) for term in planner.file.catalog.calendar.days)
    if spare > 0:
        words = {"grade": grade_words(last), "count": spare}
        yield ngettext("%(grade)s has %(count)s open period", "%(grade)s has %(count)s open periods", spare) % words


def _full(planner: Planner, ahead: WayAhead) -> Iterator[str]:
    for grade in range(planner.student.grade_level + 1, planner.last_grade + 1):
        if all(_spare(planner, ahead.outlook, grade, term) <= 0 for term in planner.file.catalog.calendar.days):
            yield _("%(grade)s is full") % {"grade": grade_words(grade)}


def _longer(planner: Planner, ahead: WayAhead) -> Iterator[str]:
    """How long school goes on with it, where that is past the year in which the student is due to graduate."""
    last = max((row.grade_level for row in ahead.outlook.planned), default=0)
    if last > last_year_of(planner):
        yield _("School goes on to %(grade)s") % {"grade": grade_words(last)}


def _spare(planner: Planner, outlook: Outlook, grade_level: int, term: Term) -> int:
    return planner.student.district.periods - periods_of(outlook, grade_level=grade_level, term=term)


def _changed(planner: Planner, ahead: WayAhead) -> Iterator[str]:
    found = differences_of(planner, ahead)
    dropped = [one.choice.title for one in found if isinstance(one, Dropped)]
    added = [one for one in found if isinstance(one, Added)]
    if dropped:
        yield _("Leaves out %(classes)s") % {"classes": _named(dropped)}
    for one in found:
        if isinstance(one, Moved):
            words = {"course": one.choice.title, "place": brief_place(one.to.grade_level, one.to.term)}
            yield _("%(course)s moves to %(place)s") % words
    if added:
        yield ngettext("%(count)s new class to take", "%(count)s new classes to take", len(added)) % {
            "count": len(added)
        }
    calendar = planner.file.catalog.calendar
    summers = {one.choice.grade_level for one in added if calendar.term(one.choice.term).is_summer}
    for grade in sorted(summers):
        yield _("A summer class after %(grade)s") % {"grade": grade_words(grade)}


def _taken(planner: Planner, ahead: WayAhead) -> Iterator[str]:
    """How each new class is taken, with price and credit."""
    scale = planner.student.district.credit_scale
    for course, offering in _new_ways(planner, ahead):
        words = {
            "course": course_title(course),
            "way": way_words(offering.name),
            "price": dollars(offering.cost_cents) if offering.cost_cents else _("no cost"),
            "credits": credits_in_words(course.units if offering.units is None else offering.units, scale=scale),
        }
        yield _("%(course)s is taken %(way)s: %(price)s, %(credits)s") % words


def _new_ways(planner: Planner, ahead: WayAhead) -> list[tuple[Course, Offering]]:
    """The courses with an offering that the plan does not have in that way today."""
    have = {(row.course.code, row.offering_name) for row in planner.real.planned}
    new = [row for row in ahead.outlook.planned if (row.course.code, row.offering_name) not in have]
    return [(row.course, row.offering) for row in new if row.offering]


def _price(planner: Planner, ahead: WayAhead) -> Iterator[str]:
    """The whole price, unless the line of the only class that costs something has said it, and every yes."""
    priced = [offering for _course, offering in _new_ways(planner, ahead) if offering.cost_cents]
    rest = 0 if len(priced) == 1 else ahead.way.cost_cents
    yield from price_words(cost_cents=rest, approvals=ahead.way.approvals, adult=ahead.adult)


def _hard(planner: Planner, outlook: Outlook) -> Iterator[str]:
    new = [entry for entry in outlook.entries if is_new(planner, entry)]
    count = sum(entry.course.level in ADVANCED for entry in new)
    if count:
        yield ngettext(
            "%(count)s of them is honors or college level", "%(count)s of them are honors or college level", count
        ) % {"count": count}


def _given_up(planner: Planner, outlook: Outlook) -> Iterator[str]:
    """Running courses without credit whose period is needed."""
    for entry in outlook.entries:
        place = (entry.grade_level, entry.term)
        if gives_way(entry) and any(_spare(planner, outlook, place[0], half) < 0 for half in entry.term.parts):
            words = {"course": course_title(entry.course), "place": brief_place(*place)}
            yield _("Takes the place of %(course)s in %(place)s") % words


def _named(titles: list[str]) -> str:
    more = len(titles) - MOST_NAMED
    if more <= 0:
        return join_words(titles)
    rest = ngettext("%(count)s more class", "%(count)s more classes", more) % {"count": more}
    return join_words([*titles[:MOST_NAMED], rest])


def _assumed(planner: Planner, one: Assumed) -> str:
    words = {"course": _title(planner, one.code), "needed_for": _title(planner, one.needed_for), "mark": one.mark}
    if one.text:
        return _("%(needed_for)s asks for more: %(text)s. Ask a person.") % {**words, "text": one.text}
    if one.mark:
        return _("A %(mark)s or better in %(course)s, for %(needed_for)s.") % words
    return _("A pass in %(course)s, for %(needed_for)s.") % words


def _title(planner: Planner, code: str) -> str:
    course = planner.file.catalog.find(code) if code else None
    return course_title(course) if course else code
