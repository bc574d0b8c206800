"""Records of a file into typed rows: good rows are kept, a row with a bad cell is held, each bad cell is told."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from waypost.interchange.bundle import Bundle, Columns, FileRefusedError, Table, open_table
from waypost.interchange.cells import MAX_TEXT, BadCellError, required_text, text
from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity

Row = TypeVar("Row")
_MOST_REMEMBERED = 4096
_LOST = "\N{REPLACEMENT CHARACTER}"
Reader: TypeAlias = Callable[[str], object]
Build: TypeAlias = Callable[[list[Any], str, int], Row]


@dataclass(frozen=True, slots=True)
class Layout(Generic[Row]):
    """How a file's cells become a row.

    `cells` are (column, reader) in the order in which `build` takes the values, beside file and line.
    `build` may raise BadCellError for what two cells say together.
    """

    file: str
    columns: Columns
    cells: Sequence[tuple[str, Reader]]
    build: Build[Row]


@dataclass(slots=True)
class Sheet(Generic[Row]):
    """The rows of one file while they are checked; `file` is its name as it stands in the bundle.

    `columns` are those that the file has.
    """

    file: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: frozenset[str] = frozenset()
    is_read: bool = False
    is_refused: bool = False

    def refuse(self, problem: Problem) -> None:
        """Give up the file: its rows, and what is wrong in single rows, no longer matter."""
        self.rows, self.problems, self.is_read, self.is_refused = [], [problem], False, True

    def held_lines(self) -> dict[int, str]:
        """The line of each held row with the row's id, blank where it cannot be read for sure."""
        held: dict[int, str] = {}
        for problem in self.problems:
            line = problem.location.line
            if problem.severity is Severity.HELD and line is not None:
                is_sure = len(problem.subject) <= MAX_TEXT and _LOST not in problem.subject
                held[line] = problem.subject if is_sure else ""
        return held


def read_sheet(
    bundle: Bundle, layout: Layout[Row], *, file: str | None = None, accept: Collection[str] = ()
) -> Sheet[Row]:
    """The good rows of a file, under another name with `file`, and everything to look at in it.

    `accept` names the codes of problems whose suggestion a person has agreed to.
    """
    sheet: Sheet[Row] = Sheet(layout.file)
    try:
        table = open_table(bundle, file or layout.file, layout.columns)
        sheet.file = table.file
        _fill(sheet, table, layout, accept)
    except FileRefusedError as refused:
        sheet.refuse(refused.problem)
    return sheet


def _fill(sheet: Sheet[Row], table: Table, layout: Layout[Row], accept: Collection[str]) -> None:
    sheet.problems.extend(table.header.problems)
    sheet.columns = frozenset(table.header.positions)
    # A column that the file lacks reads the blank cell that is put behind each record.
    width = table.header.width
    plan = [(table.header.positions.get(column, width), read) for column, read in layout.cells]
    # Most cells of most files are blank, and a plain text says so without being asked.
    fast = [(position, _remembering(read), read is not text) for position, read in plan]
    second_look = _SecondLook(sheet, layout, plan, accept)
    keep, build, file = sheet.rows.append, layout.build, table.file
    for line, cells in table.records(sheet.problems.append):
        cells.append("")
        try:
            values = [read(cell) if (cell := cells[position]) or asks else "" for position, read, asks in fast]
            keep(build(values, file, line))
        except BadCellError:
            sheet.rows.extend(second_look.rows(cells, line))
    if not sheet.rows and not sheet.held_lines():
        raise FileRefusedError(Problem(Code.HEADER_ONLY, Severity.FILE, Location(file)))
    sheet.is_read = True


class _Remembered(dict[str, object]):
    """A reader as a mapping: what repeats in a column, such as words and dates, is read once."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cell: str) -> object:
        value = self.read(cell)
        if len(self) < _MOST_REMEMBERED:
            self[cell] = value
        return value


def _remembering(read: Reader) -> Reader:
    """The reader, or a faster one; plain texts seldom repeat."""
    return read if read in (text, required_text) else _Remembered(read).__getitem__


@dataclass(slots=True)
class _SecondLook(Generic[Row]):
    """The slow reading of a row in which something is wrong: every bad cell is told."""

    sheet: Sheet[Row]
    layout: Layout[Row]
    plan: Sequence[tuple[int, Reader]]
    accept: Collection[str]

    def rows(self, cells: list[str], line: int) -> Iterator[Row]:
        subject = self._subject(cells)
        values: list[Any] = []
        for (column, _), (position, read) in zip(self.layout.cells, self.plan, strict=True):
            place = Location(self.sheet.file, line, column)
            values.extend(self._values(cells[position], read, place, subject))
        if len(values) == len(self.plan):
            yield from self._built(values, line, subject)

    def _values(self, cell: str, read: Reader, place: Location, subject: str) -> Iterator[object]:
        """The cell's one value, or none after telling why."""
        try:
            yield read(cell)
        except BadCellError as bad:
            is_agreed = bad.code in self.accept and bad.suggestion != ""
            severity = Severity.WARNING if is_agreed else Severity.HELD
            self._tell(bad, severity, place, subject, cell.strip())
            if is_agreed:
                yield read(bad.suggestion)

    def _built(self, values: list[Any], line: int, subject: str) -> Iterator[Row]:
        try:
            yield self.layout.build(values, self.sheet.file, line)
        except BadCellError as bad:
            place = Location(self.sheet.file, line, bad.column)
            self._tell(bad, Severity.HELD, place, subject, "")

    def _tell(self, bad: BadCellError, severity: Severity, place: Location, subject: str, cell: str) -> None:
        detail = bad.detail if bad.detail is not None else cell
        self.sheet.problems.append(
            Problem(bad.code, severity, place, subject, detail=detail, suggestion=bad.suggestion)
        )

    def _subject(self, cells: list[str]) -> str:
        position = dict(zip((column for column, _ in self.layout.cells), self.plan, strict=True))
        return cells[position[self.layout.columns.key][0]].strip()
