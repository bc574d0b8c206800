"""Which record entries a requirement accepts."""

from dataclasses import dataclass, field
from typing import TypeAlias

from waypost.engine.catalog import Level, Term
from waypost.engine.code_patterns import NumberRange
from waypost.engine.plain import IF_STATED
from waypost.engine.record import MethodCode, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """All stated conditions together; within one condition any of the values will do.

    ``all_tags`` must all be there. ``title`` is a piece of the course title. ``min_mark`` compares
    letters with letters and percents with percents. ``by_semester`` counts from fall of grade 9 = 1.
    ``numbers`` are ranges of course numbers, ``patterns`` codes with blanks.
    """

    codes: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    all_tags: frozenset[str] = frozenset()
    levels: frozenset[Level] = frozenset()
    title: str | None = None
    grades: frozenset[int] = frozenset()
    terms: frozenset[Term] = frozenset()
    stages: frozenset[Stage] = frozenset()
    methods: frozenset[MethodCode] = frozenset()
    min_mark: str | None = None
    by_semester: int | None = None
    numbers: frozenset[NumberRange] = field(default=frozenset(), metadata=IF_STATED)
    patterns: frozenset[str] = field(default=frozenset(), metadata=IF_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EitherMatch:
    """At least one of the parts matches."""

    parts: tuple["Selector", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BothMatch:
    """All of the parts match."""

    parts: tuple["Selector", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMatch:
    """The part does not match."""

    part: "Selector"


Selector: TypeAlias = Match | EitherMatch | BothMatch | NotMatch

#: Matches every entry.
ANY_COURSE = Match()
