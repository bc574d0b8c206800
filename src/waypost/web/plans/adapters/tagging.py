"""A question under rules of another state, which find courses by shared tags: tags that the titles suggest."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from waypost.engine.catalog import Catalog, Course
from waypost.engine.search import Question
from waypost.rulebooks.tagging import suggest_tags


def with_tags(question: Question) -> Question:
    """The question with suggested tags on every course, beside those of the catalog (docs/formats/course-tags.md)."""
    entries = tuple(replace(entry, course=tagged(entry.course)) for entry in question.record.entries)
    return replace(
        question,
        record=replace(question.record, entries=entries),
        offerings=tuple(replace(offering, course=tagged(offering.course)) for offering in question.offerings),
    )


def tagged_catalog(catalog: Catalog) -> Catalog:
    """The catalog with suggested tags."""
    return replace(catalog, courses={code: tagged(course) for code, course in catalog.courses.items()})


@lru_cache(maxsize=4096)
def tagged(course: Course) -> Course:
    """One course with the tags that its title and code suggest."""
    return replace(course, tags=course.tags | suggest_tags(course.title, code=course.code, known=course.tags))
