"""Planned classes whose term is over: a question with three answers; and the note at the turn of the school year."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.calendar import SchoolCalendar
from waypost.web.catalog.adapters import terms_meant, to_course
from waypost.web.catalog.presenters.titles import course_title
from waypost.web.plans.adapters.entries import entry_id
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.queries.turns import Turn

from .places import brief_place, join_words, line_of
from .planner_stops import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedClass:
    """One class that was planned for a term that is over; `places` are where it can move, as forms name them."""

    planned_id: int
    title: str
    line: str
    where: str
    waits: bool
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnNote:
    """What is new since the school year began."""

    title: str
    carried: str
    asked: str


def asked_classes(planner: Planner) -> tuple[AskedClass, ...]:
    """The classes of the shown branch that somebody must say a word about, in the order of the years."""
    rows = sorted(planner.shown.asked, key=lambda row: (row.said_taken, row.grade_level, row.course.title))
    return tuple(
        AskedClass(
            planned_id=row.pk,
            title=_title(row),
            line=line_of(row.course.subject),
            where=brief_place(row.grade_level, row.term),
            waits=row.said_taken,
            places=_places(planner, row),
        )
        for row in rows
    )


def unmarked_classes(planner: Planner) -> tuple[str, ...]:
    """The classes whose term is over without a mark, each with its place."""
    entries = [entry for entry in planner.shown.entries if entry.id in planner.shown.unmarked]
    entries.sort(key=lambda entry: (entry.grade_level, entry.course.title))
    return tuple(f"{course_title(entry.course)}, {brief_place(entry.grade_level, entry.term)}" for entry in entries)


def asked_stops(planner: Planner) -> list[Stop]:
    """The same classes as stops of the columns where they stood."""
    calendar = planner.file.catalog.calendar
    return [_stop(row, calendar=calendar) for row in planner.shown.asked]


def turn_note(turn: Turn) -> TurnNote:
    """The note in words."""
    carried, asked = len(turn.carried), len(turn.asked)
    years = f"{turn.school_year}-{(turn.school_year + 1) % 100:02d}"
    return TurnNote(
        title=_("A new school year: %(years)s") % {"years": years},
        carried=_carried(turn) if carried else _("No planned class is left in the plan."),
        asked=ngettext(
            "%(count)s class of a term that is over is not on the record. Was it taken?",
            "%(count)s classes of terms that are over are not on the record. Were they taken?",
            asked,
        )
        % {"count": asked}
        if asked
        else "",
    )


def _carried(turn: Turn) -> str:
    titles = [_title(row) for row in turn.carried]
    words = {"count": len(titles), "classes": join_words(titles)}
    return (
        ngettext(
            "%(count)s planned class is carried over: %(classes)s.",
            "%(count)s planned classes are carried over: %(classes)s.",
            len(titles),
        )
        % words
    )


def _title(row: PlannedCourse) -> str:
    return course_title(to_course(row.course))


def _places(planner: Planner, row: PlannedCourse) -> tuple[tuple[str, str], ...]:
    """The places ahead in whose term the course is offered."""
    offered = terms_meant(row.course.terms, calendar=planner.file.catalog.calendar)
    places = (place for place in planner.places if not offered or place.term in offered)
    return tuple((str(place), brief_place(place.grade_level, place.term)) for place in places)


def _stop(row: PlannedCourse, *, calendar: SchoolCalendar) -> Stop:
    said = _("waits for the record") if row.said_taken else _("Was it taken?")
    return Stop(
        id=entry_id(row),
        title=_title(row),
        line=line_of(row.course.subject),
        state="ask",
        said=said,
        mark="",
        place=brief_place(row.grade_level, row.term),
        grade_level=row.grade_level,
        term=row.term,
        parts=calendar.term(row.term).parts,
        units=0,
        planned_id=None,
        heads_ups=(),
        has_credit=False,
        counts=said,
    )
