"""Tags that a course's title, SCED code or own code suggests, so that a new catalog can be audited at once."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: With one of these nothing else is suggested: such a class meets no high school rule by its title.
_STANDS_ALONE = frozenset({"below-high-school", "special-education"})

_NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRule:
    """What suggests one tag; every piece is matched as whole words."""

    tag: str
    titles: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    sced: tuple[str, ...] = ()

    def fits(self, *, title: str, sced: str, code: str) -> bool:
        """Whether a plain title, a SCED code or a plain code of one's own suggests the tag."""
        if self.sced and sced.startswith(self.sced):
            return True
        named = title in self.whole or _has_one(title, self.titles) or _has_one(code, self.codes)
        return named and not _has_one(title, self.unless)


def suggest_tags(title: str, sced: str = "", *, code: str = "", known: Iterable[str] = ()) -> frozenset[str]:
    """The tags that a course's title, SCED code and district code suggest; ``known`` are those that it has already.

    They are suggestions: what a person or the catalog itself says stays beside them.
    """
    tags = _suggested(plain_words(title), sced.strip(), plain_words(code))
    alone = _STANDS_ALONE & {*tags, *known}
    return frozenset(alone - set(known)) if alone else tags


def plain_words(text: str) -> str:
    """Small letters, digits and single spaces; roman numerals up to eight become digits (``Algebra II``: algebra 2)."""
    text = text.casefold().replace(".", "").replace("&", " and ")
    words = re.sub(r"(?<=\d)(?=[a-z])|[^a-z0-9]+", " ", text).split()
    return " ".join(_NUMERALS.get(word, word) for word in words)


@cache
def tag_rules() -> tuple[TagRule, ...]:
    """The rules of tags.toml."""
    table = tomllib.loads((files("waypost.rulebooks") / "tags.toml").read_text(encoding="utf-8"))
    return tuple(
        TagRule(tag=row["tag"], **{key: tuple(value) for key, value in row.items() if key != "tag"})
        for row in table["tag"]
    )


@cache
def _suggested(title: str, sced: str, code: str) -> frozenset[str]:
    return frozenset(rule.tag for rule in tag_rules() if rule.fits(title=title, sced=sced, code=code))


def _has_one(words: str, pieces: Iterable[str]) -> bool:
    return any(f" {piece} " in f" {words} " for piece in pieces)
