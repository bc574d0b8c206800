"""What a run would change or has changed, as a few large numbers and a sentence for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.imports.models import Run, RunKind

from .numbers import grouped, joined
from .tables import PEOPLE_TABLES, rows_words, total

MAIN_TABLES = {
    RunKind.ONEROSTER: PEOPLE_TABLES,
    RunKind.COURSE_HISTORY: ("records", "facts"),
    RunKind.CATALOG: ("catalog",),
    RunKind.OFFERINGS: ("offerings",),
}
SILENT = frozenset({"districts", "editions"})


@dataclass(frozen=True, slots=True)
class Number:
    """One large number with its words; `css` is held where the brake keeps the rows on."""

    number: str
    words: str
    small: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of a run's main rows: people in a roster, courses in a catalog, records in a history."""

    new: int
    changed: int
    gone: int
    same: int
    held: int

    @property
    def ready(self) -> int:
        """The rows of the file that are good."""
        return self.new + self.changed + self.same

    @property
    def to_write(self) -> int:
        """The rows that applying would add or change."""
        return self.new + self.changed


def main_tables(run: Run) -> tuple[str, ...]:
    """The tables whose rows the page counts; a roster without people counts everything."""
    tables = MAIN_TABLES[RunKind(run.kind)]
    counts = tables_of(run)
    people = sum(total(counts, what, tables=tables) for what in ("new", "changed", "gone", "same"))
    return tables if people else tuple(name for name in counts if name not in SILENT)


def totals(run: Run) -> Totals:
    """The main numbers of a run."""
    counts, tables = tables_of(run), main_tables(run)
    numbers = {what: total(counts, what, tables=tables) for what in ("new", "changed", "gone", "same")}
    return Totals(**numbers, held=int(run.counts.get("held", 0)))


def tables_of(run: Run) -> Mapping[str, Mapping[str, int]]:
    """New, changed, gone and same rows by table."""
    found: Mapping[str, Mapping[str, int]] = run.counts.get("tables", {})
    return found


def is_nothing_to_do(run: Run) -> bool:
    """Whether the file says what the district already has."""
    return not any(total(tables_of(run), what) for what in ("new", "changed", "gone"))


def number_cards(run: Run) -> list[Number]:
    """New, updated, the same, turned off."""
    sums = totals(run)
    parts = _parts(run, "new")
    cards = [
        Number(grouped(sums.new), _new(run, sums.new), joined(parts) if len(parts) > 1 else ""),
        Number(grouped(sums.changed), _updated(run, sums.changed), joined(_parts(run, "changed"))),
        Number(grouped(sums.same), _("stay the same")),
    ]
    if sums.gone:
        cards.append(_gone_card(run, sums.gone))
    return cards


def _gone_card(run: Run, gone: int) -> Number:
    if run.brake:
        return Number(grouped(gone), _("would be turned off"), _("Held. See below."), "held")
    return Number(grouped(gone), _("turned off"), joined(_parts(run, "gone")))


def _parts(run: Run, what: str) -> list[str]:
    counts = tables_of(run)
    return [rows_words(name, counts[name][what]) for name in main_tables(run) if counts.get(name, {}).get(what)]


def _new(run: Run, number: int) -> str:
    if main_tables(run) == PEOPLE_TABLES:
        return ngettext("new person", "new people", number)
    return ngettext("new row", "new rows", number)


def _updated(run: Run, number: int) -> str:
    if main_tables(run) == PEOPLE_TABLES:
        return ngettext("person updated", "people updated", number)
    return ngettext("row updated", "rows updated", number)


def also(run: Run) -> str:
    """The other tables in one sentence, blank where nothing changes in them."""
    counts, counted = tables_of(run), main_tables(run)
    parts = [
        rows_words(name, changed)
        for name, numbers in counts.items()
        if name not in counted and name not in SILENT and (changed := numbers["new"] + numbers["changed"])
    ]
    return _("Also %(parts)s.") % {"parts": joined(parts)} if parts else ""
