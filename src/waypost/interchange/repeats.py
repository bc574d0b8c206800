"""Two rows of one file about the same thing: the same words are taken once, different words not at all."""

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity, named_lines
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
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for row in sheet.rows:
        by_key.setdefault(key(row), []).append(row)
    if len(by_key) == len(sheet.rows):
        return
    kept = []
    for words, twins in by_key.items():
        is_contradicted = len(set(twins)) > 1
        spared = [] if is_contradicted else twins[:1]
        kept.extend(spared)
        sheet.problems.extend(_problems(twins, words, spared, is_contradicted=is_contradicted))
    sheet.rows = kept


def _problems(
    twins: list[Row], words: tuple[str, ...], spared: list[Row], *, is_contradicted: bool
) -> Iterator[Problem]:
    code = Code.DUPLICATE_ID if is_contradicted else Code.DUPLICATE_ROW
    severity = Severity.HELD if is_contradicted else Severity.WARNING
    lines = [twin.location.line or 0 for twin in twins]
    for twin in twins[len(spared) :]:
        others = named_lines(lines, besides=twin.location.line)
        yield Problem(code, severity, twin.location, ", ".join(words), detail=others)
