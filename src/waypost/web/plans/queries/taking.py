"""The ways in which a course can be taken, and the one that is meant where nobody says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import gcd

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.engine.units import UNITS_PER_CREDIT
from waypost.web.access.actor import Actor
from waypost.web.catalog.adapters import to_course
from waypost.web.catalog.models import Course, Offering
from waypost.web.catalog.queries import courses_offered, offerings_of
from waypost.web.plans.adapters import Add, Change, Swap
from waypost.web.plans.adapters.offerings import own_ways, to_offering
from waypost.web.plans.models import PlannedCourse

from .places import Place
from .planner import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToTake:
    """One way to take a planned course (None: as the course says), and the place nearest to where it stands now."""

    offering: Offering | None
    place: Place
    terms: tuple[str, ...]
    is_chosen: bool


def ways_to_take(actor: Actor, planner: Planner, planned: PlannedCourse) -> tuple[WayToTake, ...]:
    """Every way that is open for a planned course, the school's own first; one query."""
    rows = list(offerings_of(actor).filter(course=planned.course_id))
    if planned.offering and planned.offering not in rows:
        rows.append(planned.offering)
    here = Place(grade_level=planned.grade_level, term=planned.term)
    calendar = planner.file.catalog.calendar
    own = own_terms(planned.course, rows, calendar=calendar)
    terms_of: list[tuple[Offering | None, tuple[str, ...]]] = [(None, own)] if own or not planned.offering else []
    terms_of += [(row, running_terms(planned.course, row, calendar=calendar)) for row in rows]
    return tuple(
        WayToTake(offering=offering, place=place, terms=terms, is_chosen=offering == planned.offering)
        for offering, terms in terms_of
        if (place := _nearest(planner, here, terms=terms or (planned.term,)))
    )


def offerings_by_course(actor: Actor) -> Mapping[int, Sequence[Offering]]:
    """The ways that the district names, by the course's id; one query."""
    found: defaultdict[int, list[Offering]] = defaultdict(list)
    for row in offerings_of(actor):
        found[row.course_id].append(row)
    return found


def units_to_choose(course: Course, *, scale: int) -> tuple[int, ...]:
    """The units that a course with variable credit may be planned for; none of any other course.

    In steps that lead from the least to the most, and each whole credit of the district between them: 2½, 3, 4, 5 ...
    where `scale` 10 says that 10 of its credits make one.
    """
    if course.most_units is None or course.most_units <= course.units:
        return ()
    step = gcd(course.units, course.most_units)
    between = range(course.units or 1, course.most_units + 1)
    whole = {units for units in between if units * scale % UNITS_PER_CREDIT == 0}
    return tuple(sorted(whole.union(range(course.units or step, course.most_units + 1, step))))


def usual_way(
    course: Course, rows: Sequence[Offering], *, term: str, calendar: SchoolCalendar = DEFAULT_CALENDAR
) -> Offering | None:
    """The way that is meant where nobody says: the course's own, or else the cheapest that runs in the term."""
    if term in own_terms(course, rows, calendar=calendar):
        return None
    running = [row for row in rows if term in running_terms(course, row, calendar=calendar)]
    return min(running, key=lambda row: (row.cost_cents, row.name), default=None)


def with_usual_ways(actor: Actor, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes, each course that comes in with the way that is meant where the change names none; two queries."""
    codes = {code for change in changes if (code := _blank_code(change))}
    courses = {course.code: course for course in courses_offered(actor).filter(code__in=codes)} if codes else {}
    rows = offerings_by_course(actor) if courses else {}
    found = []
    for change in changes:
        course = courses.get(_blank_code(change))
        own = rows.get(course.pk, ()) if course else ()
        way = usual_way(course, own, term=change.term, calendar=actor.calendar) if course else None
        found.append(_taken(change, way.name) if way else change)
    return tuple(found)


def _blank_code(change: Change) -> str:
    """The course that comes in without a way; blank for a change that names one, or brings none in."""
    match change:
        case Add(offering=""):
            return change.code
        case Swap(to_offering=""):
            return change.to_code
        case _:
            return ""


def _taken(change: Change, name: str) -> Change:
    match change:
        case Add():
            return replace(change, offering=name)
        case Swap():
            return replace(change, to_offering=name)
        case _:
            return change


def terms_offered(course: Course, rows: Sequence[Offering], *, calendar: SchoolCalendar) -> set[str]:
    """The terms in which the course can be taken in any way."""
    own = own_terms(course, rows, calendar=calendar)
    return {*own, *(term for row in rows for term in running_terms(course, row, calendar=calendar))}


def own_terms(course: Course, rows: Sequence[Offering], *, calendar: SchoolCalendar) -> tuple[str, ...]:
    """The terms of the course's own ways that no row stands in for."""
    engine_course = to_course(course, calendar=calendar)
    covered = {to_offering(row, course=engine_course).modality for row in rows}
    ways = [way for way in own_ways([engine_course]) if way.modality not in covered]
    anywhere = () if course.terms else calendar.terms
    return _codes({term for way in ways for term in (anywhere or way.terms)}, calendar)


def running_terms(course: Course, row: Offering, *, calendar: SchoolCalendar) -> tuple[str, ...]:
    """The terms in which a provider has the course."""
    way = to_offering(row, course=to_course(course, calendar=calendar), calendar=calendar)
    return _codes(way.runs_in(calendar), calendar)


def _codes(terms: Iterable[Term], calendar: SchoolCalendar) -> tuple[str, ...]:
    return tuple(str(term) for term in calendar.in_order(calendar.meant(terms)))


def _nearest(planner: Planner, here: Place, *, terms: Sequence[str]) -> Place | None:
    """The very place, else one in the same grade, else the first ahead."""
    open_places = [place for place in planner.places if place.term in terms]
    same_grade = [place for place in open_places if place.grade_level == here.grade_level]
    return here if here in open_places else next(iter([*same_grade, *open_places]), None)
