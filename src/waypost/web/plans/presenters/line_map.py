"""A plan as a small line map: one row for each subject, one stop for each term, and a sentence that says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.calendar import SchoolCalendar
from waypost.engine.record import Entry, Stage
from waypost.web.catalog.presenters.titles import course_title
from waypost.web.plans.queries.outlook import Outlook
from waypost.web.plans.queries.planner import Planner

from .places import SUBJECTS, grade_short, grade_words, join_words, line_of

LEFT: Final = 48
YEAR: Final = 68
HALF: Final = 34
TOP: Final = 44
ROW: Final = 25
MOST_NAMED: Final = 6
LOOK: Final = {Stage.DONE: "d", Stage.NOW: "n", Stage.PLANNED: "p"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStop:
    """One stop: where it stands in the picture, and how it looks (d done, n now, p planned, new)."""

    x: int
    y: int
    width: int
    look: str
    plus: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLine:
    """One subject: its bullet, its line, its stops."""

    subject: str
    y: int
    letters_y: int
    path: str
    stops: tuple[MapStop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMap:
    """The picture, in the units of its view box, and its sentence."""

    width: int
    height: int
    years: tuple[tuple[int, str], ...]
    now_x: int | None
    now_height: int
    lines: tuple[MapLine, ...]
    sentence: str


def line_map(planner: Planner, outlook: Outlook, *, name: str) -> LineMap:
    """The map of what a plan leads to, beside the real plan."""
    entries = [entry for entry in outlook.entries if entry.grade_level is not None]
    first = _first_grade(planner, entries)
    last = max(planner.last_grade, *(row.grade_level for row in outlook.planned), first)
    lines = _lines(planner, entries, first=first, last=last)
    grades = range(first, last + 1)
    height = TOP + ROW * len(lines) - 10
    now = planner.student.grade_level
    return LineMap(
        width=LEFT + YEAR * len(grades) + 14,
        height=height,
        years=tuple((_x(grade, 0, first=first) + HALF // 2 + 8, grade_short(grade)) for grade in grades),
        now_x=_x(now, 0, first=first) - 6 if now >= first else None,
        now_height=height - 4,
        lines=lines,
        sentence=_sentence(planner, entries, name=name),
    )


def is_new(planner: Planner, entry: Entry) -> bool:
    """Whether an entry is planned, and not in the real plan at the same place."""
    there = {(own.course.code, own.grade_level, own.term) for own in planner.real.entries}
    return entry.stage is Stage.PLANNED and (entry.course.code, entry.grade_level, entry.term) not in there


def _first_grade(planner: Planner, entries: Iterable[Entry]) -> int:
    earliest = min((entry.grade_level for entry in entries), default=planner.student.grade_level)
    return min(max(earliest, planner.student.district.first_grade_planned), planner.last_grade)


def _lines(planner: Planner, entries: Sequence[Entry], *, first: int, last: int) -> tuple[MapLine, ...]:
    by_line: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if first <= entry.grade_level <= last:
            by_line[line_of(entry.course.subject)].append(entry)
    shown = [line for line in SUBJECTS if line in by_line]
    return tuple(_line(planner, line, by_line[line], y=TOP + ROW * row, first=first) for row, line in enumerate(shown))


def _line(planner: Planner, line: str, entries: list[Entry], *, y: int, first: int) -> MapLine:
    looks: dict[tuple[int, int], str] = {}
    for entry in entries:
        slot = _slot(entry, planner.file.catalog.calendar, first=first)
        look = "new" if is_new(planner, entry) else LOOK[entry.stage]
        looks[slot] = "new" if "new" in {look, looks.get(slot)} else look
    stops = tuple(_stop(start, end, look, y=y) for (start, end), look in sorted(looks.items()))
    path = f"M{min(start for start, _ in looks) + 8} {y}H{max(end for _, end in looks) + 8}"
    return MapLine(subject=line, y=y, letters_y=y + 4, path=path, stops=stops)


def _slot(entry: Entry, calendar: SchoolCalendar, *, first: int) -> tuple[int, int]:
    """From where to where an entry stands; a summer class stands at the end of its year."""
    days = calendar.days
    at = [days.index(part) for part in entry.term.parts if part in days] or [len(days) - 1]
    left = _x(entry.grade_level, 0, first=first)
    return left + YEAR * at[0] // len(days), left + YEAR * at[-1] // len(days)


def _stop(start: int, end: int, look: str, *, y: int) -> MapStop:
    width = end - start + 16
    middle = start + width // 2
    plus = f"M{middle - 4} {y}h8M{middle} {y - 4}v8" if look == "new" else ""
    return MapStop(x=start, y=y - 8, width=width, look=look, plus=plus)


def _x(grade_level: int, half: int, *, first: int) -> int:
    return LEFT + YEAR * (grade_level - first) + HALF * half


def _sentence(planner: Planner, entries: Sequence[Entry], *, name: str) -> str:
    new = [entry for entry in entries if is_new(planner, entry)]
    if not new:
        return _("%(name)s as a line map: the same classes as today.") % {"name": name}
    told = [
        _("%(course)s in %(grade)s") % {"course": course_title(entry.course), "grade": grade_words(entry.grade_level)}
        for entry in sorted(new, key=lambda entry: (entry.grade_level, entry.course.title))
    ]
    more = len(told) - MOST_NAMED
    if more > 0:
        rest = ngettext("%(count)s more class", "%(count)s more classes", more) % {"count": more}
        told = [*told[:MOST_NAMED], rest]
    return _("%(name)s as a line map. New: %(classes)s.") % {"name": name, "classes": join_words(told)}
