"""By when a fix must begin: the first term that it changes, and what a rule itself says; no date is made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from waypost.engine.calendar import Term
from waypost.web.catalog.presenters.titles import requirement_title
from waypost.web.finder.adapters.brief import Short
from waypost.web.plans.adapters import Change, Move
from waypost.web.plans.presenters.places import grade_words, term_title
from waypost.web.schools.adapters import calendar_of
from waypost.web.schools.models import Student

NEVER: Final = (99, 0)  # changes no class: a form can be asked for at any time
LAST_MIDDLE_GRADE: Final = 8  # semester 1 is the fall of the grade after it


def begins(changes: Sequence[Change], *, student: Student) -> tuple[int, int]:
    """The first term that changes: in how many years, and which of that year's."""
    calendar = calendar_of(student.district)
    places = ((grade - student.grade_level, calendar.term(term).place) for grade, term in _places(changes))
    return min(places, default=NEVER)


def begins_words(changes: Sequence[Change], *, student: Student) -> str:
    """The same in words: Before spring. Empty where no class changes."""
    years, place = begins(changes, student=student)
    if (years, place) == NEVER:
        return ""
    grade = grade_words(student.grade_level + years)
    if place == 0:
        return _("Before %(grade)s") % {"grade": grade} if years else _("Now")
    term = calendar_of(student.district).parts[place]
    words = {"grade": grade, "term": term_title(term)}
    match str(term), bool(years):
        case "spring", False:
            return _("Before spring")
        case "spring", True:
            return _("Before spring of %(grade)s") % words
        case "summer", False:
            return _("Before summer")
        case "summer", True:
            return _("Before the summer after %(grade)s") % words
        case _, False:
            return _("Before %(term)s") % words
        case _:
            return _("Before %(term)s of %(grade)s") % words


def last_words(short: Short, *, student: Student) -> str:
    """What a rule says of the last term whose classes count."""
    years, is_spring = divmod(short.by_semester + 1, 2)
    words = {"title": requirement_title(short.title), "grade": grade_words(LAST_MIDDLE_GRADE + years)}
    if is_spring:
        return _("For %(title)s, only classes up to the end of %(grade)s count.") % words
    days = calendar_of(student.district).days
    term = next((part for part in reversed(days) if part.semester == 1), days[0])
    if term == Term.FALL:
        return _("For %(title)s, only classes up to the fall of %(grade)s count.") % words
    words["term"] = term_title(term)
    return _("For %(title)s, only classes up to the end of %(term)s of %(grade)s count.") % words


def _places(changes: Sequence[Change]) -> Iterator[tuple[int, str]]:
    for change in changes:
        yield change.grade_level, change.term
        if isinstance(change, Move):
            yield change.to_grade_level, change.to_term
