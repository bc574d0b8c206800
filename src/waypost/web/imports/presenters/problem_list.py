"""The problems of a run as the page lists them: by kind, with file, lines and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from waypost.interchange.codes import Code
from waypost.web.imports.adapters.problems import Place, StoredGroup, from_stored
from waypost.web.imports.models import Run, RunState

from .numbers import grouped, line_words
from .sentences import has_likely_fix, todo, what

STEP: Final = 20
LINES_SHOWN: Final = 20
FIXABLE: Final = frozenset(
    {Code.BAD_GRADE, Code.BAD_DATE, Code.UNKNOWN_MARK, Code.UNKNOWN_VALUE, Code.BAD_NUMBER, Code.BAD_YEAR}
)


@dataclass(frozen=True, slots=True)
class ProblemItem:
    """One kind of problem; `places` are listed one by one while the group is open, `more` asks for further ones."""

    number: int
    code: str
    count: str
    what: str
    todo: str
    file: str
    lines: str
    is_warning: bool
    is_open: bool
    can_open: bool
    can_fix: bool
    places: tuple[Place, ...] = ()
    more: int = 0
    left: str = ""


def problem_items(run: Run, *, open_group: int = 0, shown: int = STEP) -> list[ProblemItem]:
    """All groups, worst first; of the open one, the first `shown` places."""
    groups = from_stored(run.problems)
    return [
        _item(run, number, group, is_open=number == open_group, shown=shown) for number, group in enumerate(groups, 1)
    ]


def _item(run: Run, number: int, group: StoredGroup, *, is_open: bool, shown: int) -> ProblemItem:
    places = group.places[:shown] if is_open else ()
    left = group.count - len(places)
    return ProblemItem(
        number=number,
        code=group.code,
        count=grouped(group.count),
        what=what(group),
        todo=todo(group),
        file=group.file,
        lines=_lines(group),
        is_warning=not (group.is_held or group.is_whole_file),
        is_open=is_open,
        can_open=any(place.line is not None for place in group.places),
        can_fix=_can_fix(run, group),
        places=places,
        more=shown + STEP if is_open and shown < len(group.places) else 0,
        left=grouped(left) if is_open and left else "",
    )


def _lines(group: StoredGroup) -> str:
    lines = sorted({place.line for place in group.places if place.line is not None})
    words = line_words(lines[:LINES_SHOWN])
    return f"{words}, …" if len(lines) > LINES_SHOWN or group.count > len(group.places) else words


def _can_fix(run: Run, group: StoredGroup) -> bool:
    """Whether every place has a likely fix that the reader can take."""
    is_waiting = run.state == RunState.CHECKED and group.is_held
    return is_waiting and group.code in FIXABLE and has_likely_fix(group)


def whole_file_sentences(run: Run) -> list[tuple[str, str, str]]:
    """For a refused run: what is wrong, where, what to do."""
    groups = from_stored(run.problems)
    stoppers = [group for group in groups if group.is_whole_file] or groups
    return [(what(group), _where(group), todo(group)) for group in stoppers]


def _where(group: StoredGroup) -> str:
    lines = [place.line for place in group.places if place.line is not None]
    return f"{group.file}, {line_words(lines)}" if lines else group.file
