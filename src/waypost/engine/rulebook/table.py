"""Typed reading of TOML tables that collects every problem instead of stopping at the first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from waypost.engine.rulebook.lines import Place, line_of, written
from waypost.engine.rulebook.problem import Problem, ProblemKind
from waypost.engine.units import SHARES, units_of_credits

#: Larger numbers, and those with more digits behind the point, are mistakes; exact arithmetic would drown in them.
MOST = 1_000_000
MOST_PLACES = 9

Value = TypeVar("Value")


@dataclass(slots=True)
class Problems:
    """The problems found so far, each with its line.

    ``empty_lists``: a list without anything in it says nothing, as programs write it; by default it is a mistake.
    ``is_calendar_unread``: the file's calendar has a problem, so that nobody knows which terms there are.
    ``are_courses_unread``: the same of the codes of its courses.
    """

    lines: dict[Place, int] = field(default_factory=dict)
    empty_lists: bool = False
    is_calendar_unread: bool = False
    are_courses_unread: bool = False
    found: list[Problem] = field(default_factory=list)

    def add(self, kind: ProblemKind, place: Place, detail: str) -> None:
        """Note one problem."""
        line = line_of(place, lines=self.lines)
        self.found.append(Problem(kind=kind, place=_printable(written(place)), line=line, detail=_printable(detail)))

    def in_order(self) -> tuple[Problem, ...]:
        """All problems from the top of the file down."""
        return tuple(sorted(self.found, key=lambda problem: (problem.line or 0, problem.place, problem.detail)))


class Table:
    """One TOML table; a key that nobody asked for is reported by `finish`."""

    def __init__(self, values: Mapping[str, object], *, place: Place, problems: Problems) -> None:
        self.values = values
        self.place = place
        self.problems = problems
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        """Whether something is said under a key; a null says nothing."""
        return self.values.get(key) is not None

    def wrong(self, key: str, detail: str, kind: ProblemKind = ProblemKind.WRONG_VALUE) -> None:
        """Report the value of a key."""
        self.problems.add(kind, (*self.place, key), detail)

    def needs(self, key: str) -> None:
        """Report a key that must be there and is not."""
        if key not in self:
            self.wrong(key, f"'{key}' is missing", ProblemKind.MISSING)

    def finish(self) -> None:
        """Report the keys that have no meaning here."""
        for key in self.values:
            if key not in self._asked:
                self.wrong(key, f"unknown key '{key}'", ProblemKind.UNKNOWN_KEY)

    def _take(self, key: str, kind: type[Value], words: str) -> Value | None:
        self._asked.add(key)
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.wrong(key, f"must be {words}")
            return None
        return value

    def text(self, key: str) -> str | None:
        """A text, if there."""
        return self._take(key, str, "a text in quotes")

    def needed_text(self, key: str) -> str:
        """A text that must be there; a blank one is none."""
        value = self.text(key)
        if value is not None and not value.strip():
            self.wrong(key, f"'{key}' is missing", ProblemKind.MISSING)
        self.needs(key)
        return value or ""

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._take(key, bool, "true or false")
        return default if value is None else value

    def whole(self, key: str) -> int | None:
        """A whole number, if there."""
        value = self._take(key, int, "a whole number")
        if value is not None and abs(value) > MOST:
            self.wrong(key, "must be a number of common size")
            return None
        return value

    def day(self, key: str) -> date | None:
        """A date, if there."""
        day = self._take(key, date, "a date like 2026-11-24")
        if isinstance(day, datetime):
            self.wrong(key, "must be a date like 2026-11-24, without an hour")
            return None
        return day

    def number(self, key: str) -> Fraction | None:
        """An exact number, if there."""
        self._asked.add(key)
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.wrong(key, "must be a number")
            return None
        number = Fraction(value) if isinstance(value, int) or _is_short(value) else None
        if number is None or abs(number) > MOST:
            self.wrong(key, "must be a number of common size")
            return None
        return number

    def units(self, key: str, *, scale: int) -> int | None:
        """Credits of the source as whole units; negative ones, and shares that are not whole, are reported."""
        value = self.number(key)
        if value is None:
            return None
        if value < 0:
            self.wrong(key, "must not be negative", ProblemKind.NEGATIVE_CREDIT)
            return None
        units = units_of_credits(Decimal(str(self.values[key])), scale=scale)
        if units is None:
            self.wrong(key, f"may have {SHARES}, not {float(value)} of scale {scale}")
        return units

    def words(self, key: str) -> frozenset[str]:
        """One text or a list of texts."""
        listed = self._listed(key)
        is_empty = key in self and not listed and not self.problems.empty_lists
        if not all(isinstance(word, str) and word.strip() for word in listed) or is_empty:
            self.wrong(key, "must be a text or a list of texts")
            return frozenset()
        return frozenset(word for word in listed if isinstance(word, str))

    def wholes(self, key: str) -> frozenset[int]:
        """One whole number or a list of them."""
        listed = self._listed(key)
        if not all(isinstance(number, int) and not isinstance(number, bool) for number in listed):
            self.wrong(key, "must be a whole number or a list of them")
            return frozenset()
        return frozenset(number for number in listed if isinstance(number, int))

    def _listed(self, key: str) -> list[object]:
        value = self.raw(key)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def one_of(self, key: str, choices: Iterable[Value]) -> Value | None:
        """One of a fixed set of words, if there."""
        word = self.text(key)
        if word is None:
            return None
        by_word = {str(choice): choice for choice in choices}
        if word not in by_word:
            self.wrong(key, f"'{word}' is none of: {', '.join(by_word)}")
        return by_word.get(word)

    def some_of(self, key: str, choices: Iterable[Value]) -> frozenset[Value]:
        """Some words of a fixed set."""
        by_word = {str(choice): choice for choice in choices}
        given = self.words(key)
        for word in sorted(given - by_word.keys()):
            self.wrong(key, f"'{word}' is none of: {', '.join(by_word)}")
        return frozenset(by_word[word] for word in given if word in by_word)

    def needed_whole(self, key: str) -> int:
        """A whole number that must be there; 0 with a problem where it is not."""
        self.needs(key)
        return self.whole(key) or 0

    def whole_from(self, key: str, least: int) -> int | None:
        """A whole number of at least so much, if there."""
        value = self.whole(key)
        if value is not None and value < least:
            self.wrong(key, f"must be at least {least}" if least else "must not be negative")
            return None
        return value

    def table(self, key: str) -> "Table | None":
        """A table inside this one, if there."""
        values = self._take(key, dict, "a table")
        if values is None:
            return None
        return Table(values, place=(*self.place, key), problems=self.problems)

    def tables(self, key: str) -> Iterator["Table"]:
        """A list of tables inside this one."""
        for number, values in enumerate(self._take(key, list, "a list of tables") or []):
            place = (*self.place, key, number)
            if isinstance(values, dict):
                yield Table(values, place=place, problems=self.problems)
            else:
                self.problems.add(ProblemKind.WRONG_VALUE, place, "must be a table")

    def raw(self, key: str) -> object:
        """The value as it stands, for keys that take several shapes."""
        self._asked.add(key)
        return self.values.get(key)


def _printable(text: str) -> str:
    """The text with what no file and no page can hold written out: a NUL, and halves of characters."""
    return text.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def _is_short(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -MOST_PLACES <= exponent <= MOST_PLACES
