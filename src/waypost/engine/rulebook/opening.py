"""The text of a file as its top table, where every key and every word in it is one that can be told for sure."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from waypost.engine.rulebook.lines import Place, lines_by_place
from waypost.engine.rulebook.problem import Problem, ProblemKind
from waypost.engine.rulebook.table import Problems, Table

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_SYNTAX_LINE = re.compile(r"\(at line (\d+)")
#: The NUL, which databases refuse, and halves of characters, which no file can hold.
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


def opened_toml(text: str) -> Table | tuple[Problem, ...]:
    """The top table of a TOML text, or what is wrong with it as a text."""
    text = text.removeprefix(_BYTE_ORDER_MARK)
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found[1]) if found else None
        return (Problem(kind=ProblemKind.SYNTAX, place="", line=line, detail=f"this is no TOML: {error}"),)
    return _sure(Table(values, place=(), problems=Problems(lines=lines_by_place(text))))


def opened_json(text: str | bytes) -> Table | tuple[Problem, ...]:
    """The object of a JSON text, or what is wrong with it as a text; a list without anything in it is none there."""
    if isinstance(text, str):
        text = text.removeprefix(_BYTE_ORDER_MARK)
    try:
        values = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        return (Problem(kind=ProblemKind.SYNTAX, place="", line=line, detail=f"this is no JSON: {error}"),)
    if not isinstance(values, dict):
        return (Problem(kind=ProblemKind.SYNTAX, place="", line=None, detail="must be one object"),)
    return _sure(Table(values, place=(), problems=Problems(empty_lists=True)))


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number")


class _Doubled(dict[str, object]):
    """An object of which some keys stand twice; the last value is kept."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        counts = Counter(name for name, _ in pairs)
        self.doubled = sorted(name for name, count in counts.items() if count > 1)


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    return values if len(values) == len(pairs) else _Doubled(pairs)


def _sure(top: Table) -> Table | tuple[Problem, ...]:
    """The table, or only what stands twice or is no text: other problems could be of what was not meant."""
    broken: set[Place] = set()
    for place, value in _within(top.values):
        if isinstance(value, str) and place not in broken and _NO_CHARACTER.search(value):
            broken.add(place)
            top.problems.add(ProblemKind.WRONG_VALUE, place, "has a NUL or half of a character, which no text can have")
        if isinstance(value, _Doubled):
            for name in value.doubled:
                top.problems.add(ProblemKind.DUPLICATE, (*place, name), f"'{name}' is given twice")
    return top.problems.in_order() or top


def _within(top: object) -> Iterator[tuple[Place, object]]:
    """Each value with its place, and each key as a value at its own place; without recursion, however deep."""
    waiting: list[tuple[Place, object]] = [((), top)]
    while waiting:
        place, value = waiting.pop()
        yield place, value
        if isinstance(value, dict):
            yield from (((*place, name), name) for name in value)
            waiting += [((*place, name), inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*place, number), inner) for number, inner in enumerate(value)]
