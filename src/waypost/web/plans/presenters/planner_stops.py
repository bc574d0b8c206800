"""One stop of a line: a course in its place, with everything that a reader is told about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from waypost.engine.record import Entry, Stage
from waypost.web.base.presenters import credit_words
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import RulebookKind
from waypost.web.catalog.presenters.titles import course_title, requirement_title
from waypost.web.plans.adapters.entries import entry_id
from waypost.web.plans.queries.outlook import positions_of
from waypost.web.plans.queries.planner import Planner

from .places import in_year, line_name, line_of, place_words
from .planner_heads_ups import Around, HeadsUpLine, heads_up_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A course in the grid or in the list; `planned_id` is set where the student can change it."""

    id: str
    title: str
    line: str
    state: str
    said: str
    mark: str
    place: str
    grade_level: int
    term: str
    parts: tuple[str, ...]
    units: int
    planned_id: int | None
    heads_ups: tuple[HeadsUpLine, ...]
    has_credit: bool
    counts: str

    @property
    def place_key(self) -> str:
        """The place as forms name it."""
        return f"{self.grade_level}-{self.term}"

    @property
    def detail(self) -> str:
        """The line under the course's name in a list."""
        parts = [self.counts, *([_("New")] if self.state == "new" else [])]
        return ". ".join([*parts, *(heads_up.sentence for heads_up in self.heads_ups)])


def stops_of(planner: Planner, *, adult: str) -> list[Stop]:
    """Every entry of the shown branch as a stop, in the order of the years."""
    around = Around(catalog=planner.file.catalog, adult=adult)
    warned: dict[str | None, list[HeadsUpLine]] = {}
    for heads_up in planner.shown.heads_ups:
        warned.setdefault(heads_up.entry_id, []).append(heads_up_line(heads_up, around=around))
    changeable = {entry_id(row): row.pk for row in planner.shown.planned} if planner.can_edit else {}
    new, counts = _new_in_what_if(planner), _counts(planner)
    entries = sorted(planner.shown.entries, key=_order)
    return [
        _stop(
            entry if planner.shows_marks else replace(entry, mark=None),
            warned=warned.get(entry.id, []),
            planned_id=changeable.get(entry.id),
            is_new=entry.id in new,
            is_unmarked=entry.id in planner.shown.unmarked,
            counts=counts.get(entry.id) or _("%(line)s, extra") % {"line": line_name(line_of(entry.course.subject))},
        )
        for entry in entries
    ]


def _order(entry: Entry) -> tuple[int, int, int, str]:
    return entry.grade_level, *in_year(entry.term), entry.course.title


def _new_in_what_if(planner: Planner) -> set[str]:
    """The entries that the real plan does not have in that place."""
    if not planner.is_what_if:
        return set()
    real = {(row.course_id, row.grade_level, row.term) for row in planner.real.planned}
    return {entry_id(row) for row in planner.shown.planned if (row.course_id, row.grade_level, row.term) not in real}


def _counts(planner: Planner) -> dict[str, str]:
    """What each entry counts for in the diploma, and how far it brings it: Science, 3 of 3."""
    scale = planner.student.district.credit_scale
    found: dict[str, str] = {}
    for audited in planner.shown.audits:
        if audited.adoption.rulebook.kind != RulebookKind.GRADUATION:
            continue
        nodes = to_rulebook(audited.adoption.rulebook).nodes
        positions = positions_of(planner.shown, audited)
        for claim in (claim for use in audited.result.entries for claim in use.claims):
            position = positions[claim.entry_id, claim.path]
            words = {
                "title": requirement_title(nodes[claim.path].about.title),
                "upto": credit_words(position.before + claim.units, scale=scale),
                "needed": credit_words(position.needed, scale=scale),
            }
            found.setdefault(claim.entry_id, _("%(title)s, %(upto)s of %(needed)s") % words)
    return found


def _stop(
    entry: Entry,
    *,
    warned: list[HeadsUpLine],
    planned_id: int | None,
    is_new: bool,
    is_unmarked: bool,
    counts: str,
) -> Stop:
    state = "new" if is_new else {Stage.DONE: "done", Stage.NOW: "now", Stage.PLANNED: "plan"}[entry.stage]
    state = "nomark" if is_unmarked else state
    has_credit = entry.units > 0
    return Stop(
        id=entry.id,
        title=course_title(entry.course),
        line=line_of(entry.course.subject),
        state=state,
        said=_said(state, has_credit=has_credit, mark=entry.mark if entry.stage is Stage.DONE else None),
        mark=entry.mark or "" if entry.stage is Stage.DONE else "",
        place=place_words(entry.grade_level, entry.term.value),
        grade_level=entry.grade_level,
        term=entry.term.value,
        parts=entry.term.parts,
        units=entry.units,
        planned_id=planned_id,
        heads_ups=tuple(warned),
        has_credit=has_credit,
        counts=_("No mark yet") if is_unmarked else counts,
    )


def _said(state: str, *, has_credit: bool, mark: str | None) -> str:
    """What a screen reader adds to the course's name."""
    states = {
        "done": _("done") if has_credit else _("no credit"),
        "now": _("taking now"),
        "nomark": _("no mark yet"),
        "plan": _("planned"),
        "new": _("new in this what-if"),
    }
    return _("%(state)s, mark %(mark)s") % {"state": states[state], "mark": mark} if mark else states[state]
