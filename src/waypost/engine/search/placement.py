"""An offering in a term: what the search places or leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from waypost.engine.calendar import DEFAULT_CALENDAR, SchoolCalendar, Term
from waypost.engine.load import Half, halves_of
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.sameness import course_key
from waypost.engine.search.calendar import Span
from waypost.engine.search.offering import METHODS, Modality, Offering


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """One offering in one term, as the record entry that it would be.

    ``kept`` is the planned entry that stands here already, ``moved`` the one that would move here.
    """

    offering: Offering
    entry: Entry
    halves: tuple[Half, ...]
    kept: bool = False

    @property
    def key(self) -> str:
        """The course, for counting it once."""
        return course_key(self.entry.course)

    @property
    def place(self) -> tuple[int, Term]:
        """School year and term."""
        return self.entry.school_year, self.entry.term


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The record in two parts: what stands, and what was planned in terms that are still open."""

    fixed: tuple[Entry, ...]
    chosen: tuple[Entry, ...]


def standing_of(record: Record, *, spans: Sequence[Span]) -> Standing:
    """Divide the record's entries, each part in the order of time."""
    open_halves = {span.half for span in spans}
    entries = sorted(record.entries, key=lambda entry: (entry.school_year, entry.id))
    chosen = [entry for entry in entries if entry.stage is Stage.PLANNED and open_halves.issuperset(halves_of(entry))]
    taken = {entry.id for entry in chosen}
    return Standing(fixed=tuple(entry for entry in entries if entry.id not in taken), chosen=tuple(chosen))


class _Place(NamedTuple):
    """A term in which something could be taken, and the halves that it meets in."""

    term: Term
    grade: int
    school_year: int
    halves: tuple[Half, ...]
    name: str


def placements_of(
    offerings: Iterable[Offering],
    *,
    spans: Sequence[Span],
    chosen: Sequence[Entry],
    calendar: SchoolCalendar = DEFAULT_CALENDAR,
) -> tuple[Placement, ...]:
    """Every offering in every term where it runs for the student's grade, in a fixed order."""
    planned: dict[str, list[Entry]] = {}
    for entry in chosen:
        planned.setdefault(entry.course.code, []).append(entry)
    places = list(_places(spans, calendar))
    found: list[Placement] = []
    for offering in sorted(offerings, key=lambda offering: offering.key):
        own = planned.get(offering.course.code, [])
        entries = _entries(offering, places, terms=offering.runs_in(calendar))
        found.extend(_placed(offering, entry, halves, own) for entry, halves in entries)
    return tuple(found)


def _places(spans: Sequence[Span], calendar: SchoolCalendar) -> Iterator[_Place]:
    """Each of the shortest terms, followed by the longer ones that begin with it, in the order of time."""
    open_halves = {span.half for span in spans}
    for span in spans:
        year, half = span.half.school_year, span.half
        longer = [term for term in calendar.terms if term.parts[0] == half.term and term != half.term]
        for term in (half.term, *longer):
            halves = tuple(Half(year, part.place, part) for part in term.parts)
            if open_halves.issuperset(halves):
                yield _Place(term, span.grade, year, halves, f"{year}-{term}")


def _entries(
    offering: Offering, places: Sequence[_Place], *, terms: frozenset[Term]
) -> Iterator[tuple[Entry, tuple[Half, ...]]]:
    course = offering.course
    start = course.code if offering.modality is Modality.SCHOOL else f"{course.code}-{offering.modality}"
    units, method, name = offering.credited_units, METHODS[offering.modality], offering.name
    for place in places:
        if place.term not in terms or not course.is_for(place.grade):
            continue
        entry = Entry(
            id=f"{start}-{place.name}",
            course=course,
            stage=Stage.PLANNED,
            units=units,
            grade_level=place.grade,
            school_year=place.school_year,
            term=place.term,
            method=method,
            offering=name,
        )
        yield entry, place.halves


def _placed(offering: Offering, entry: Entry, halves: tuple[Half, ...], planned: list[Entry]) -> Placement:
    """The placement; one that the plan has already keeps the id of its entry."""
    own = next((one for one in planned if _stands(one, entry)), None) if planned else None
    if own is None:
        return Placement(offering, entry, halves)
    planned.remove(own)
    return Placement(offering, own, halves, kept=True)


def _stands(own: Entry, entry: Entry) -> bool:
    """Whether a planned entry is this one; one that names no offering is any that is taken in its way."""
    place, method = (own.school_year, own.term), own.method
    return place == (entry.school_year, entry.term) and method is entry.method and own.offering in {"", entry.offering}


def renamed(entry: Entry, *, taken: set[str]) -> Entry:
    """The entry with an id that no other entry has."""
    name, number = entry.id, 2
    while name in taken:
        name, number = f"{entry.id}-{number}", number + 1
    return entry if name == entry.id else replace(entry, id=name)
