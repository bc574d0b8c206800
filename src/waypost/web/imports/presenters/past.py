"""Past imports as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.imports.models import Run, RunState

from .counts import is_nothing_to_do, totals
from .numbers import grouped, moment_words


@dataclass(frozen=True, slots=True)
class PastRun:
    """One row: when, who, what changed, how it stands, what can be done."""

    run_id: int
    version: int
    at: str
    by: str
    source: str
    changed: str
    state: str
    css: str
    icon: str
    undo_days: int


def past_rows(runs: Iterable[Run], *, at: datetime) -> list[PastRun]:
    """The runs as rows, in the order given."""
    return [_row(run, at) for run in runs]


def _row(run: Run, at: datetime) -> PastRun:
    label, css, icon = state_words(run)
    return PastRun(
        run_id=run.pk,
        version=run.version,
        at=moment_words(run.applied_at or run.made_at, time_zone=run.district.time_zone),
        by=run.by_name,
        source=run.source_name,
        changed=changed_words(run),
        state=label,
        css=css,
        icon=icon,
        undo_days=days_left(run, at),
    )


def days_left(run: Run, at: datetime) -> int:
    """How many days an undo is still possible, begun days counted; 0: no more."""
    if not run.can_undo(at=at) or run.undo_ends_at is None:
        return 0
    left = run.undo_ends_at - at
    return left.days + (left.seconds > 0 or left.microseconds > 0)


def state_words(run: Run) -> tuple[str, str, str]:
    """The run's state: words, colour class, icon."""
    match RunState(run.state):
        case RunState.CHECKED:
            return _("Not applied yet"), "now", "eye"
        case RunState.REFUSED:
            return _("Could not be used"), "headsup", "warn"
        case RunState.APPLIED if run.counts.get("kept_on"):
            return _("Applied, some kept on"), "headsup", "warn"
        case RunState.APPLIED:
            return _("Applied"), "done", "check"
        case RunState.UNDONE:
            return _("Undone"), "", "undo"
        case RunState.DROPPED:
            return _("Put away"), "", "x"


def changed_words(run: Run) -> str:
    """What a run changes, or would: "3 new, 41 updated"."""
    if run.state == RunState.REFUSED or is_nothing_to_do(run):
        return _("Nothing")
    sums = totals(run)
    parts = [_("%(n)s new") % {"n": grouped(sums.new)}] if sums.new else []
    parts += [_("%(n)s updated") % {"n": grouped(sums.changed)}] if sums.changed else []
    if sums.gone and not run.brake:
        parts.append(ngettext("%(n)s turned off", "%(n)s turned off", sums.gone) % {"n": grouped(sums.gone)})
    return ", ".join(parts) or _("Classes, courses and ties only")
