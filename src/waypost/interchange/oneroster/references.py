"""Rows that point at other rows: what they point at must be there."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from waypost.interchange.codes import Code
from waypost.interchange.oneroster.draft import Known, hold, row_problem
from waypost.interchange.oneroster.rows import RosterRow
from waypost.interchange.problems import Severity
from waypost.interchange.sheet import Sheet

Row = TypeVar("Row", bound=RosterRow)


def hold_dangling(sheet: Sheet[Row], column: str, known: Known | None, targets: Callable[[Row], Iterable[str]]) -> None:
    """Hold each row that needs another row which is not there, or which is itself held.

    A row that is leaving may point at what has left before it.
    """
    if known is None:
        return
    ids = known.ids
    bad = {}
    for row in sheet.rows:
        for target in targets(row):
            if target not in ids and not row.is_leaving:
                code = Code.WAITS_FOR_HELD_ROW if target in known.held_ids else Code.DANGLING_REFERENCE
                bad[row.line] = row_problem(sheet, row, code, column=column, detail=target)
                break
    hold(sheet, bad)


def leave_out_links(sheet: Sheet[Row], column: str, known: Known | None, field: str) -> None:
    """Take links that are good to have, but lead nowhere, out of their rows, with a warning for each."""
    if known is None:
        return
    for position, row in enumerate(sheet.rows):
        targets = getattr(row, field)
        wanted = targets if isinstance(targets, tuple) else (targets,) if targets else ()
        lost = [target for target in wanted if target not in known.ids or target == row.source_id]
        if lost:
            kept = tuple(target for target in wanted if target not in lost)
            changes: dict[str, Any] = {field: kept if isinstance(targets, tuple) else ""}
            sheet.rows[position] = replace(row, **changes)
            sheet.problems.extend(
                row_problem(sheet, row, Code.LINK_LEFT_OUT, severity=Severity.WARNING, column=column, detail=target)
                for target in lost
            )
