"""What must come before a course, as a tree and as a small text language.

The language: ``none``; a course code (``MA201``); a code with the least grade (``MA201:C``); a code that
may run at the same time (``MA201*``); ``and``, ``or`` and parentheses (``and`` binds closer). A part
that is no code becomes a question for a person (`Ask`): never untakeable, and never free.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Free:
    """Nothing is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCourse:
    """One course, with the least grade where stated; ``concurrent``: the same term is early enough."""

    code: str
    min_grade: str | None = None
    concurrent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryOf:
    """All of these."""

    parts: tuple["Prerequisite", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one of these."""

    parts: tuple["Prerequisite", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A condition that only a person can judge, in the catalog's own words."""

    text: str


Prerequisite: TypeAlias = Free | NeedCourse | EveryOf | AnyOf | Ask

FREE = Free()

_NOTHING = {"", "none", "n/a", "no prerequisite"}
_SPLIT = re.compile(r"(\(|\)|\band\b|\bor\b|&|\||,|;)", re.IGNORECASE)
_CODE = re.compile(r"(?P<code>[A-Za-z0-9][\w./-]*)(?::(?P<grade>[A-Da-d][+-]?|\d{2,3}))?(?P<star>\*)?")
_MEANS = {"&": "and", ",": "and", ";": "and", "|": "or"}
_SIGNS = {"and", "or", "(", ")"}


def parse_prerequisite(
    text: str, *, names: Mapping[str, str] | None = None, codes: Collection[str] = ()
) -> Prerequisite:
    """The tree that a catalog's prerequisite text says.

    ``names`` maps lower-case titles to codes; ``codes`` are the catalog's own, for codes without a digit.
    """
    if text.strip().lower() in _NOTHING:
        return FREE
    reader = _Reader(words=_words(text), names=names or {}, codes=codes)
    try:
        tree = reader.any_of()
    except (_GrammarError, RecursionError):
        return Ask(text=text.strip())
    return tree if reader.at == len(reader.words) else Ask(text=text.strip())


def _words(text: str) -> list[str]:
    """Signs in lower case, everything between two signs as one word."""
    pieces = [piece.strip() for piece in _SPLIT.split(text) if piece.strip()]
    signs = [_MEANS.get(piece, piece.lower()) for piece in pieces]
    return [sign if sign in _SIGNS else piece for sign, piece in zip(signs, pieces, strict=True)]


class _GrammarError(Exception):
    """The text breaks the grammar."""


@dataclass(slots=True)
class _Reader:
    """A place in the list of words; each method reads one phrase of the grammar."""

    words: list[str]
    names: Mapping[str, str]
    codes: Collection[str]
    at: int = 0

    def any_of(self) -> Prerequisite:
        parts = [self.every_of()]
        while self._takes("or"):
            parts.append(self.every_of())
        return parts[0] if len(parts) == 1 else AnyOf(parts=tuple(parts))

    def every_of(self) -> Prerequisite:
        parts = [self.one()]
        while self._takes("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else EveryOf(parts=tuple(parts))

    def one(self) -> Prerequisite:
        if self._takes("("):
            inner = self.any_of()
            if not self._takes(")"):
                raise _GrammarError
            return inner
        if self.at == len(self.words) or self.words[self.at] in _SIGNS:
            raise _GrammarError
        self.at += 1
        return _named(self.words[self.at - 1], names=self.names, codes=self.codes)

    def _takes(self, sign: str) -> bool:
        found = self.at < len(self.words) and self.words[self.at] == sign
        self.at += found
        return found


def _named(word: str, *, names: Mapping[str, str], codes: Collection[str]) -> Prerequisite:
    """A course by title or by code (a known one, or one with a digit and no space), or a question."""
    if word.lower() in names:
        return NeedCourse(code=names[word.lower()])
    read = _CODE.fullmatch(word)
    if read is None or not (read["code"] in codes or any(sign.isdigit() for sign in read["code"])):
        return Ask(text=word)
    grade = read["grade"].upper() if read["grade"] else None
    return NeedCourse(code=read["code"], min_grade=grade, concurrent=bool(read["star"]))
