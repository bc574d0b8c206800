"""Plans with credits to pick: how little is missing, the smallest fix, and by when it must begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.advising.queries import Desk, Fixes
from waypost.web.catalog.presenters.titles import requirement_title
from waypost.web.finder.adapters.brief import Brief, SmallestFix
from waypost.web.finder.presenters.clashes import asks_of
from waypost.web.finder.presenters.fixes import fix_kind, titles_in
from waypost.web.finder.presenters.shortfalls import short_words
from waypost.web.finder.presenters.ways import price_words
from waypost.web.finder.queries.fixes import NewestFixes, Run
from waypost.web.jobs.models import JobState
from waypost.web.plans.presenters.places import join_words
from waypost.web.reviews.presenters.proposal import change_lines
from waypost.web.schools.models import Student

from .fix_line import FixLine
from .fixes_when import begins, begins_words, last_words
from .rows import Row, open_row

MOST_CHANGES: Final = 2  # named in a row; the others are counted
FIXABLE, STUCK, UNKNOWN, WORKS = range(4)  # the parts of the list, one after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class FixesHead:
    """Above the list: for how many students fixes can be looked for, how far that is, and in which order they stand."""

    count: int
    order: str
    said: str
    run: Run | None  # while it goes on


def fixes_head(desk: Desk, fixes: Fixes, *, count: int) -> FixesHead:
    """What stands above the list."""
    run = fixes.run
    keys = desk.lane("open")
    found = sum(_part(fixes.newest.get(key)) == FIXABLE for key in keys)
    order = _("What must change soonest comes first, then the fewest changes. Plans without a fix follow.")
    return FixesHead(
        count=count,
        order=order if found else _("Who graduates next comes first."),
        said=ngettext("%(count)s plan has a fix.", "%(count)s plans have a fix.", found) % {"count": found},
        run=run if run and run.going else None,
    )


def fix_order(desk: Desk, fixes: Fixes) -> list[int]:
    """The students with credits to pick, by what must change and by when; that is a date and a count, not a rank."""
    people = {student.pk: student for student in desk.students}
    return sorted(desk.lane("open"), key=lambda key: _place_in_order(people[key], fixes.newest.get(key)))


def fix_row(desk: Desk, student: Student, fixes: Fixes) -> Row:
    """One plan with credits to pick, and what was found for it."""
    row, newest = open_row(desk, student), fixes.newest.get(student.pk)
    brief = newest.brief if newest and newest.is_fresh else None
    if brief:
        row = replace(row, strong=_strong(desk, brief) or row.strong, rest="")
    return replace(row, fix=_line(desk, student, fixes))


def _place_in_order(student: Student, newest: NewestFixes | None) -> tuple[int, tuple[int, int], int]:
    part, fix = _part(newest), newest.brief.fix if newest and newest.brief else None
    if part != FIXABLE or fix is None:
        return part, (0, 0), 0
    return part, begins(fix.changes, student=student), len(fix.changes) + len(fix.waivers)


def _part(newest: NewestFixes | None) -> int:
    if newest is None or not newest.is_fresh or newest.brief is None:
        return UNKNOWN
    if newest.brief.fix:
        return FIXABLE
    return WORKS if newest.brief.works else STUCK


def _strong(desk: Desk, brief: Brief) -> str:
    if brief.works and not brief.short:
        return _("This plan works as it is.")
    return short_words(brief.short, scale=desk.staff.district.credit_scale)


def _line(desk: Desk, student: Student, fixes: Fixes) -> FixLine:
    waiting = (one for one in desk.proposals if one.is_waiting and one.plan.student_id == student.pk)
    line = FixLine(first_name=student.first_name, idea=next(waiting, None))
    newest = fixes.newest.get(student.pk)
    if newest is None:
        return line
    if newest.brief is None:
        return replace(line, words=_unanswered(newest.state), is_old=not newest.is_going)
    if not newest.is_fresh:
        return replace(line, words=_("The plan changed: look again."), is_old=True)
    line = replace(line, search_id=newest.search_id)
    if newest.brief.fix:
        adult = desk.staff.formal_name if desk.decides else ""
        return _fix_line(line, student, newest, newest.brief.fix, fixes=fixes, adult=adult)
    return _without_fix(line, newest, newest.brief, fixes=fixes)


def _fix_line(
    line: FixLine, student: Student, newest: NewestFixes, fix: SmallestFix, *, fixes: Fixes, adult: str
) -> FixLine:
    brief = newest.brief
    can_ask = bool(fix.changes) and newest.plan_version > 0 and line.idea is None
    tags = [begins_words(fix.changes, student=student), _many(fix), fix_kind(fix.kind)]
    return replace(
        line,
        words=" ".join(_fix_words(fix, fixes=fixes)),
        tags=tuple(filter(None, tags)),
        notes=(
            *price_words(cost_cents=fix.cost_cents, approvals=fix.approvals, adult=adult),
            *(last_words(short, student=student) for short in (brief.short if brief else ()) if short.by_semester),
        ),
        see=_see(brief),
        number=fix.number if can_ask else None,
    )


def _without_fix(line: FixLine, newest: NewestFixes, brief: Brief, *, fixes: Fixes) -> FixLine:
    if brief.works:
        return replace(line, search_id=None, words=_("No class needs to change.") if brief.short else "")
    if brief.ask is None:
        words = _unanswered(newest.state) or _("We can’t look for fixes here yet.")
        return replace(line, words=words, see=_("See why"), is_old=newest.state == JobState.TIMED_OUT)
    words = _("No fix works. Easiest way out: %(ask)s") % {"ask": asks_of((brief.ask,), fixes)[0].words}
    return replace(line, words=words, see=_("See why"))


def _fix_words(fix: SmallestFix, *, fixes: Fixes) -> Iterator[str]:
    if fix.waivers:
        waived = join_words([requirement_title(title) for title in fix.waivers])
        yield _("Ask for a waiver of %(title)s.") % {"title": waived}
    lines = change_lines(fix.changes, titles=titles_in(fix.changes, fixes.catalog))
    yield from (line.sentence for line in lines[:MOST_CHANGES])
    more = len(lines) - MOST_CHANGES
    if more > 0:
        yield ngettext("And %(count)s more change.", "And %(count)s more changes.", more) % {"count": more}


def _many(fix: SmallestFix) -> str:
    count = len(fix.changes)
    return ngettext("%(count)s change", "%(count)s changes", count) % {"count": count} if count else ""


def _see(brief: Brief | None) -> str:
    count = brief.fix_count if brief else 0
    return ngettext("See %(count)s fix", "See %(count)s fixes", count) % {"count": count}


def _unanswered(state: JobState) -> str:
    match state:
        case JobState.WAITING | JobState.RUNNING:
            return _("Not looked at yet.")
        case JobState.FAILED:
            return _("Something went wrong on our side. Look again.")
        case JobState.TIMED_OUT:
            return _("We did not find one in time. There may be one.")
        case _:
            return ""
