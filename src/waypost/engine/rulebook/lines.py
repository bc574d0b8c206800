"""Which line of a TOML text says which key; tomllib keeps no places, so the headers are read again."""

import re
from collections.abc import Iterator
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]+\")\s*=")


def lines_by_place(text: str) -> dict[Place, int]:
    """Each table and key with the number of the line that opens it."""
    found: dict[Place, int] = {}
    table: Place = ()
    counts: dict[Place, int] = {}
    for number, line in _plain_lines(text):
        if header := _HEADER.match(line):
            table = _opened(header[2], is_list=header[1] == "[[", counts=counts)
            found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, key[1].strip('"')), number)
    return found


def line_of(place: Place, *, lines: dict[Place, int]) -> int | None:
    """The line of a place, or of the nearest table around it."""
    for end in range(len(place), 0, -1):
        if place[:end] in lines:
            return lines[place[:end]]
    return None


def written(place: Place) -> str:
    """A place as a person writes it: ``part[2].from``; lists count from 1."""
    text = ""
    for step in place:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _plain_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside of multi-line strings."""
    quote: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if quote is None:
            yield number, line
        for mark in ('"""', "'''"):
            if quote in (None, mark) and line.count(mark) % 2:
                quote = mark if quote is None else None


def _opened(header: str, *, is_list: bool, counts: dict[Place, int]) -> Place:
    """The place that a header opens; a list header opens the next item of its list."""
    place: Place = ()
    names = [name.strip().strip('"') for name in header.split(".")]
    for depth, name in enumerate(names, start=1):
        place = (*place, name)
        if depth == len(names) and is_list:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place
