"""A district's school year: its terms, and what comes before what.

Trimesters in a year that begins on August 1st::

    T1 |--------|          place 0, semester 1
    T2          |-------|  place 1, semester 2: it ends after the first semester
    T3                  |--------|   place 2
    year |-----------------------|   parts T1, T2, T3
    summer                          |---|   place 3
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from waypost.engine.calendar.term import Term, TermDates, YearDay, term_with


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """The terms of every school year of one district, in the order in which pages list them.

    ``starts`` is the first day of the school year. ``first_semester_ends`` is for deadlines that a source gives
    in semesters (None: the end of the first half of the shortest terms). ``full_credit`` are the terms of a
    course of one credit whose catalog names none (none: the terms of the whole year, or else any shortest term).
    """

    starts: YearDay
    dates: tuple[TermDates, ...]
    first_semester_ends: YearDay | None = None
    full_credit: tuple[str, ...] = ()
    title: str = ""
    title_es: str = ""
    terms: tuple[Term, ...] = field(init=False, compare=False, repr=False, default=())
    parts: tuple[Term, ...] = field(init=False, compare=False, repr=False, default=())
    _known: Mapping[str, Term] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Work out the parts of each term."""
        parts = _parts(self.dates, semester_ends=self.semester_end)
        terms = tuple(_term(dates, parts, semester_ends=self.semester_end) for dates in self.dates)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "terms", terms)
        object.__setattr__(self, "_known", {str(term): term for term in (*_usual(parts), *terms)})

    @property
    def semester_end(self) -> YearDay | None:
        """The last day of the first semester."""
        if self.first_semester_ends is not None:
            return self.first_semester_ends
        ends = [dates.ends for dates in _shortest(self.dates) if not dates.is_summer]
        return ends[len(ends) // 2 - 1] if len(ends) > 1 else None

    @property
    def days(self) -> tuple[Term, ...]:
        """The parts that are no summer session."""
        return tuple(part for part in self.parts if not part.is_summer)

    @property
    def summers(self) -> tuple[Term, ...]:
        """The summer sessions."""
        return tuple(part for part in self.parts if part.is_summer)

    @property
    def known(self) -> tuple[Term, ...]:
        """The terms that files of this calendar can name: its own, and the usual four."""
        return tuple(self._known.values())

    def find(self, code: str) -> Term | None:
        """The term with this code; one of the usual four is known too, by the parts that stand for it here."""
        return self._known.get(code)

    def term(self, code: str) -> Term:
        """The same for a stored code, which never fails: what is unknown here is taken as the whole year."""
        found = self._known.get(code)
        return found if found is not None else _strange(code, self._known["year"])

    def named(self, words: str) -> Term | None:
        """The term that a file of a student system means, by code, alias or title, in any case."""
        code = self.words().get(_plain(words))
        return None if code is None else self._known[code]

    def words(self) -> dict[str, str]:
        """The codes of terms by the words that files use, in lower case, letters and digits only."""
        titles = {_plain(term.dates.title): str(term) for term in self.terms}
        aliases = {_plain(alias): str(term) for term in self.terms for alias in term.dates.aliases}
        usual = {_plain(code): code for code in self._known}
        return {**titles, **aliases, **usual, **{_plain(term): str(term) for term in self.terms}}

    def in_order(self, terms: Iterable[str]) -> tuple[Term, ...]:
        """These terms in the order of the calendar; those of another calendar stand last."""
        asked = {str(term) for term in terms}
        own = tuple(term for term in self.terms if term in asked)
        return (*own, *(self.term(code) for code in sorted(asked - set(own))))

    def school_year(self, on: date) -> int:
        """The school year of a date, named by the calendar year in which it starts."""
        return on.year if (on.month, on.day) >= self.starts[1:] else on.year - 1

    def begun(self, term: Term, *, school_year: int, on: date) -> bool:
        """Whether a term of that school year has begun on that day."""
        return term.dates.begins.on(school_year) <= on

    def whole_years(self) -> tuple[Term, ...]:
        """The terms that meet in all parts of the school year but summer."""
        return tuple(term for term in self.terms if term.parts == self.days)

    def unstated(self, *, is_full_credit: bool) -> frozenset[Term]:
        """Where a course runs whose catalog names no term."""
        if not is_full_credit:
            return frozenset(self.days)
        named = frozenset(self.term(code) for code in self.full_credit)
        return named or frozenset(self.whole_years()) or frozenset(self.days)

    def meant(self, terms: Iterable[Term]) -> frozenset[Term]:
        """The own terms that these stand for: fall of another calendar is each part of the first semester."""
        own = set(self.terms)
        found: set[Term] = set()
        for term in terms:
            found.update(self._meant(term) if term not in own else (term,))
        return frozenset(found)

    def _meant(self, term: Term) -> Iterable[Term]:
        if term == Term.YEAR:
            return self.whole_years() or self.days
        known = self._known.get(term)
        return () if known is None else known.parts


def _shortest(dates: Iterable[TermDates]) -> list[TermDates]:
    """The terms that hold no shorter one, one for each stretch of days, in the order of time."""
    listed = list(dates)
    leaves = {(one.begins, one.ends): one for one in reversed(listed) if not any(one.holds(two) for two in listed)}
    return [leaves[stretch] for stretch in sorted(leaves)]


def _parts(dates: Iterable[TermDates], *, semester_ends: YearDay | None) -> tuple[Term, ...]:
    return tuple(term_with(one, place, (), _semester(one, semester_ends)) for place, one in enumerate(_shortest(dates)))


def _term(dates: TermDates, parts: tuple[Term, ...], *, semester_ends: YearDay | None) -> Term:
    inside = tuple(part for part in parts if dates.begins <= part.dates.begins and part.dates.ends <= dates.ends)
    same = next((part for part in inside if part.dates == dates), None)
    return same or term_with(dates, inside[0].place, inside, _semester(dates, semester_ends))


def _semester(dates: TermDates, semester_ends: YearDay | None) -> int:
    return 1 if semester_ends is not None and dates.ends <= semester_ends else 2


def _usual(parts: tuple[Term, ...]) -> Iterable[Term]:
    """Fall, spring, year and summer as the parts of this calendar that stand for them."""
    days = [part for part in parts if not part.is_summer] or list(parts)
    first = [part for part in days if part.semester == 1] or days[:1]
    second = [part for part in days if part.semester == 2] or days[-1:]
    summers = [part for part in parts if part.is_summer] or days[-1:]
    for usual, own in zip(Term.usual, (first, second, days, summers), strict=True):
        yield term_with(usual.dates, own[0].place, tuple(own), own[-1].semester)


def _strange(code: str, year: Term) -> Term:
    dates = replace(year.dates, code=code, title=code, title_es=code)
    return term_with(dates, year.place, year.parts, year.semester)


def _plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _dates(code: str, titles: tuple[str, str], begins: YearDay, ends: YearDay) -> TermDates:
    title, title_es = titles
    return TermDates(code=code, title=title, title_es=title_es, begins=begins, ends=ends, is_summer=code == "summer")


_FALL, _SPRING = YearDay(0, 7, 1), YearDay(1, 1, 1)
_LAST, _END = YearDay(1, 6, 29), YearDay(1, 6, 30)  # a summer class can be planned to the end of June
_USUAL = (
    _dates("fall", ("Fall", "Otoño"), _FALL, YearDay(0, 12, 31)),
    _dates("spring", ("Spring", "Primavera"), _SPRING, _LAST),
    _dates("year", ("All year", "Todo el año"), _FALL, _LAST),
    _dates("summer", ("Summer", "Verano"), _END, _END),
)


def _first() -> SchoolCalendar:
    """The calendar that holds where none is named; it makes the four terms that the class knows."""
    bare = tuple(term_with(one, place, (), 1) for place, one in enumerate(_USUAL))
    Term.usual = bare
    calendar = SchoolCalendar(starts=_FALL, dates=_USUAL)
    Term.usual = calendar.terms
    Term.FALL, Term.SPRING, Term.YEAR, Term.SUMMER = calendar.terms
    return calendar


#: Fall, spring, the whole year and summer.
DEFAULT_CALENDAR = _first()
