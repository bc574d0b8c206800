"""A file as a header and records: each with the line where it begins, broken ones reported and passed over."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from unicodedata import normalize

from waypost.interchange.bundle.header import Columns, Header, read_header
from waypost.interchange.bundle.inspection import inspect
from waypost.interchange.bundle.limits import DAMAGED
from waypost.interchange.bundle.opening import Bundle
from waypost.interchange.bundle.refusal import refusal
from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity

_LOST = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Table:
    """A readable file of a bundle."""

    bundle: Bundle
    file: str
    columns: Columns
    header: Header
    has_lost_characters: bool

    def records(self, report: Callable[[Problem], None]) -> Iterator[tuple[int, list[str]]]:
        """Yield (line, cells) of each whole record; raises FileRefusedError as soon as the file proves cut.

        Text comes in Unicode's composed form (NFC).
        """
        with self.bundle.open(self.file) as stream:
            lines = _lines(TextIOWrapper(stream, encoding="utf-8-sig", newline=""))
            yield from _Records(self, report).read(islice(lines, 1, None))


def open_table(bundle: Bundle, name: str, columns: Columns) -> Table:
    """The file of that name, inspected; raises FileRefusedError."""
    file = bundle.find(name)
    if file is None:
        raise refusal(Code.MISSING_FILE, name)
    try:
        with bundle.open(file) as stream:
            inspection = inspect(stream, file)
        with bundle.open(file) as stream:
            first_line = next(_lines(TextIOWrapper(stream, encoding="utf-8-sig", newline="")), "")
    except DAMAGED:
        raise refusal(Code.DAMAGED_ZIP, file) from None
    header = read_header(first_line, file, columns)
    return Table(bundle, file, columns, header, inspection.has_lost_characters)


def _lines(text: TextIOWrapper) -> Iterator[str]:
    for line in text:
        yield line if line.isascii() else normalize("NFC", line)


class _Records:
    """The records of one table, with what the end of the file must know of the last one."""

    def __init__(self, table: Table, report: Callable[[Problem], None]) -> None:
        self.table = table
        self.report = report
        self.width = table.header.width
        self.broken_last_line: int | None = None

    def read(self, lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(lines, strict=True)
        width, has_lost = self.width, self.table.has_lost_characters
        while True:
            line = reader.line_num + 2
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                self._broken(line, reader.line_num + 1, error)
                continue
            if len(cells) != width:
                self._odd_width(line, reader.line_num + 1, cells)
            elif has_lost and any(_LOST in cell for cell in cells):
                self._hold(Code.LOST_CHARACTER, line, cells)
            else:
                self.broken_last_line = None
                yield line, cells
        if self.broken_last_line is not None:
            raise refusal(Code.FILE_CUT, self.table.file, line=self.broken_last_line)

    def _broken(self, line: int, last_line: int, error: csv.Error) -> None:
        """A quote that stays open swallows lines: what it swallowed is lost, so the file is not read."""
        if last_line > line:
            raise refusal(Code.UNCLOSED_QUOTE, self.table.file, line=line)
        is_too_big = "field larger" in str(error)
        self._hold(Code.FIELD_TOO_BIG if is_too_big else Code.BROKEN_QUOTE, line, [])
        self.broken_last_line = None if is_too_big else line

    def _odd_width(self, line: int, last_line: int, cells: list[str]) -> None:
        if not cells:
            return
        if last_line > line:
            raise refusal(Code.UNCLOSED_QUOTE, self.table.file, line=line)
        self._hold(Code.WRONG_WIDTH, line, cells, detail=f"{len(cells)}", suggestion=f"{self.width}")
        self.broken_last_line = line if len(cells) < self.width else None

    def _hold(self, code: Code, line: int, cells: list[str], *, detail: str = "", suggestion: str = "") -> None:
        place = Location(self.table.file, line)
        key = self.table.header.positions.get(self.table.columns.key, self.width)
        subject = cells[key].strip() if key < len(cells) else ""
        self.broken_last_line = None
        self.report(Problem(code, Severity.HELD, place, subject, detail=detail, suggestion=suggestion))
