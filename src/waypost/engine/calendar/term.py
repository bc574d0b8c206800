"""A term: a code that knows in which parts of the school year it meets."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple


class YearDay(NamedTuple):
    """A day of every school year, in order; ``offset`` is 1 from the first of January that lies in it."""

    offset: int
    month: int
    day: int

    def on(self, school_year: int) -> date:
        """The date in one school year, which is named by the calendar year in which it starts."""
        return date(school_year + self.offset, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDates:
    """What a calendar says of one term; both days are in it. ``aliases`` are the words of student systems."""

    code: str
    title: str
    title_es: str = ""
    begins: YearDay
    ends: YearDay
    is_summer: bool = False
    aliases: tuple[str, ...] = ()

    def holds(self, other: "TermDates") -> bool:
        """Whether the other term lies inside of this one, and is shorter."""
        own, inner = (self.begins, self.ends), (other.begins, other.ends)
        return own != inner and own[0] <= inner[0] and inner[1] <= own[1]


class Term(str):
    """A term's code; two terms are the same where their codes are.

    ``parts`` are the shortest terms in which it meets, in the order of time, and ``place`` is the place of the
    first of them in its school year. ``semester`` is 1 where it is over with the first semester, else 2.
    ``Term("fall")`` finds one of the four terms that hold where no calendar is named.
    """

    __slots__ = ("_parts", "dates", "place", "semester")
    dates: TermDates
    place: int
    semester: int
    _parts: "tuple[Term, ...]"

    FALL: ClassVar["Term"]
    SPRING: ClassVar["Term"]
    YEAR: ClassVar["Term"]
    SUMMER: ClassVar["Term"]
    usual: ClassVar["tuple[Term, ...]"] = ()

    def __new__(cls, code: str) -> "Term":
        """One of the usual four; ValueError for any other code."""
        for known in cls.usual:
            if known == code:
                return known
        raise ValueError(f"{code!r} is no term")

    def __reduce__(self) -> "tuple[object, ...]":
        """Copies and pickles keep what its calendar says of it."""
        return term_with, (self.dates, self.place, self._parts, self.semester)

    @property
    def value(self) -> str:
        """The code as plain text."""
        return str(self)

    @property
    def parts(self) -> "tuple[Term, ...]":
        """The shortest terms in which it meets."""
        return self._parts or (self,)

    @property
    def is_summer(self) -> bool:
        """Whether it is a summer session."""
        return self.dates.is_summer

    def meets_with(self, other: "Term") -> bool:
        """Whether the two meet at one time of the same school year."""
        return not {part.place for part in self.parts}.isdisjoint(part.place for part in other.parts)


def coded_term(code: str) -> Term:
    """A term of which only the code is known, to compare with others."""
    day = YearDay(0, 1, 1)
    return term_with(TermDates(code=code, title=code, begins=day, ends=day), 0, (), 2)


def term_with(dates: TermDates, place: int, parts: tuple[Term, ...], semester: int) -> Term:
    """A term of a calendar; no parts where nothing shorter lies in it."""
    term = str.__new__(Term, dates.code)
    term.dates, term.place, term._parts, term.semester = dates, place, parts, semester
    return term
