"""What the planner says after each step, alike in the live region, in the toast and in the Move menu."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from waypost.engine.readiness import HeadsUp, check_placement
from waypost.engine.result import Meter as EngineMeter
from waypost.web.base.presenters import credit_words
from waypost.web.catalog.adapters import to_rulebook
from waypost.web.catalog.models import RulebookKind
from waypost.web.catalog.presenters.rules import credits_in_words
from waypost.web.catalog.presenters.titles import course_title
from waypost.web.plans.adapters.entries import entry_id
from waypost.web.plans.adapters.lines import line_meters
from waypost.web.plans.models import Edit, PlannedCourse
from waypost.web.plans.queries.outlook import Outlook
from waypost.web.plans.queries.planner import Planner
from waypost.web.plans.queries.spots import Spot

from .offerings import way_words
from .places import line_name, line_of, place_words
from .planner_heads_ups import Around, counted, heads_up_line

PLURAL: Final = {"AR", "EL"}  # the lines whose names are plural words: Arts, Electives


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotLine:
    """One entry of the Move menu: where, what it means, and the whole announcement."""

    place: str  # as the form names it: 11-year
    where: str
    means: str
    said: str
    is_here: bool
    is_smooth: bool


def spot_line(planner: Planner, spot: Spot, *, planned: PlannedCourse, adult: str) -> SpotLine:
    """One valid spot in words: "11th grade, all year. Works. Science stays 3 of 3."""
    where = place_words(spot.place.grade_level, spot.place.term)
    warned = _counted(planner, spot.heads_ups, adult=adult)
    line = line_of(planned.course.subject)
    means = " ".join(filter(None, [warned or _("Works."), meter_change(planner, spot.outlook, line=line)]))
    return SpotLine(
        place=str(spot.place),
        where=where,
        means=means,
        said=f"{where}. {means}",
        is_here=spot.is_here,
        is_smooth=not spot.heads_ups,
    )


def meter_change(planner: Planner, after: Outlook, *, line: str) -> str:
    """How a line's own meter moves: "Science stays 3 of 3.", or "Science: now 2 of 3."""
    before, then = meters_of(planner, planner.shown).get(line), meters_of(planner, after).get(line)
    if then is None or not then.needed:
        return ""
    words = {"line": line_name(line), "meter": _meter_words(planner, then)}
    if before is None or _got(before) != _got(then):
        return _("%(line)s: now %(meter)s.") % words
    return (_("%(line)s stay %(meter)s.") if line in PLURAL else _("%(line)s stays %(meter)s.")) % words


def meters_of(planner: Planner, outlook: Outlook) -> dict[str, EngineMeter]:
    """How far each line's own requirements in the diploma are; electives stand under EL."""
    for audited in outlook.audits:
        if audited.adoption.rulebook.kind == RulebookKind.GRADUATION:
            compiled = to_rulebook(audited.adoption.rulebook)
            meters = line_meters(audited.result, rulebook=compiled, catalog=planner.file.catalog)
            open_to_all = meters.pop("", None)
            return {**meters, **({"EL": open_to_all} if open_to_all and "EL" not in meters else {})}
    return {}


def said_after(planner: Planner, edit: Edit, *, planned: PlannedCourse | None) -> str:
    """One step that was taken: what was done, and how the plan stands."""
    title = _title(planner, edit.course_code)
    effect = _effect(planner, planned) if planned else ""
    return " ".join(
        filter(
            None,
            [_deed(edit, title, planned, scale=planner.student.district.credit_scale), effect or _standing(planner)],
        )
    )


def step_words(planner: Planner, edit: Edit) -> str:
    """A step as the undo button names it: added Weight Training."""
    title = {"title": _title(planner, edit.course_code)}
    return {
        "add": _("added %(title)s"),
        "move": _("moved %(title)s"),
        "remove": _("removed %(title)s"),
        "swap": _("swapped %(title)s"),
        "take": _("changed how %(title)s is taken"),
        "pin": _("changed what %(title)s counts for"),
        "credit": _("changed how much credit %(title)s gives"),
        "took": _("said that %(title)s was taken"),
        "use": _("used a what-if"),
    }[edit.verb] % title


def said_undone(planner: Planner, edit: Edit) -> str:
    """A step that was taken back, or done again."""
    words = {"step": step_words(planner, edit)}
    text = _("Undone: %(step)s.") if edit.undone else _("Done again: %(step)s.")
    return f"{text % words} {_standing(planner)}".strip()


def _deed(edit: Edit, title: str, planned: PlannedCourse | None, *, scale: int) -> str:
    words = {"title": title, "place": ""}
    if planned is not None:
        words["place"] = place_words(planned.grade_level, planned.term)
        words["new"] = course_title(planned.course)
    match edit.verb:
        case "add":
            return _("Added %(title)s. %(place)s.") % words
        case "move":
            return _("Dropped. %(title)s is in %(place)s.") % words
        case "take" if planned is not None:
            return _("%(title)s is taken %(way)s now.") % {**words, "way": way_words(planned.offering_name)}
        case "credit" if planned is not None:
            amount = credits_in_words(planned.units, scale=scale)
            return _("%(title)s is planned for %(credits)s now.") % {**words, "credits": amount}
        case "remove":
            return _("Removed %(title)s.") % words
        case "took":
            return _("You took %(title)s. It counts as soon as it is on your record.") % words
        case "swap":
            return _("Swapped %(title)s for %(new)s.") % words
        case _:
            return _("Changed what %(title)s counts for.") % words


def _effect(planner: Planner, planned: PlannedCourse) -> str:
    """The heads-ups of the course where it stands now; else how its line is doing."""
    entry = planner.shown.entry(entry_id(planned))
    if entry is None:
        return ""
    most = planner.student.district.periods
    warned = _counted(planner, check_placement(entry, record=planner.shown.record, most_periods=most), adult="")
    return warned or line_standing(planner, line=line_of(planned.course.subject))


def line_standing(planner: Planner, *, line: str) -> str:
    """A line's meter: "Science: 3 of 3."""
    meter = meters_of(planner, planner.shown).get(line)
    if meter is None or not meter.needed:
        return ""
    return _("%(line)s: %(meter)s.") % {"line": line_name(line), "meter": _meter_words(planner, meter)}


def _standing(planner: Planner) -> str:
    """The diploma's meter: "Graduation: 24 of 24."""
    for audited in planner.shown.audits:
        if audited.adoption.rulebook.kind == RulebookKind.GRADUATION:
            return _("Graduation: %(meter)s.") % {"meter": _meter_words(planner, audited.result.meter)}
    return ""


def _counted(planner: Planner, heads_ups: Iterable[HeadsUp], *, adult: str) -> str:
    around = Around(catalog=planner.file.catalog, adult=adult)
    return counted([heads_up_line(heads_up, around=around) for heads_up in heads_ups])


def _meter_words(planner: Planner, meter: EngineMeter) -> str:
    scale = planner.student.district.credit_scale
    words = {"got": credit_words(_got(meter), scale=scale), "needed": credit_words(meter.needed, scale=scale)}
    return _("%(got)s of %(needed)s") % words


def _got(meter: EngineMeter) -> int:
    return meter.needed - meter.open


def _title(planner: Planner, code: str) -> str:
    course = planner.file.catalog.find(code)
    return course_title(course) if course else code
