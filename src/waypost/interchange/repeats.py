"""Two rows of one file about the same thing: the same words are taken once, different words not at all."""

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity
from waypost.interchange.sheet import Sheet


class Located(Protocol):
    """A row that knows where it stands; equality leaves the place out."""

    @property
    def location(self) -> Location:
        """Where the row stands."""
        ...

    def __hash__(self) -> int: ...


Row = TypeVar("Row", bound=Located)


def hold_repeats(sheet: Sheet[Row], key: Callable[[Row], tuple[str, ...]]) -> None:
    """Hold rows that share a key and differ; of equal rows keep the first and warn of the others."""
    by_key: dict[Hashable, list[Row]] = {}
    for row in sheet.rows:
        by_key.setdefault(key(row), []).append(row)
    if len(by_key) == len(sheet.rows):
        return
    kept = []
    for row in sheet.rows:
        twins = by_key[key(row)]
        is_contradicted = len(set(twins)) > 1
        if is_contradicted or row is not twins[0]:
            sheet.problems.append(_problem(row, twins, key(row), is_contradicted=is_contradicted))
        else:
            kept.append(row)
    sheet.rows = kept


def _problem(row: Row, twins: list[Row], key: tuple[str, ...], *, is_contradicted: bool) -> Problem:
    code = Code.DUPLICATE_ID if is_contradicted else Code.DUPLICATE_ROW
    severity = Severity.HELD if is_contradicted else Severity.WARNING
    lines = ", ".join(str(twin.location.line) for twin in twins if twin is not row)
    return Problem(code, severity, row.location, ", ".join(key), detail=lines)
