"""Grade levels, terms and subjects in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.engine.calendar import SchoolCalendar, Term
from waypost.web.plans.adapters.horizon import LAST_GRADE
from waypost.web.plans.queries.planner import Planner
from waypost.web.schools.models import Student
from waypost.web.schools.presenters import own_title

SUBJECTS: Final[dict[str, Promise]] = {
    "EN": gettext_lazy("English"),
    "MA": gettext_lazy("Math"),
    "SC": gettext_lazy("Science"),
    "SS": gettext_lazy("Social studies"),
    "WL": gettext_lazy("World language"),
    "CT": gettext_lazy("Career and tech"),
    "AR": gettext_lazy("Arts"),
    "PE": gettext_lazy("PE and health"),
    "EL": gettext_lazy("Electives"),
}
YEARS_OF_HIGH_SCHOOL: Final = 4
OTHER: Final = "EL"  # the line of whatever has no subject of its own


def line_of(subject: str) -> str:
    """The line on which a course of this subject stands."""
    return subject if subject in SUBJECTS else OTHER


def line_name(line: str) -> str:
    """The name of a subject's line."""
    return str(SUBJECTS[line])


def grade_words(grade_level: int) -> str:
    """One grade level: 11th grade; after 12th grade the years count on: Year 5."""
    if grade_level > LAST_GRADE:
        return _("Year %(number)s") % {"number": grade_level - LAST_GRADE + YEARS_OF_HIGH_SCHOOL}
    named = {-1: _("Pre-K"), 0: _("Kindergarten"), 1: _("1st grade"), 2: _("2nd grade"), 3: _("3rd grade")}
    return named.get(grade_level) or _("%(number)sth grade") % {"number": grade_level}


def grade_short(grade_level: int) -> str:
    """One grade level where there is little room: 11th."""
    if grade_level > LAST_GRADE:
        return grade_words(grade_level)
    named = {-1: _("Pre-K"), 0: _("K"), 1: _("1st"), 2: _("2nd"), 3: _("3rd")}
    return named.get(grade_level) or _("%(number)sth") % {"number": grade_level}


def grade_of(student: Student) -> str:
    """The grade of a student in words; some have none."""
    return _("No grade level") if student.is_ungraded else grade_words(student.grade_level)


def last_year_of(planner: Planner) -> int:
    """The grade level in which the student is due to graduate: 12th, or the running year of a student past it."""
    return max(LAST_GRADE, planner.student.grade_level)


def term_name(term: str) -> str:
    """When in the year, after a grade level: 11th grade, all year."""
    usual = {"fall": _("fall"), "spring": _("spring"), "year": _("all year"), "summer": _("summer")}
    return own_title(term) or usual[str(term)]


def term_title(term: str) -> str:
    """The same as the head of a column or list."""
    usual = {"fall": _("Fall"), "spring": _("Spring"), "year": _("All year"), "summer": _("Summer")}
    return own_title(term) or usual[str(term)]


def in_year(term: Term) -> tuple[int, int]:
    """Where a term stands in a list of a year's terms: by its begin, the longer one first."""
    return term.place, -len(term.parts)


def term_choices(calendar: SchoolCalendar) -> list[tuple[str, str]]:
    """The terms to choose from, each by the value that a form sends."""
    return [(str(term), term_title(term)) for term in sorted(calendar.terms, key=in_year)]


def place_words(grade_level: int, term: str) -> str:
    """A grade level and term: 11th grade, all year."""
    return _("%(grade)s, %(term)s") % {"grade": grade_words(grade_level), "term": term_name(term)}


def brief_place(grade_level: int, term: str) -> str:
    """The same within a sentence: 11th grade where it is the whole year, 11th grade, fall where it is not."""
    return grade_words(grade_level) if term == "year" else place_words(grade_level, term)


def join_words(words: list[str]) -> str:
    """A list as a person says it: Biology, Chemistry and Physics."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def either_words(words: list[str]) -> str:
    """One of a list: Biology, Chemistry or Physics."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
