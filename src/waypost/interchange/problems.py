"""Problems in a file as data: what, how bad, where, and what would put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice


class Severity(StrEnum):
    """How much a problem costs: the row waits, the whole file waits, or nothing waits."""

    HELD = "held"
    FILE = "file"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a bundle; lines count from 1, the header is line 1, `line` is None for a whole file."""

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at: the row's own id, the value found, and a likely fix, each where there is one."""

    code: str
    severity: Severity
    location: Location
    subject: str = ""
    detail: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind in one column of one file."""

    code: str
    severity: Severity
    file: str
    column: str | None
    problems: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many rows or places are meant."""
        return len(self.problems)

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines to look at, in order, each once."""
        return tuple(sorted({p.location.line for p in self.problems if p.location.line is not None}))

    @property
    def detail(self) -> str:
        """The value found, where it is the same everywhere, else nothing."""
        return _shared(problem.detail for problem in self.problems)

    @property
    def suggestion(self) -> str:
        """The likely fix, where it is the same everywhere, else nothing."""
        return _shared(problem.suggestion for problem in self.problems)


_MOST_LINES_NAMED = 5
_WORST_FIRST = {Severity.FILE: 0, Severity.HELD: 1, Severity.WARNING: 2}


def group_problems(problems: Iterable[Problem]) -> tuple[ProblemGroup, ...]:
    """The problems grouped by kind, file and column: worst first, then the largest group."""
    found: dict[tuple[str, Severity, str, str | None], list[Problem]] = {}
    for problem in problems:
        place = problem.location
        found.setdefault((problem.code, problem.severity, place.file, place.column), []).append(problem)
    groups = [ProblemGroup(*key, problems=tuple(sort_problems(members))) for key, members in found.items()]
    return tuple(sorted(groups, key=_rank))


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in reading order: by file, line, column, code."""
    return sorted(problems, key=_reading_order)


def line_ranges(lines: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Runs of neighboring lines as (first, last), so that 4, 5, 6 and 9 read "4 to 6, 9"."""
    runs: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return tuple(runs)


def named_lines(lines: Iterable[int], *, besides: int | None) -> str:
    """The first few other lines as a text, such as `4, 5`; more of them are only hinted at.

    Stops early, so that a file of nothing but twins costs no more than any other.
    """
    first = list(islice((line for line in lines if line != besides), _MOST_LINES_NAMED + 1))
    shown = ", ".join(map(str, first[:_MOST_LINES_NAMED]))
    return f"{shown}, …" if len(first) > _MOST_LINES_NAMED else shown


def _rank(group: ProblemGroup) -> tuple[int, int, str, str, str]:
    return (_WORST_FIRST[group.severity], -group.count, group.file, group.column or "", group.code)


def _reading_order(problem: Problem) -> tuple[str, int, str, str, str, str]:
    place = problem.location
    return (place.file, place.line or 0, place.column or "", problem.code, problem.subject, problem.detail)


def _shared(values: Iterable[str]) -> str:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else ""
