"""Problems as a run stores them: grouped, counted, each group with its first places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from waypost.interchange.problems import Problem, ProblemGroup, Severity, group_problems

MOST_PLACES: Final = 1000


class Place(NamedTuple):
    """One line to look at, with the row's id, the value found and a likely fix, each where there is one."""

    line: int | None
    subject: str = ""
    detail: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredGroup:
    """Problems of one kind in one column of one file; `count` counts all, `places` has the first thousand."""

    code: str
    severity: str
    file: str
    column: str
    count: int
    places: tuple[Place, ...]

    @property
    def is_held(self) -> bool:
        """Whether its rows wait."""
        return self.severity == Severity.HELD

    @property
    def is_whole_file(self) -> bool:
        """Whether a whole file waits."""
        return self.severity == Severity.FILE


def to_stored(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """The groups as the run keeps them."""
    return [_stored(group) for group in group_problems(problems)]


def from_stored(groups: list[dict[str, Any]]) -> list[StoredGroup]:
    """The groups as the run kept them."""
    return [StoredGroup(**{**group, "places": tuple(Place(*place) for place in group["places"])}) for group in groups]


def held_count(problems: Iterable[Problem]) -> int:
    """How many rows wait: a row with two problems is one."""
    held = {(problem.location.file, problem.location.line) for problem in problems if problem.severity is Severity.HELD}
    return len(held)


def _stored(group: ProblemGroup) -> dict[str, Any]:
    places = [Place(p.location.line, p.subject, p.detail, p.suggestion) for p in group.problems[:MOST_PLACES]]
    return {
        "code": str(group.code),
        "severity": str(group.severity),
        "file": group.file,
        "column": group.column or "",
        "count": group.count,
        "places": places,
    }
