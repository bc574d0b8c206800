"""Rows with parents: no ring, and no row that hangs on one that is not good."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from waypost.interchange.codes import Code
from waypost.interchange.oneroster.draft import Known, hold, row_problem
from waypost.interchange.oneroster.rows import AcademicSession, Org
from waypost.interchange.sheet import Sheet

Row = TypeVar("Row", Org, AcademicSession)


def hold_broken_tree(sheet: Sheet[Row], known: Known | None) -> None:
    """Hold the rows of a ring of parents, rows whose parent is not there, and all that hang on these.

    Where the file does not claim to be complete (`known` is None), a parent may be stored already.
    """
    parents = {row.source_id: "" if row.is_leaving else row.parent_id for row in sheet.rows}
    verdicts: dict[str, Code | None] = {}
    for start in parents:
        verdicts.update(_climb(start, parents, verdicts, known))
    hold(
        sheet,
        {
            row.line: row_problem(sheet, row, verdict, column="parentSourcedId", detail=row.parent_id)
            for row in sheet.rows
            if (verdict := verdicts[row.source_id])
        },
    )


def _climb(
    start: str, parents: Mapping[str, str], verdicts: Mapping[str, Code | None], known: Known | None
) -> Iterator[tuple[str, Code | None]]:
    """What is wrong, if anything, with each row from `start` up to one that is decided; once for each row."""
    path: dict[str, int] = {}
    here = start
    while here in parents and here not in verdicts and here not in path:
        path[here] = len(path)
        here = parents[here]
    walked = list(path)
    if here in path:
        yield from ((row, Code.CYCLE) for row in walked[path[here] :])
        yield from ((row, Code.WAITS_FOR_HELD_ROW) for row in walked[: path[here]])
        return
    verdict = verdicts[here] and Code.WAITS_FOR_HELD_ROW if here in verdicts else _missing(here, known)
    for row in reversed(walked):
        yield row, verdict
        verdict = verdict and Code.WAITS_FOR_HELD_ROW


def _missing(parent: str, known: Known | None) -> Code | None:
    if not parent or known is None:
        return None
    return Code.WAITS_FOR_HELD_ROW if parent in known.held_ids else Code.DANGLING_REFERENCE
