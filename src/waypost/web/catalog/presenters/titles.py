"""Titles in the reader's language: of courses where the district gives them, of requirements that many share."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language, gettext, gettext_noop

from waypost.engine.catalog import Course as EngineCourse
from waypost.web.catalog.adapters import Title
from waypost.web.catalog.models import Course

COMMON: Final = frozenset(
    {
        gettext_noop("Algebra 1"),
        gettext_noop("Algebra 2"),
        gettext_noop("Arts"),
        gettext_noop("Biology"),
        gettext_noop("Career classes"),
        gettext_noop("Civics"),
        gettext_noop("Civics exam"),
        gettext_noop("Electives"),
        gettext_noop("English"),
        gettext_noop("Fine arts"),
        gettext_noop("Geometry"),
        gettext_noop("Health"),
        gettext_noop("History"),
        gettext_noop("Lab science"),
        gettext_noop("Math"),
        gettext_noop("One more of social studies"),
        gettext_noop("PE"),
        gettext_noop("PE and health"),
        gettext_noop("Physical education"),
        gettext_noop("Science"),
        gettext_noop("Service"),
        gettext_noop("Social studies"),
        gettext_noop("Speech"),
        gettext_noop("US history"),
        gettext_noop("World history"),
        gettext_noop("World language"),
    }
)


def requirement_title(title: str) -> str:
    """The title as its rulebook has it, or its translation where it is a common one."""
    return gettext(title) if title in COMMON else title


def course_title(course: Course | EngineCourse) -> str:
    """The course's title for this reader; the official one where the district gives no other."""
    if not (get_language() or "").startswith("es"):
        return course.title
    if isinstance(course, Course):
        return course.title_es or course.title
    return (course.title.spanish if isinstance(course.title, Title) else "") or course.title
