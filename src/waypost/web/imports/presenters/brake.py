"""The brake in words: what was stopped, why, and what to type to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.imports.models import Run

from .counts import tables_of
from .numbers import grouped, joined, moment_words
from .tables import PEOPLE_TABLES, rows_words, total


@dataclass(frozen=True, slots=True)
class Typists:
    """Who types the name: whether the reader was the first of the two, and who else in the district may."""

    is_first: bool
    others: list[str]


@dataclass(frozen=True, slots=True)
class BrakePanel:
    """What the panel says; `students` counts those whom the link shows.

    `second` says whose turn it is to type the name, and `can_type` whether it is the reader's.
    """

    title: str
    reasons: list[str]
    keep: str
    names: list[str]
    students: int
    second: str
    can_type: bool


def brake_panel(run: Run, *, school_names: Mapping[str, str], names: list[str], typists: Typists) -> BrakePanel | None:
    """The panel, or None while nothing is stopped; `names` are those that confirm when typed."""
    if not run.brake:
        return None
    people = total(tables_of(run), "gone", tables=PEOPLE_TABLES)
    rows = total(tables_of(run), "gone")
    number = grouped(people or rows)
    return BrakePanel(
        title=_title(people, rows),
        reasons=[*_rekeyed(run), *(_reason(stop, school_names) for stop in run.brake["stops"])],
        keep=_("Apply, and keep %(n)s on") % {"n": number},
        names=names,
        students=len(run.going),
        second=_second(run, typists),
        can_type=run.vouched_at is None or not typists.is_first,
    )


def _second(run: Run, typists: Typists) -> str:
    """Whose turn it is."""
    if run.vouched_at is None:
        return _("Two people have to say so. You are the first.")
    words = {
        "name": run.vouched_name,
        "at": moment_words(run.vouched_at, time_zone=run.district.time_zone),
        "others": ", ".join(typists.others),
    }
    if not typists.is_first:
        return _("%(name)s said so on %(at)s. You are the second person.") % words
    if typists.others:
        return _("You said so on %(at)s. Now a second person opens this page and types the name: %(others)s.") % words
    return _("You said so on %(at)s. A second person has to, and nobody else in the district may import yet.") % words


def _title(people: int, rows: int) -> str:
    if people:
        return ngettext(
            "We stopped %(n)s person from being turned off",
            "We stopped %(n)s people from being turned off",
            people,
        ) % {"n": grouped(people)}
    return ngettext(
        "We stopped %(n)s row from being turned off", "We stopped %(n)s rows from being turned off", rows
    ) % {"n": grouped(rows)}


def _rekeyed(run: Run) -> list[str]:
    if not run.brake.get("is_rekeyed"):
        return []
    return [_("Most ids in the file are new. It looks like your student system gave everybody a new id.")]


def _reason(stop: Mapping[str, Any], school_names: Mapping[str, str]) -> str:
    if stop["school_ids"]:
        schools = joined([school_names.get(key, key) for key in stop["school_ids"]])
        text = _(
            "The file has no one from %(schools)s. It looks like a school left out by mistake, so nobody loses access."
        )
        return text % {"schools": schools}
    return _("%(gone)s of %(on)s are not in the file.") % {
        "gone": grouped(stop["gone"]),
        "on": rows_words(stop["table"], stop["on"]),
    }
