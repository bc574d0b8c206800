"""Courses that could stand in one place of a plan, the fitting ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from waypost.engine.readiness import HeadsUp
from waypost.engine.sameness import teaches
from waypost.engine.search.takeable import may_take
from waypost.web.access.actor import Actor
from waypost.web.catalog.adapters import terms_meant
from waypost.web.catalog.models import Course, Offering
from waypost.web.catalog.queries import courses_offered
from waypost.web.plans.adapters.entries import entry_id
from waypost.web.plans.adapters.horizon import LAST_GRADE
from waypost.web.plans.models import PlannedCourse

from .places import Place
from .planner import Planner
from .spots import trial_of
from .taking import offerings_by_course, terms_offered, usual_way

MOST_FOUND: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One course that fits the search: where it would stand, in which way (None: its own), and its heads-ups there."""

    course: Course
    place: Place
    offering: Offering | None
    heads_ups: tuple[HeadsUp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The first courses found, and how many there are in all."""

    found: tuple[Found, ...]
    count: int


def courses_for(
    actor: Actor, planner: Planner, *, place: Place, subject: str, words: str, swapped: PlannedCourse | None
) -> Finding:
    """The offered courses of a subject ("" for all) whose title or code has the words; two queries."""
    ways = offerings_by_course(actor)
    rows = [
        course
        for course in courses_offered(actor).order_by("title", "code")
        if _is_open(planner, course, ways.get(course.pk, ()))
    ]
    fitting = [course for course in rows if _fits(course, subject=subject, words=words, grade=place.grade_level)]
    tried = (_found(planner, course, ways.get(course.pk, ()), place=place, swapped=swapped) for course in fitting)
    found = [one for one in tried if one]
    found.sort(key=lambda one: (len(one.heads_ups), one.course.title))
    return Finding(found=tuple(found[:MOST_FOUND]), count=len(found))


def _is_open(planner: Planner, course: Course, ways: Sequence[Offering]) -> bool:
    """Whether its credit is still to be had, at any level, and the student's school or somebody else has it."""
    own, record = planner.file.catalog.courses[course.code], planner.shown.record
    return may_take(own, planner.shown.entries) and (bool(ways) or teaches(record.school, own))


def _fits(course: Course, *, subject: str, words: str, grade: int) -> bool:
    """Courses for younger students only are found by name, not offered."""
    if not words and course.grades and max(course.grades) < min(grade, LAST_GRADE):
        return False
    text = f"{course.title} {course.title_es} {course.code}".casefold()
    return (not subject or course.subject == subject) and all(word in text for word in words.casefold().split())


def _found(
    planner: Planner, course: Course, ways: Sequence[Offering], *, place: Place, swapped: PlannedCourse | None
) -> Found | None:
    at = place_for(planner, course, ways, near=place)
    if at is None:
        return None
    calendar = planner.file.catalog.calendar
    offering = usual_way(course, ways, term=at.term, calendar=calendar) if ways else None
    gone = entry_id(swapped) if swapped else ""
    heads_ups = trial_of(planner, course, place=at, offering=offering, instead_of=gone)
    return Found(course=course, place=at, offering=offering, heads_ups=heads_ups)


def place_for(planner: Planner, course: Course, ways: Sequence[Offering], *, near: Place) -> Place | None:
    """The place in the same grade where the course is offered: the very one, else the first; None where none is."""
    same_grade = [at for at in planner.places if at.grade_level == near.grade_level]
    calendar = planner.file.catalog.calendar
    own = terms_meant(course.terms, calendar=calendar)
    terms = terms_offered(course, ways, calendar=calendar) if ways else own
    offered = [at for at in same_grade if at.term in terms or not terms]
    if near in offered:
        return near
    return offered[0] if offered else None
