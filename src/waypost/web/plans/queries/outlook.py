"""What a branch leads to: its entries, the audits of every rulebook that holds, and heads-ups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from waypost.engine.readiness import HeadsUp
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.result import HeldBecause, NodeResult
from waypost.web.audits.queries import Audited, StudentFile, audits_of, with_plan
from waypost.web.catalog.models import RulebookKind
from waypost.web.plans.adapters.entries import asked_about, place_rows, still_planned, to_branch_entries, to_branch_pins
from waypost.web.plans.adapters.readiness import heads_ups_of
from waypost.web.plans.models import Branch, PlannedCourse


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One branch and what it leads to; `branch` is None for a student who has no plan yet."""

    branch: Branch | None
    planned: tuple[PlannedCourse, ...]
    record: Record
    audits: tuple[Audited, ...]
    heads_ups: tuple[HeadsUp, ...]
    asked: tuple[PlannedCourse, ...] = ()  # planned for terms that are over, and not on the record

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Done, current and planned courses."""
        return self.record.entries

    @property
    def is_short(self) -> bool:
        """Whether a diploma asks for more than is done and planned."""
        diplomas = (one for one in self.audits if one.adoption.rulebook.kind == RulebookKind.GRADUATION)
        return any(one.result.meter.open for one in diplomas)

    @property
    def unmarked(self) -> frozenset[str]:
        """The ids of classes whose term is over and that have no mark yet, as the audits say."""
        held = (one for audited in self.audits for one in audited.result.held)
        return frozenset(one.entry_id for one in held if one.because is HeldBecause.NO_MARK_YET)

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of this id, if it is there."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    def planned_course(self, entry: Entry) -> PlannedCourse | None:
        """The planned row that an entry stands for; None for done and current ones."""
        return next((row for row in self.planned if f"planned-{row.pk}" == entry.id), None)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a claim stands among all that count for the same requirement, in time: units before it, and asked for."""

    before: int
    needed: int


def positions_of(outlook: Outlook, audited: Audited) -> dict[tuple[str, str], Position]:
    """The position of each claim of one audit, by entry id and path."""
    order = {entry.id: at for at, entry in enumerate(sorted(outlook.entries, key=_in_time))}
    found: dict[tuple[str, str], Position] = {}
    for node in _nodes(audited.result.root):
        before = 0
        for claim in sorted(node.claims, key=lambda claim: order[claim.entry_id]):
            found[claim.entry_id, node.path] = Position(before, node.meter.needed)
            before += claim.units
    return found


def _nodes(root: NodeResult) -> Iterator[NodeResult]:
    yield root
    for part in root.parts:
        yield from _nodes(part)


def _in_time(entry: Entry) -> tuple[int, int, str]:
    return (Stage.DONE, Stage.NOW, Stage.PLANNED).index(entry.stage), entry.school_year, entry.id


def outlook_of(file: StudentFile, *, branch: Branch | None, rows: Sequence[PlannedCourse], on: date) -> Outlook:
    """The student's file with the rows of a branch added; no query."""
    place_rows(rows, student=file.student, on=on)
    planned = still_planned(rows, student=file.student, record=file.record, on=on)
    entries = to_branch_entries(planned, student=file.student, catalog=file.catalog, on=on)
    pins = to_branch_pins(planned)
    record = with_plan(file, planned=entries, pins=pins)
    return Outlook(
        branch=branch,
        planned=tuple(planned),
        record=record,
        audits=audits_of(file, planned=entries, pins=pins),
        heads_ups=heads_ups_of(record, file=file),
        asked=tuple(asked_about(rows, student=file.student, record=file.record, on=on)),
    )
