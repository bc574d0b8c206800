"""Two rows with one id: where they differ neither is taken, and both lines are named."""

from typing import NamedTuple, TypeVar

from waypost.interchange.codes import Code
from waypost.interchange.oneroster.draft import hold, row_problem
from waypost.interchange.oneroster.rows import RosterRow
from waypost.interchange.problems import Problem, Severity, named_lines
from waypost.interchange.sheet import Sheet

Row = TypeVar("Row", bound=RosterRow)


class _Twins(NamedTuple):
    """The lines that share an id, and whether they write it alike."""

    lines: list[int]
    have_same_case: bool


def hold_duplicates(sheet: Sheet[Row]) -> None:
    """Hold every row whose id another row of the file has too, be it only in other letters' case.

    Of rows that say exactly the same, the first is kept.
    """
    held = {line: source_id for line, source_id in sheet.held_lines().items() if source_id}
    if not held and len({row.source_id.casefold() for row in sheet.rows}) == len(sheet.rows):
        return
    _drop_repeats(sheet)
    places: dict[str, dict[int, str]] = {}
    for line, source_id in (*held.items(), *((row.line, row.source_id) for row in sheet.rows)):
        places.setdefault(source_id.casefold(), {})[line] = source_id
    twins = {key: _Twins(sorted(lines), len({*lines.values()}) == 1) for key, lines in places.items() if len(lines) > 1}
    hold(
        sheet,
        {
            row.line: _problem(sheet, row, twins[row.source_id.casefold()])
            for row in sheet.rows
            if row.source_id.casefold() in twins
        },
    )


def _drop_repeats(sheet: Sheet[Row]) -> None:
    firsts: dict[Row, Row] = {}
    for row in sheet.rows:
        first = firsts.setdefault(row, row)
        if first is not row:
            sheet.problems.append(
                row_problem(sheet, row, Code.DUPLICATE_ROW, severity=Severity.WARNING, detail=str(first.line))
            )
    sheet.rows = list(firsts)


def _problem(sheet: Sheet[Row], row: Row, twins: _Twins) -> Problem:
    code = Code.DUPLICATE_ID if twins.have_same_case else Code.DUPLICATE_ID_BY_CASE
    others = named_lines(twins.lines, besides=row.line)
    return row_problem(sheet, row, code, column="sourcedId", detail=others)
