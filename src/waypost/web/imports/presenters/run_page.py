"""The page of one run, from preview to undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.imports.models import Run, RunKind, RunState

from .brake import BrakePanel, Typists, brake_panel
from .counts import Number, also, is_nothing_to_do, main_tables, number_cards, totals
from .numbers import grouped, moment_words
from .past import days_left
from .problem_list import STEP, ProblemItem, problem_items, whole_file_sentences
from .tables import PEOPLE_TABLES, rows_words, table_title


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the route above the page."""

    name: str
    note: str
    css: str
    is_here: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file that was read: its rows, and how many of them wait."""

    name: str
    rows: str
    held: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """Everything that the page says."""

    title: str
    sub: str
    dropped: str
    apply: str
    can_apply: bool
    can_drop: bool
    can_check_again: bool
    undo_days: int
    steps: list[Step]
    numbers: list[Number]
    also: str
    brake: BrakePanel | None
    refusals: list[tuple[str, str, str]]
    problems: list[ProblemItem]
    held: int
    files: list[FileLine]
    kept: list[tuple[str, str, str]]


def run_page(
    run: Run,
    *,
    at: datetime,
    school_names: Mapping[str, str],
    names_to_type: list[str],
    typists: Typists,
    kept: Sequence[tuple[str, str, str]] = (),
    open_group: int = 0,
    shown: int = STEP,
) -> RunPage:
    """The page for a run as it stands."""
    is_refused = run.state == RunState.REFUSED
    is_checked = run.state == RunState.CHECKED
    nothing = is_nothing_to_do(run)
    return RunPage(
        title=title(run),
        sub=subtitle(run),
        dropped=_("dropped %(at)s") % {"at": moment_words(run.made_at, time_zone=run.district.time_zone)},
        apply=_apply_words(run),
        can_apply=is_checked and not nothing,
        can_drop=is_checked,
        can_check_again=run.state in {RunState.UNDONE, RunState.DROPPED},
        undo_days=days_left(run, at),
        steps=steps(run),
        numbers=[] if is_refused else number_cards(run),
        also="" if is_refused else also(run),
        brake=brake_panel(run, school_names=school_names, names=names_to_type, typists=typists) if is_checked else None,
        refusals=whole_file_sentences(run) if is_refused else [],
        problems=[] if is_refused else problem_items(run, open_group=open_group, shown=shown),
        held=totals(run).held,
        files=[_file(one["name"], one["rows"], one["held"]) for one in run.files],
        kept=_kept(kept),
    )


def title(run: Run) -> str:
    """The page's one large sentence."""
    sums = totals(run)
    match RunState(run.state):
        case RunState.REFUSED:
            return _("We can't use this upload.")
        case RunState.UNDONE:
            return _("Undone. It is as it was before.") if not run.kept else _("Undone, except what people changed.")
        case RunState.DROPPED:
            return _("Put away. Nothing was saved.")
        case RunState.APPLIED:
            return _("Done. %(what)s are up to date.") % {"what": ready_words(run)}
        case RunState.CHECKED if is_nothing_to_do(run):
            return _("Nothing to do. We have all of this already.") if not sums.held else _look_words(sums.held)
        case RunState.CHECKED:
            understood = _("We understood %(what)s.") % {"what": ready_words(run)}
            return f"{understood} {_look_words(sums.held)}" if sums.held else understood


def _look_words(held: int) -> str:
    return ngettext("%(n)s row needs a look.", "%(n)s rows need a look.", held) % {"n": grouped(held)}


def ready_words(run: Run) -> str:
    """The good rows: "2,901 people", "84 courses"."""
    ready = totals(run).ready
    tables = main_tables(run)
    if tables == PEOPLE_TABLES:
        return ngettext("%(n)s person", "%(n)s people", ready) % {"n": grouped(ready)}
    return rows_words(tables[0] if len(tables) == 1 or run.kind == RunKind.COURSE_HISTORY else "", ready)


def subtitle(run: Run) -> str:
    """What it means right now."""
    held = totals(run).held
    match RunState(run.state):
        case RunState.REFUSED:
            return _("Nothing was changed, and nobody was turned off.")
        case RunState.APPLIED if run.counts.get("kept_on"):
            return _("The brake was on, so nobody was turned off.")
        case RunState.APPLIED if held:
            return ngettext(
                "%(n)s row still waits. Fix it in your student system and send the file again.",
                "%(n)s rows still wait. Fix them in your student system and send the file again.",
                held,
            ) % {"n": grouped(held)}
        case RunState.APPLIED:
            return _("You can take all of it back for 7 days.")
        case RunState.CHECKED if is_nothing_to_do(run):
            return _("The file and the district say the same.")
        case RunState.CHECKED if held:
            return ngettext(
                "Nothing is saved yet. Apply the good rows now. The %(n)s waits until you fix it.",
                "Nothing is saved yet. Apply the good rows now. The %(n)s wait until you fix them.",
                held,
            ) % {"n": grouped(held)}
        case RunState.CHECKED:
            return _("Nothing is saved yet. Look at the numbers, then apply.")
        case RunState.UNDONE | RunState.DROPPED:
            return _("You can check the same file again.")


def steps(run: Run) -> list[Step]:
    """Drop, Match, Look, Apply, with where the run is."""
    held = totals(run).held
    files = ngettext("%(n)s file read", "%(n)s files read", len(run.files)) % {"n": len(run.files)}
    rows = ngettext("%(n)s row", "%(n)s rows", held) % {"n": grouped(held)} if held else _("All good")
    is_over = run.state in {RunState.APPLIED, RunState.UNDONE}
    return [
        Step(_("Drop"), files if run.files else _("Not read"), "done lo", is_here=False, is_done=True),
        Step(_("Match"), _match_words(run), "done lo up", is_here=False, is_done=True),
        Step(_("Look"), rows, "done hi dn" if is_over else "here hi dn", is_here=not is_over, is_done=is_over),
        Step(_("Apply"), "", "here lo" if is_over else "lo", is_here=is_over, is_done=False),
    ]


def upload_steps() -> list[Step]:
    """The same before anything was sent."""
    ahead = {_("Match"): "lo up", _("Look"): "hi dn", _("Apply"): "lo"}
    here = Step(_("Drop"), "", "here lo", is_here=True, is_done=False)
    return [here, *(Step(name, "", css, is_here=False, is_done=False) for name, css in ahead.items())]


def _match_words(run: Run) -> str:
    unknown = sum(group["count"] for group in run.problems if group["code"] == "unknown-column")
    if not unknown:
        return _("All columns")
    return ngettext("%(n)s column left out", "%(n)s columns left out", unknown) % {"n": grouped(unknown)}


def _apply_words(run: Run) -> str:
    to_write = totals(run).to_write
    if main_tables(run) == PEOPLE_TABLES and to_write:
        return ngettext("Apply %(n)s person", "Apply %(n)s people", to_write) % {"n": grouped(to_write)}
    return _("Apply")


def _file(name: str, rows: int, held: int) -> FileLine:
    return FileLine(name, rows_words("", rows), grouped(held) if held else "")


def _kept(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Each row with a name by itself; of the others how many there are."""
    named = [(table_title(table), name, _why(why)) for table, name, why in rows if name]
    others = Counter((table, why) for table, name, why in rows if not name)
    return [*named, *(("", rows_words(table, number), _why(why)) for (table, why), number in others.items())]


def _why(why: str) -> str:
    return _("in use by now") if why == "used" else _("changed since")
