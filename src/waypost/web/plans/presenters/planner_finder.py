"""The course finder: what could stand in a place, with the reason to think twice beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.web.catalog.presenters.rules import credits_given_in_words, credits_in_words
from waypost.web.catalog.presenters.titles import course_title
from waypost.web.plans.models import PlannedCourse
from waypost.web.plans.queries.finding import Finding, Found
from waypost.web.plans.queries.places import Place
from waypost.web.plans.queries.planner import Planner

from .offerings import way_words
from .places import SUBJECTS, line_of, place_words
from .planner_heads_ups import Around, heads_up_line


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """One course that could be added."""

    course_id: int
    title: str
    line: str
    facts: str
    text: str
    place: str
    heads_ups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """The panel: where the class will stand, what was searched, what was found."""

    title: str
    where: str
    place: str
    subject: str
    words: str
    subjects: tuple[tuple[str, str], ...]
    found: tuple[FoundLine, ...]
    more: int
    swapped: PlannedCourse | None


def finder_of(
    planner: Planner, finding: Finding, *, place: Place, subject: str, words: str, swapped: PlannedCourse | None
) -> Finder:
    """What the finder shows."""
    title = _("Swap %(title)s") % {"title": course_title(swapped.course)} if swapped else _("Add a class")
    return Finder(
        title=title,
        where=place_words(place.grade_level, place.term),
        place=str(place),
        subject=subject,
        words=words,
        subjects=tuple((code, str(name)) for code, name in SUBJECTS.items()),
        found=tuple(_found(planner, one) for one in finding.found),
        more=finding.count - len(finding.found),
        swapped=swapped,
    )


def _found(planner: Planner, one: Found) -> FoundLine:
    around = Around(catalog=planner.file.catalog, adult="")
    amount = _gives(one, scale=planner.student.district.credit_scale)
    place = place_words(one.place.grade_level, one.place.term)
    where = {"credits": amount, "place": f"{place}, {way_words(one.offering.name)}" if one.offering else place}
    return FoundLine(
        course_id=one.course.pk,
        title=course_title(one.course),
        line=line_of(one.course.subject),
        facts=_("%(credits)s, %(place)s") % where,
        text=one.course.description,
        place=str(one.place),
        heads_ups=tuple(heads_up_line(heads_up, around=around).sentence for heads_up in one.heads_ups),
    )


def _gives(one: Found, *, scale: int) -> str:
    """The credit of the class in the way in which it was found."""
    if one.offering is not None and one.offering.units is not None:
        return credits_in_words(one.offering.units, scale=scale)
    return credits_given_in_words(one.course.units, one.course.most_units, scale=scale)
