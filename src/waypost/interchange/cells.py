"""From the text of one cell to a value: every reader here takes a cell and raises BadCellError."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from typing import TypeVar

from waypost.interchange.codes import Code

MAX_TEXT = 255
"""The longest text that a roster field may hold; the database's columns are as wide."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SCHOOL_YEAR = re.compile(r"(\d{4})-(\d{2}|\d{4})")
_BOOLEANS = {"true": True, "false": False}

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=Enum)


class BadCellError(ValueError):
    """A cell that does not say what its column asks for; `suggestion` is a value that would do.

    Where cells contradict each other, `column` is the one to look at.
    """

    def __init__(
        self, code: Code, *, suggestion: str = "", detail: str | None = None, column: str | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.suggestion = suggestion
        self.detail = detail
        self.column = column


def text(cell: str) -> str:
    """The text without outer spaces, at most MAX_TEXT long."""
    cell = cell.strip()
    if len(cell) > MAX_TEXT:
        raise BadCellError(Code.TOO_LONG, detail=str(len(cell)))
    return cell


def required_text(cell: str) -> str:
    """Some text; blank is a missing value."""
    cell = text(cell)
    if not cell:
        raise BadCellError(Code.MISSING_VALUE)
    return cell


def text_list(cell: str) -> tuple[str, ...]:
    """The comma-separated parts of a cell, each once, without blanks."""
    if not cell:
        return ()
    return tuple(dict.fromkeys(filter(None, map(text, cell.split(",")))))


def required_list(cell: str) -> tuple[str, ...]:
    """At least one comma-separated part."""
    parts = text_list(cell)
    if not parts:
        raise BadCellError(Code.MISSING_VALUE)
    return parts


def optional(read: Callable[[str], Value]) -> Callable[[str], Value | None]:
    """A reader that takes a blank cell as None."""

    def read_optional(cell: str) -> Value | None:
        return read(cell) if cell and not cell.isspace() else None

    return read_optional


def one_of(choices: type[Choice], *, blank: Choice | None = None) -> Callable[[str], Choice]:
    """A reader of one of an enum's words in any case; `blank` is what a blank cell means, if anything."""
    by_word = {str(choice.value).casefold(): choice for choice in choices}
    if blank is not None:
        by_word[""] = blank

    def read_choice(cell: str) -> Choice:
        choice = by_word.get(cell) or by_word.get(cell.strip().casefold())
        if choice is None:
            raise BadCellError(Code.UNKNOWN_VALUE if cell.strip() else Code.MISSING_VALUE)
        return choice

    return read_choice


def boolean(cell: str) -> bool:
    """True or false, in any case."""
    value = _BOOLEANS.get(cell.strip().casefold())
    if value is None:
        raise BadCellError(Code.UNKNOWN_VALUE if cell.strip() else Code.MISSING_VALUE)
    return value


def flag(cell: str) -> bool:
    """True or false; blank is false."""
    return boolean(cell) if cell.strip() else False


def day(cell: str) -> date:
    """An ISO date; a US date is not guessed but suggested."""
    cell = cell.strip()
    if not cell:
        raise BadCellError(Code.MISSING_VALUE)
    try:
        return date.fromisoformat(cell if _DATE.fullmatch(cell) else "")
    except ValueError:
        raise BadCellError(Code.BAD_DATE, suggestion=_iso_from_us(cell)) from None


def moment(cell: str) -> datetime:
    """An ISO date and time; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(cell.strip())
    except ValueError:
        raise BadCellError(Code.BAD_DATE) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def whole_number(cell: str) -> int:
    """A whole number from 0 to 9999."""
    cell = cell.strip()
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 4):
        raise BadCellError(Code.BAD_NUMBER if cell else Code.MISSING_VALUE)
    return int(cell)


def school_year(cell: str) -> int:
    """2025-26 or 2025-2026 is 2025; a single year could mean either."""
    parts = _SCHOOL_YEAR.fullmatch(cell.strip())
    if not parts or (int(parts[1]) + 1) % 100 != int(parts[2]) % 100:
        raise BadCellError(Code.BAD_YEAR if cell.strip() else Code.MISSING_VALUE)
    return int(parts[1])


def school_year_text(year: int) -> str:
    """The school year that `school_year` reads: 2025-26 for 2025."""
    return f"{year}-{(year + 1) % 100:02d}"


def _iso_from_us(cell: str) -> str:
    parts = _US_DATE.fullmatch(cell)
    if not parts:
        return ""
    month, day_of_month, year = map(int, parts.groups())
    try:
        return date(year, month, day_of_month).isoformat()
    except ValueError:
        return ""
