"""The guardian's page: one answer, the way by grade, next year's classes, and who to talk to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waypost.engine.record import Entry, Stage
from waypost.web.base.presenters import UNITS_IN_A_CREDIT
from waypost.web.catalog.presenters.rules import credits_in_words
from waypost.web.front.queries.homepage import FirstPage
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.presenters.offerings import approval_words, cost_words, way_title
from waypost.web.plans.presenters.places import grade_of, grade_words, line_of, term_name
from waypost.web.schools.models import Guardianship

from .home import PersonNear, people, versions_url
from .road import Road, road_of
from .route import Stop

FIRST_GRADE = 9
HEIGHTS = ("lo up", "hi dn", "lo", "lo up")  # and on in turn


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyClass:
    """One class of next year: in the reader's language, with the school's own name below."""

    subject: str
    title: str
    official: str
    term: str
    way: str  # through whom it is taken, and what that asks; blank for the school's own
    credits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One of the guardian's children to switch to."""

    name: str
    url: str
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """Everything that the page says."""

    name: str
    grade: str
    headline: str
    stops: tuple[Stop, ...]
    road: Road | None
    whole_year: str  # what a class of a whole year is worth
    next_grade: str
    classes: tuple[FamilyClass, ...]
    staff: tuple[PersonNear, ...]
    children: tuple[Child, ...]
    planner_url: str
    versions_url: str


def family_page(page: FirstPage, *, children: Sequence[Guardianship]) -> FamilyPage:
    """The page about one child."""
    student = page.student
    road = road_of(page.planner.shown.audits, scale=student.district.credit_scale)
    return FamilyPage(
        name=student.first_name,
        grade=grade_of(student),
        headline=_headline(student.first_name, road),
        stops=_stops(page),
        road=road,
        whole_year=credits_in_words(UNITS_IN_A_CREDIT, scale=student.district.credit_scale),
        next_grade=grade_words(student.grade_level + 1) if student.grade_level < page.planner.last_grade else "",
        classes=_classes(page),
        staff=tuple(one for one in people(page.near) if one.name not in _family_names(page)),
        children=tuple(
            Child(
                name=home.student.first_name,
                url=reverse("front:family_child", args=[home.student_id]),
                is_shown=home.student_id == student.pk,
            )
            for home in children
        ),
        planner_url=reverse("plans:planner", args=[student.pk]),
        versions_url=versions_url(page.planner.plan),
    )


def _headline(name: str, road: Road | None) -> str:
    if road is None:
        return _("This is the plan of %(name)s.") % {"name": name}
    if road.is_complete:
        return _("%(name)s is on a good path to graduate.") % {"name": name}
    if not road.is_open:
        return _("%(name)s has picked all classes to graduate.") % {"name": name}
    return _("%(name)s still has classes to pick to graduate.") % {"name": name}


def _stops(page: FirstPage) -> tuple[Stop, ...]:
    student, entries = page.student, page.planner.shown.entries
    grades = range(FIRST_GRADE, page.planner.last_grade + 1)
    stops = [
        Stop(
            name=grade_words(grade),
            state=_state(grade, now=student.grade_level),
            note=_credits_in(entries, grade=grade, scale=student.district.credit_scale),
            height=height,
        )
        for grade, height in zip(grades, cycle(HEIGHTS), strict=False)
    ]
    year = str(student.class_of) if student.class_of else ""
    return (*stops, Stop(name=_("Graduation"), state="", note=year, height="hi last"))


def _state(grade: int, *, now: int) -> str:
    if grade < now:
        return "done"
    return "here" if grade == now else ""


def _credits_in(entries: Sequence[Entry], *, grade: int, scale: int) -> str:
    here = [entry for entry in entries if entry.grade_level == grade]
    units = sum(entry.units for entry in here)
    if not units:
        return ""
    words = credits_in_words(units, scale=scale)
    if any(entry.stage is Stage.PLANNED for entry in here):
        return _("%(credits)s planned") % {"credits": words}
    if any(entry.stage is Stage.NOW for entry in here):
        return _("%(credits)s this year") % {"credits": words}
    return words


def _classes(page: FirstPage) -> tuple[FamilyClass, ...]:
    student = page.student
    following = [row for row in page.planner.shown.planned if row.grade_level == student.grade_level + 1]
    scale, adult = student.district.credit_scale, page.near.counselor_name
    return tuple(_class(row, scale=scale, adult=adult) for row in following)


def _class(row: PlannedCourse, *, scale: int, adult: str) -> FamilyClass:
    course = row.course
    own = course.title_es if (get_language() or "").startswith("es") else ""
    return FamilyClass(
        subject=line_of(course.subject),
        title=own or course.title,
        official=course.title if own else "",
        term="" if row.term == "year" else term_name(row.term),
        way=_way(row, adult=adult),
        credits=credits_in_words(row.units, scale=scale),
    )


def _way(row: PlannedCourse, *, adult: str) -> str:
    if row.offering is None:
        return ""
    asks = [cost_words(row.offering), approval_words(row.offering, adult=adult)]
    return " ".join([f"{way_title(row.offering.name)}.", *filter(None, asks)])


def _family_names(page: FirstPage) -> set[str]:
    return {one.guardian.full_name for one in page.near.guardians}
