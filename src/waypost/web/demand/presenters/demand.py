"""Next year's demand in words: courses and sections, the courses that meet once, and who wants two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from waypost.engine.demand import CourseTerm, SectionNeed
from waypost.web.demand.queries.demand import DemandAnswer
from waypost.web.jobs.models import JobState
from waypost.web.plans.presenters.places import term_title

from .demand_file import FEWEST_TOLD, year_words
from .demand_map import ConflictMap, conflict_map

MOST_CONFLICTS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """One course in one term; `period` is None where it meets more than once, or `waits` for one to be found."""

    title: str
    code: str
    term: str
    students: int
    sections: int
    left_out: int
    period: int | None
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """Two courses that meet once, and how many want both; `is_clash` where no period was left to part them."""

    first: str
    second: str
    students: str
    is_clash: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandPage:
    """The whole page."""

    year: str
    students: int
    planned: int
    rows: tuple[DemandRow, ...]
    sections: int
    singletons: int
    has_periods: bool
    is_going: bool
    proof: str
    left_out: tuple[str, ...]
    conflicts: tuple[ConflictRow, ...]
    more_conflicts: int
    map: ConflictMap | None


def demand_page(answer: DemandAnswer) -> DemandPage:
    """The demand for whoever plans the master schedule; no student can be told from it."""
    conflicts = _conflicts(answer)
    return DemandPage(
        year=year_words(answer.question.year),
        students=answer.students,
        planned=answer.planned,
        rows=tuple(_row(answer, need) for need in answer.needs),
        sections=sum(need.sections for need in answer.needs),
        singletons=len(answer.once),
        has_periods=answer.has_periods,
        is_going=answer.search is not None and answer.search.is_going,
        proof=_proof(answer) if answer.has_periods else _ended(answer),
        left_out=_left_out(answer),
        conflicts=conflicts[:MOST_CONFLICTS],
        more_conflicts=len(conflicts[MOST_CONFLICTS:]),
        map=conflict_map(answer, titles={wanted: course_words(answer, wanted) for wanted in answer.once}),
    )


def course_words(answer: DemandAnswer, wanted: CourseTerm) -> str:
    """A course's title in the reader's language, with the term where it isn't the whole year."""
    english, spanish = answer.titles[wanted.course]
    title = (spanish if (get_language() or "").startswith("es") else "") or english
    if wanted.term.value == "year":
        return title
    return _("%(title)s (%(term)s)") % {"title": title, "term": term_title(wanted.term.value)}


def students_words(count: int) -> str:
    """How many students want a pair; a number too small to tell is not told."""
    return str(count) if count >= FEWEST_TOLD else _("under 3")


def _row(answer: DemandAnswer, need: SectionNeed) -> DemandRow:
    wanted = need.wanted
    english, spanish = answer.titles[wanted.course]
    return DemandRow(
        title=(spanish if (get_language() or "").startswith("es") else "") or english,
        code=wanted.course,
        term=term_title(wanted.term.value),
        students=need.students,
        sections=need.sections,
        left_out=need.left_out,
        period=answer.timetable.periods.get(wanted),
        waits=wanted in answer.once and not answer.has_periods,
    )


def _conflicts(answer: DemandAnswer) -> tuple[ConflictRow, ...]:
    """The pairs of courses that meet once, those that most students want first."""
    once = set(answer.once)
    clashes = {clash.pair for clash in answer.timetable.clashes}
    pairs = [(pair, count) for pair, count in answer.demand.pairs.items() if {*pair} <= once]
    return tuple(
        ConflictRow(
            first=course_words(answer, pair[0]),
            second=course_words(answer, pair[1]),
            students=students_words(count),
            is_clash=pair in clashes,
        )
        for pair, count in sorted(pairs, key=lambda one: (-one[1], one[0]))
    )


def _proof(answer: DemandAnswer) -> str:
    """What the periods lose, and whether that is proven to be the least."""
    found = answer.timetable
    if not found.lost:
        return _("Every pair of them that a student wants can meet in two different periods.")
    lost = ngettext(
        "With these periods %(count)s wish is lost to a clash.",
        "With these periods %(count)s wishes are lost to clashes.",
        found.lost,
    ) % {"count": found.lost}
    if not found.avoidable:
        return lost + " " + _("No other timetable of one-section courses loses fewer: this is proven.")
    best = _("It may be that another timetable loses fewer, but none loses fewer than %(count)s.")
    return lost + " " + best % {"count": found.unavoidable}


def _ended(answer: DemandAnswer) -> str:
    """Why there are no periods although somebody asked for them."""
    match JobState(answer.search.state) if answer.search else None:
        case JobState.CANCELLED:
            return _("The search for periods was stopped.")
        case JobState.FAILED | JobState.TIMED_OUT:
            return _("Something went wrong on our side. Try again.")
        case _:
            return ""


def _left_out(answer: DemandAnswer) -> tuple[str, ...]:
    """Who is left out, by reason; only reasons that happen."""
    left = answer.left_out
    told = [
        (
            len(left.not_opened),
            ngettext(
                "%(count)s student wants a course that too few want for it to open.",
                "%(count)s students want a course that too few want for it to open.",
                len(left.not_opened),
            ),
        ),
        (
            left.seats,
            ngettext(
                "%(count)s seat is missing: one more section would be too small.",
                "%(count)s seats are missing: one more section would be too small.",
                left.seats,
            ),
        ),
        (
            len(left.clashing),
            ngettext(
                "%(count)s student wants two courses that meet in the same period.",
                "%(count)s students want two courses that meet in the same period.",
                len(left.clashing),
            ),
        ),
    ]
    return tuple(words % {"count": count} for count, words in told if count)
