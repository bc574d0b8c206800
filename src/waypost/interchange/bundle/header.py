"""The first line of a file: which column stands where."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from waypost.interchange.bundle.refusal import refusal
from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity

_FEWEST_NAMES = 2
"""One column's name may stand in a row by chance."""
_SEPARATORS = {";": "semicolon", "\t": "tab", "|": "bar"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a file may have; `key` is the one that names a row, and `aliases` are older names."""

    key: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    extension_prefix: str | None = None

    def known(self) -> dict[str, str]:
        """Every accepted spelling, case-folded, and the column that it means."""
        names = {name.casefold(): name for name in (*self.required, *self.optional)}
        return {**{alias.casefold(): name for alias, name in self.aliases.items()}, **names}


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands, how many cells a row has, and what is odd about the header."""

    positions: Mapping[str, int]
    width: int
    problems: tuple[Problem, ...]


def read_header(first_line: str, file: str, columns: Columns) -> Header:
    """The header of a file; raises FileRefusedError where it cannot be matched to the columns for sure."""
    cells = _cells(first_line, file)
    known = columns.known()
    cleaned = [_clean(cell) for cell in cells]
    meant = [known.get(cell.casefold(), "") for cell in cleaned]
    if columns.key not in meant and sum(map(bool, meant)) < _FEWEST_NAMES:
        raise _not_a_header(cells, file)
    _check_columns(meant, columns, file)
    positions = {name: position for position, name in enumerate(meant) if name}
    problems = (*_misspelled(cells, meant, columns, file), *_unknown(cleaned, meant, columns, file))
    return Header(positions=positions, width=len(cells), problems=problems)


def _cells(first_line: str, file: str) -> list[str]:
    try:
        return next(csv.reader([first_line], strict=True), [])
    except csv.Error:
        raise refusal(Code.UNCLOSED_QUOTE, file, line=1) from None


def _clean(cell: str) -> str:
    """Hidden characters (a second byte-order mark, zero-width spaces) and outer spaces are no part of a name."""
    return "".join(sign for sign in cell if unicodedata.category(sign) != "Cf").strip()


def _not_a_header(cells: Sequence[str], file: str) -> Exception:
    separator = next((name for sign, name in _SEPARATORS.items() if sign in cells[0]), None) if cells else None
    if separator and len(cells) == 1:
        return refusal(Code.WRONG_SEPARATOR, file, line=1, detail=separator)
    return refusal(Code.MISSING_HEADER, file, line=1)


def _check_columns(meant: Sequence[str], columns: Columns, file: str) -> None:
    doubled = [name for name, count in Counter(filter(None, meant)).items() if count > 1]
    if doubled:
        raise refusal(Code.DUPLICATE_COLUMN, file, line=1, column=doubled[0])
    missing = [name for name in columns.required if name not in meant]
    if missing:
        raise refusal(Code.MISSING_COLUMN, file, line=1, column=missing[0], detail=", ".join(missing))


def _misspelled(cells: Sequence[str], meant: Sequence[str], columns: Columns, file: str) -> Iterator[Problem]:
    for cell, name in zip(cells, meant, strict=True):
        if name and cell != name and cell not in columns.aliases:
            place = Location(file, 1, name)
            yield Problem(Code.COLUMN_SPELLING, Severity.WARNING, place, detail=cell, suggestion=name)


def _unknown(cells: Sequence[str], meant: Sequence[str], columns: Columns, file: str) -> Iterator[Problem]:
    for cell, name in zip(cells, meant, strict=True):
        is_extension = columns.extension_prefix and cell.startswith(columns.extension_prefix)
        if not name and not is_extension:
            yield Problem(Code.UNKNOWN_COLUMN, Severity.WARNING, Location(file, 1, cell or None), detail=cell)
