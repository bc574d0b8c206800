"""CSV for people: spreadsheets take a cell that begins with certain signs for a formula.

Only downloads are escaped. Files that another system reads are written as they are (`writing`).
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "|", "%")
_QUOTE = "'"
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def safe_cell(value: str) -> str:
    """The text with an apostrophe before it where a spreadsheet might run it."""
    return _QUOTE + value if value.lstrip(" ").startswith(_STARTS_A_FORMULA) or _is_escaped(value) else value


def restored_cell(value: str) -> str:
    """The text as it was before `safe_cell`."""
    return value[1:] if _is_escaped(value) else value


def download_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file for a spreadsheet: escaped cells, UTF-8 with the mark that spreadsheets look for."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return (_MARK + text.getvalue()).encode()


def _is_escaped(value: str) -> bool:
    """An apostrophe before such a sign is ours; one that was there gets a second, so that none is lost."""
    bare = value.lstrip(_QUOTE)
    return bare != value and bare.lstrip(" ").startswith(_STARTS_A_FORMULA)
