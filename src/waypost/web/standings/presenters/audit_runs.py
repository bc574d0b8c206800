"""A run that audits everybody: how it stands, what a try found, and whether its rulebook can be published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.roles import may
from waypost.web.catalog.models import Adoption, Rulebook
from waypost.web.catalog.presenters.rulebooks import classes_in_words
from waypost.web.plans.presenters.places import join_words
from waypost.web.standings.adapters.shifts import to_counts
from waypost.web.standings.models import AuditRun, RunState
from waypost.web.standings.queries.audit_runs import TRY_HOLDS, NotYet

from .effects import EffectPage, effect_page


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run in the list."""

    id: int
    title: str
    at: str
    by: str
    said: str
    tag: str
    css: str
    icon: str
    is_going: bool
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """One run; `effect` once a try is done, and `not_yet` in words where it can't be published."""

    row: RunRow
    rulebook: Rulebook | None
    is_halted: bool
    effect: EffectPage | None
    beside: str
    in_force: str
    may_publish: bool
    not_yet: str


def run_page(
    actor: Actor, run: AuditRun, *, reason: NotYet | None, beside: Sequence[str] = (), before: Adoption | None = None
) -> RunPage:
    """The page of one run; `beside` are the diplomas that hold for the same classes already, `before` its revision."""
    is_effect = run.is_try and run.state == RunState.DONE
    return RunPage(
        row=run_row(run),
        rulebook=run.rulebook,
        is_halted=run.is_halted,
        effect=effect_page(to_counts(run.shifts)) if is_effect else None,
        beside=join_words(list(beside)),
        in_force=classes_in_words(before) if before else "",
        may_publish=is_effect and may(actor.role, Permission.RULEBOOK_PUBLISH),
        not_yet=why_words(reason) if reason else "",
    )


def run_rows(runs: Iterable[AuditRun]) -> list[RunRow]:
    """The runs as rows, in the order given."""
    return [run_row(run) for run in runs]


def run_row(run: AuditRun) -> RunRow:
    """What a run is about, when and by whom it was asked for, and how far it is."""
    tag, css, icon = _tag(run)
    return RunRow(
        id=run.pk,
        title=_title(run),
        at=_moment(run.created_at, time_zone=run.district.time_zone),
        by=run.by_name,
        said=_said(run),
        tag=tag,
        css=css,
        icon=icon,
        is_going=run.is_going,
        done=run.done,
        total=run.total,
    )


def why_words(reason: NotYet) -> str:
    """Why a rulebook can't be published by this try."""
    days = TRY_HOLDS.days
    return {
        NotYet.UNFINISHED: _("First it has to be tried on every student."),
        NotYet.ONE_SCHOOL: _("This try looked at one school only."),
        NotYet.OLD: ngettext("This try is older than %(days)s day.", "This try is older than %(days)s days.", days)
        % {"days": days},
        NotYet.CHANGED: _("Since this try began, an import or other rules came in."),
        NotYet.OTHER_CLASSES: _("This try looked at other classes."),
    }[reason]


def _title(run: AuditRun) -> str:
    if run.rulebook is None:
        return _("Where every student stands")
    words = {"title": run.rulebook.title, "number": run.rulebook.revision}
    return _("What “%(title)s”, revision %(number)s, would change") % words


def _said(run: AuditRun) -> str:
    numbers = {"done": _grouped(run.done), "total": _grouped(run.total)}
    match RunState(run.state):
        case RunState.WAITING if not run.done:
            return _("Waiting for its turn.")
        case RunState.WAITING | RunState.RUNNING:
            return _("%(done)s of %(total)s students so far.") % numbers
        case RunState.STOPPED:
            return _("Stopped after %(done)s of %(total)s students. What was done stays.") % numbers
        case RunState.FAILED:
            return _("Something went wrong on our side after %(done)s of %(total)s students.") % numbers
        case RunState.DONE:
            return ngettext("%(done)s student looked at.", "%(done)s students looked at.", run.done) % numbers


def _tag(run: AuditRun) -> tuple[str, str, str]:
    """The state as a tag: words, colour class, icon."""
    return {
        RunState.WAITING: (_("Waiting"), "now", "clock"),
        RunState.RUNNING: (_("At work"), "now", "clock"),
        RunState.STOPPED: (_("Stopped"), "headsup", "hand"),
        RunState.FAILED: (_("Broke off"), "headsup", "warn"),
        RunState.DONE: (_("Done"), "done", "check"),
    }[RunState(run.state)]


def _grouped(number: int) -> str:
    """1204 as 1,204, in the reader's language."""
    return number_format(number, use_l10n=True, force_grouping=True)


def _moment(at: datetime, *, time_zone: str) -> str:
    return date_format(at.astimezone(ZoneInfo(time_zone)), _("M j, g:i A"))
