"""By when a fix must begin: the first term that it changes, and what a rule itself says; no date is made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from waypost.web.catalog.presenters.titles import requirement_title
from waypost.web.plans.adapters import Change, Move
from waypost.web.plans.adapters.brief import Short
from waypost.web.plans.presenters.places import grade_words
from waypost.web.schools.models import Student

ORDER: Final = {"fall": 0, "year": 0, "spring": 1, "summer": 2}  # within a school year, by when they begin
NEVER: Final = (99, 0)  # changes no class: a form can be asked for at any time
LAST_MIDDLE_GRADE: Final = 8  # semester 1 is the fall of the grade after it


def begins(changes: Sequence[Change], *, student: Student) -> tuple[int, int]:
    """The first term that changes: in how many years, and which of that year's."""
    return min(((grade - student.grade_level, ORDER[term]) for grade, term in _places(changes)), default=NEVER)


def begins_words(changes: Sequence[Change], *, student: Student) -> str:
    """The same in words: Before spring. Empty where no class changes."""
    years, term = begins(changes, student=student)
    if (years, term) == NEVER:
        return ""
    grade = grade_words(student.grade_level + years)
    if years == 0:
        return {0: _("Now"), 1: _("Before spring"), 2: _("Before summer")}[term]
    return {
        0: _("Before %(grade)s") % {"grade": grade},
        1: _("Before spring of %(grade)s") % {"grade": grade},
        2: _("Before the summer after %(grade)s") % {"grade": grade},
    }[term]


def last_words(short: Short) -> str:
    """What a rule says of the last term whose classes count."""
    years, is_spring = divmod(short.by_semester + 1, 2)
    words = {"title": requirement_title(short.title), "grade": grade_words(LAST_MIDDLE_GRADE + years)}
    if is_spring:
        return _("For %(title)s, only classes up to the end of %(grade)s count.") % words
    return _("For %(title)s, only classes up to the fall of %(grade)s count.") % words


def _places(changes: Sequence[Change]) -> Iterator[tuple[int, str]]:
    for change in changes:
        yield change.grade_level, change.term
        if isinstance(change, Move):
            yield change.to_grade_level, change.to_term
