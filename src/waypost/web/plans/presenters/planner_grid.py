"""The transit map: one line for each subject, its stops laid out over the columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.engine.calendar import Term
from waypost.engine.result import Meter as EngineMeter
from waypost.web.base.presenters import Meter, credit_words
from waypost.web.catalog.presenters.rules import credits_in_words
from waypost.web.plans.queries.planner import Planner

from .places import SUBJECTS, grade_words, line_name, line_of, place_words
from .planner_columns import EARLIER, Column, Slot
from .planner_stops import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One box of the grid: stops, an invitation to add a class, or nothing."""

    span: int
    css: str
    place: str
    stops: tuple[Stop, ...] = ()
    add: str = ""  # what the invitation says; the place is where it leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One subject: its name, meter in words, and its rows of cells (more than one where classes overlap)."""

    code: str
    name: str
    meter: Meter | None
    words: str
    is_met: bool
    tracks: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The whole table."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    footer: tuple[tuple[str, str], ...]  # css, words: one for each slot
    terms: tuple[Term, ...]

    @property
    def terms_json(self) -> str:
        """Which column of its year each term begins in, for the script."""
        return json.dumps({str(term): term.place for term in self.terms})

    @property
    def is_wide(self) -> bool:
        return sum(len(column.terms) for column in self.columns) > 10


@dataclass(slots=True)
class Track:
    """One row that is being filled."""

    taken: dict[Slot, list[Stop]] = field(default_factory=dict)


def grid_of(
    planner: Planner, *, columns: tuple[Column, ...], stops: Sequence[Stop], meters: Mapping[str, EngineMeter]
) -> Grid:
    """The stops laid out; `meters` say how far each line's own requirements are ("" is for electives)."""
    slots = [slot for column in columns for slot in column.slots]
    opened = {(place.grade_level, place.term) for place in planner.places}
    free = free_periods(planner, slots)
    addable = _Addable(planner=planner, opened=opened, free=free)
    subjects = {line_of(course.subject) for course in planner.file.catalog.courses.values()}
    lines = []
    for code in SUBJECTS:
        own = [stop for stop in stops if stop.line == code]
        meter = meters.get(code) or (meters.get("") if code == "EL" else None)
        if own or meter or code in subjects:
            lines.append(_line(code, own, meter=meter, columns=columns, addable=addable, scale=_scale(planner)))
    return Grid(
        columns=columns,
        lines=tuple(lines),
        footer=_footer(planner, columns, free),
        terms=planner.file.catalog.calendar.terms,
    )


def free_periods(planner: Planner, slots: Iterable[Slot]) -> dict[Slot, int]:
    """The periods that are not filled yet in each term; below zero where there is too much."""
    free = dict.fromkeys(slots, planner.student.district.periods)
    for entry in planner.shown.entries:
        for slot in covered(entry.grade_level, entry.term.parts, free):
            free[slot] -= entry.course.periods
    return free


def covered(grade_level: int, parts: Sequence[str], slots: Iterable[Slot]) -> list[Slot]:
    """The slots that a course fills which meets in these of the shortest terms."""
    return [slot for slot in slots if slot.grade_level == grade_level and slot.term in (*parts, EARLIER)]


@dataclass(frozen=True, slots=True)
class _Addable:
    """Where a class may be added: terms ahead; in the running year only where a period is free."""

    planner: Planner
    opened: set[tuple[int, str]]
    free: dict[Slot, int]

    def place(self, slots: Sequence[Slot]) -> str:
        """The place that a box of empty slots stands for, or "" where nothing can be added."""
        if not self.planner.can_edit:
            return ""
        grade = slots[0].grade_level
        longer = self._longer(slots) if len(slots) > 1 else ""
        if longer:
            return f"{grade}-{longer}"
        ahead = [slot for slot in slots if (grade, slot.term) in self.opened]
        if not ahead or (grade == self.planner.student.grade_level and self.free[ahead[0]] <= 0):
            return ""
        return f"{grade}-{ahead[0].term}"

    def _longer(self, slots: Sequence[Slot]) -> str:
        """The open term that fills just these slots, "" where there is none."""
        grade, parts = slots[0].grade_level, [slot.term for slot in slots]
        terms = self.planner.file.catalog.calendar.terms
        fitting = (str(term) for term in terms if list(term.parts) == parts and (grade, str(term)) in self.opened)
        return next(fitting, "")


def _line(
    code: str, own: list[Stop], *, meter: EngineMeter | None, columns: tuple[Column, ...], addable: _Addable, scale: int
) -> Line:
    slots = [slot for column in columns for slot in column.slots]
    tracks = _tracks(own, slots) or [Track()]
    shown = Meter(meter.done, meter.now, meter.planned, meter.open) if meter and meter.needed else None
    return Line(
        code=code,
        name=line_name(code),
        meter=shown,
        words=_meter_words(shown, own, scale=scale),
        is_met=bool(shown and not shown.open),
        tracks=tuple(
            tuple(_cells(track, columns, code=code, addable=addable if number == 0 else None))
            for number, track in enumerate(tracks)
        ),
    )


def _meter_words(meter: Meter | None, own: list[Stop], *, scale: int) -> str:
    if meter is None:
        units = sum(stop.units for stop in own)
        return credits_in_words(units, scale=scale) if units else ""
    words = {
        "got": credit_words(meter.total - meter.open, scale=scale),
        "needed": credit_words(meter.total, scale=scale),
    }
    return _("%(got)s of %(needed)s") % words


def _tracks(own: list[Stop], slots: list[Slot]) -> list[Track]:
    """Each stop on the first row where its terms are free; earlier grades may hold several in one box."""
    tracks: list[Track] = []
    for stop in own:
        wanted = covered(stop.grade_level, stop.parts, slots)
        fits = (track for track in tracks if all(slot.term == EARLIER or slot not in track.taken for slot in wanted))
        track = next(fits, None)
        if track is None:
            track = Track()
            tracks.append(track)
        for slot in wanted:
            track.taken.setdefault(slot, []).append(stop)
    return tracks


def _cells(track: Track, columns: tuple[Column, ...], *, code: str, addable: _Addable | None) -> Iterator[Cell]:
    order = [slot for column in columns for slot in column.slots]
    filled = [order.index(slot) for slot in track.taken]
    first, last = (min(filled), max(filled)) if filled else (0, -1)
    for column in columns:
        for stops, group in groupby(_halves(column, track), key=lambda pair: pair[0]):
            slots = [slot for _stops, slot in group]
            css = f"{column.css}{_rail(slots, order, first=first, last=last)}"
            yield _cell(stops, slots, css=css, code=code, addable=addable)


def _halves(column: Column, track: Track) -> Iterator[tuple[tuple[Stop, ...], Slot]]:
    for slot in column.slots:
        yield tuple(track.taken.get(slot, ())), slot


def _cell(stops: tuple[Stop, ...], slots: list[Slot], *, css: str, code: str, addable: _Addable | None) -> Cell:
    place = addable.place(slots) if addable and not stops else ""
    return Cell(
        span=len(slots),
        css=css,
        place=place or f"{slots[0].grade_level}-{slots[0].term}",
        stops=stops,
        add=_add_words(code, place) if place else "",
    )


def _add_words(code: str, place: str) -> str:
    grade, _dash, term = place.partition("-")
    where = grade_words(int(grade)) if term == "year" else place_words(int(grade), term)
    return _("Add %(subject)s, %(place)s") % {"subject": line_name(code), "place": where}


def _rail(slots: list[Slot], order: list[Slot], *, first: int, last: int) -> str:
    """The classes that draw the line behind a box."""
    start, end = order.index(slots[0]), order.index(slots[-1])
    if end < first or start > last:
        return ""
    return " on" + (" first" if start <= first else "") + (" last" if end >= last else "")


def _footer(planner: Planner, columns: tuple[Column, ...], free: dict[Slot, int]) -> tuple[tuple[str, str], ...]:
    now, summers = planner.student.grade_level, planner.file.catalog.calendar.summers
    return tuple(
        (
            column.css,
            ""
            if column.is_earlier or slot.term in summers
            else _period_words(free[slot], past=column.grade_level < now),
        )
        for column in columns
        for slot in column.slots
    )


def _period_words(free: int, *, past: bool) -> str:
    if free < 0:
        return _("%(count)s over") % {"count": -free}
    if free == 0:
        return _("Full")
    return "" if past else ngettext("%(count)s open", "%(count)s open", free) % {"count": free}


def _scale(planner: Planner) -> int:
    return planner.student.district.credit_scale
