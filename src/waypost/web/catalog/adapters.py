"""Catalog rows -> engine values. Compiled rulebooks are kept by the digest of their text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from waypost.engine.audit import CompiledRulebook, compile_rulebook
from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.engine.catalog import Catalog, Course, Level
from waypost.engine.gpa_policy import GpaPolicy
from waypost.engine.prerequisite import Prerequisite, parse_prerequisite
from waypost.engine.record import CreditRule
from waypost.engine.rulebook import load_gpa_policy, load_rulebook
from waypost.engine.sameness import closed
from waypost.engine.unknown_codes import codes_in, with_questions

from . import models

COURSE_COLUMNS = (
    "code",
    "title",
    "title_es",
    "subject",
    "units",
    "tags",
    "level",
    "grades",
    "terms",
    "periods",
    "prerequisite",
    "corequisite",
    "repeatable",
    "repeat_times",
    "repeat_units",
    "same_as",
    "level_of",
    "excludes",
    "most_units",
    "program",
    "program_step",
    "schools",
)
#: What an edition keeps of a course: what an attempt was worth, what it counts for, and what had to come before it.
EDITION_COLUMNS = (
    "subject",
    "units",
    "most_units",
    "level",
    "tags",
    "prerequisite",
    "corequisite",
    "program",
    "program_step",
)
EDITION_SCHEMA = 1
LIST_COLUMNS = ("tags", "grades", "terms", "same_as", "excludes", "schools")


class Title(str):
    """A course's official title, which is all that the engine sees; pages also find the Spanish one on it."""

    spanish: str

    def __new__(cls, official: str, *, spanish: str) -> Title:
        title = super().__new__(cls, official)
        title.spanish = spanish
        return title


@lru_cache(maxsize=64)
def catalog_of_rows(rows: tuple[tuple[Any, ...], ...], calendar: SchoolCalendar) -> Catalog:
    """The catalog of these rows; equal rows give the very same value.

    A row has COURSE_COLUMNS with lists as JSON text, the year of the course's edition in force, and year and values
    (as JSON text) of one edition before it, oldest first (None where there is none).
    """
    courses = {row[0]: _course_row(row[:-3]) for row in rows}
    before = [_Before(row[0], *row[-2:]) for row in rows if row[-1] is not None]
    in_force = {row[0]: row[-3] for row in rows}
    return to_catalog(courses.values(), before=before, in_force=in_force, calendar=calendar)


class _Before(NamedTuple):
    """One edition that is no longer in force."""

    code: str
    from_year: int
    values: str


def to_catalog(
    courses: Iterable[models.Course],
    *,
    before: Sequence[_Before] = (),
    in_force: Mapping[str, int | None] | None = None,
    calendar: SchoolCalendar = DEFAULT_CALENDAR,
) -> Catalog:
    """The courses as the engine reads them, by code, with what they were before."""
    listed = {course.code: course for course in courses}
    codes = frozenset(code for course in listed.values() for code in (course.code, *course.same_as))
    rows = [*listed.values(), *(_as_it_was(listed[old.code], old.values) for old in before)]
    joined = closed(to_course(row, codes=codes, calendar=calendar) for row in rows)
    known = codes_in(joined)
    own = tuple(with_questions(course, known=known) for course in joined)
    editions: dict[str, list[tuple[int, Course]]] = {}
    for at, old in enumerate(before):
        following = before[at + 1] if before[at + 1 : at + 2] and before[at + 1].code == old.code else None
        until = following.from_year if following else (in_force or {}).get(old.code)
        editions.setdefault(old.code, []).append((until or 0, own[len(listed) + at]))
    return Catalog(
        courses={course.code: course for course in own[: len(listed)]},
        editions={code: tuple(found) for code, found in editions.items()},
        calendar=calendar,
    )


def _as_it_was(course: models.Course, values: str) -> models.Course:
    """The course with the columns of an edition."""
    columns = {name: getattr(course, name) for name in COURSE_COLUMNS}
    old = json.loads(values)
    return models.Course(**columns | {name: old[name] for name in EDITION_COLUMNS})


def to_course(
    course: models.Course, *, codes: frozenset[str] = frozenset(), calendar: SchoolCalendar = DEFAULT_CALENDAR
) -> Course:
    """One course as the engine reads it; `codes` are those of its catalog, for codes without a digit."""
    return Course(
        code=course.code,
        title=Title(course.title, spanish=course.title_es),
        subject=course.subject,
        units=course.units,
        tags=frozenset(course.tags),
        level=Level(course.level),
        grades=frozenset(course.grades),
        terms=frozenset(calendar.term(term) for term in course.terms),
        periods=course.periods,
        prerequisite=_prerequisite(course.prerequisite, codes),
        corequisite=_prerequisite(course.corequisite, codes),
        repeatable=course.repeatable,
        repeat_times=course.repeat_times if course.repeatable else None,
        repeat_units=course.repeat_units if course.repeatable else None,
        equivalents=frozenset(course.same_as),
        level_of=course.level_of,
        excludes=frozenset(course.excludes),
        most_units=course.most_units,
        program=course.program,
        program_step=course.program_step,
        schools=frozenset(course.schools),
    )


def terms_meant(codes: Iterable[str], *, calendar: SchoolCalendar) -> tuple[Term, ...]:
    """The calendar's own terms that stored codes stand for, in its order."""
    return calendar.in_order(calendar.meant(calendar.term(code) for code in codes))


def _course_row(row: tuple[Any, ...]) -> models.Course:
    values = dict(zip(COURSE_COLUMNS, row, strict=True))
    return models.Course(**values | {name: json.loads(values[name]) for name in LIST_COLUMNS})


def to_rulebook(rulebook: models.Rulebook) -> CompiledRulebook:
    """The stored text, read and compiled once for each digest; a stored text always loads."""
    return _compiled(rulebook.digest, rulebook.text)


@lru_cache(maxsize=256)
def _compiled(digest: str, text: str) -> CompiledRulebook:
    loaded = load_rulebook(text, is_tried=True)
    if loaded.rulebook is None:
        raise ValueError(f"Stored rulebook {digest} does not load: {loaded.problems[0]}")
    return compile_rulebook(loaded.rulebook)


def to_credit_rule(text: str | None) -> CreditRule:
    """Which attempts at one course earn its credit, by the district's policy of marks; without one the best."""
    policy = to_gpa_policy(text) if text else None
    return CreditRule.BEST if policy is None else policy.credit


@lru_cache(maxsize=64)
def to_gpa_policy(text: str) -> GpaPolicy | None:
    """The district's policy of marks; None where its text does not load."""
    return load_gpa_policy(text).policy


@lru_cache(maxsize=8192)
def _prerequisite(text: str, codes: frozenset[str]) -> Prerequisite:
    return parse_prerequisite(text, codes=codes)
