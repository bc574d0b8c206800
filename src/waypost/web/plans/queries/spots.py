"""What a plan would lead to if one course stood somewhere else, or were added; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from waypost.engine.readiness import HeadsUp, check_placement
from waypost.engine.record import Entry
from waypost.web.catalog.adapters import terms_meant
from waypost.web.catalog.models import Course, Offering
from waypost.web.plans.adapters.entries import entry_id, to_branch_entry
from waypost.web.plans.models import PlannedCourse

from .outlook import Outlook
from .places import Place
from .planner import Planner, with_planned
from .taking import running_terms

TRIAL_ID = 0  # no saved row has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place for a course: what the plan would lead to, and the heads-ups about just this course there."""

    place: Place
    outlook: Outlook
    heads_ups: tuple[HeadsUp, ...]
    is_here: bool


def spots_for(planner: Planner, planned: PlannedCourse) -> list[Spot]:
    """Every place ahead in whose term the course is offered; it stands in one of them, or in none."""
    here = Place(grade_level=planned.grade_level, term=planned.term)
    calendar, row = planner.file.catalog.calendar, planned.offering
    own = terms_meant(planned.course.terms, calendar=calendar)
    terms = running_terms(planned.course, row, calendar=calendar) if row else own
    places = offered_places(planner, terms=terms)
    return [_spot(planner, planned, place=place, is_here=place == here) for place in places]


def offered_places(planner: Planner, *, terms: Sequence[str]) -> list[Place]:
    """The places ahead in these terms (none: any term)."""
    ahead = planner.places
    return [place for place in ahead if place.term in terms or not terms]


def trial_of(
    planner: Planner, course: Course, *, place: Place, offering: Offering | None = None, instead_of: str = ""
) -> tuple[HeadsUp, ...]:
    """The heads-ups of a course that is not in the plan yet, if it stood there (instead of another entry)."""
    where = {"grade_level": place.grade_level, "term": place.term}
    row = PlannedCourse(pk=TRIAL_ID, course=course, offering=offering, **where)
    entry = to_branch_entry(row, student=planner.student, catalog=planner.file.catalog, on=planner.today)
    others = (other for other in planner.shown.entries if other.id != instead_of)
    record = replace(planner.shown.record, entries=(*others, entry))
    return check_placement(entry, record=record, most_periods=planner.student.district.periods)


def _spot(planner: Planner, planned: PlannedCourse, *, place: Place, is_here: bool) -> Spot:
    moved = PlannedCourse(
        pk=planned.pk,
        branch=planned.branch,
        course=planned.course,
        grade_level=place.grade_level,
        term=place.term,
        offering=planned.offering,
        own_units=planned.own_units,
        pins=planned.pins,
    )
    rows = [moved if row.pk == planned.pk else row for row in planner.shown.planned]
    outlook = with_planned(planner, rows=rows)
    warned = _heads_ups(outlook, moved, most=planner.student.district.periods)
    return Spot(place=place, outlook=outlook, heads_ups=warned, is_here=is_here)


def _heads_ups(outlook: Outlook, row: PlannedCourse, *, most: int) -> tuple[HeadsUp, ...]:
    return check_placement(_entry(outlook, row), record=outlook.record, most_periods=most)


def _entry(outlook: Outlook, row: PlannedCourse) -> Entry:
    entry = outlook.entry(entry_id(row))
    if entry is None:
        raise LookupError(f"{row!r} does not lie ahead")
    return entry
