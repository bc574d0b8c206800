"""An offering in a term: what the search places or leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from waypost.engine.catalog import Term
from waypost.engine.load import Half, halves_of
from waypost.engine.record import Entry, Record, Stage
from waypost.engine.search.calendar import Span
from waypost.engine.search.offering import METHODS, Modality, Offering
from waypost.engine.supply import course_key


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


def placements_of(
    offerings: Iterable[Offering], *, spans: Sequence[Span], chosen: Sequence[Entry]
) -> tuple[Placement, ...]:
    """Every offering in every term where it runs for the student's grade, in a fixed order."""
    planned: dict[str, list[Entry]] = {}
    for entry in chosen:
        planned.setdefault(entry.course.code, []).append(entry)
    found: list[Placement] = []
    for offering in sorted(offerings, key=lambda offering: offering.key):
        own = planned.get(offering.course.code, [])
        found.extend(_placed(offering, entry, own) for entry in _entries(offering, spans=spans))
    return tuple(found)


def stuck_placements(placements: Iterable[Placement], *, chosen: Sequence[Entry]) -> tuple[Placement, ...]:
    """Planned entries where they stand, though nothing offers them there."""
    standing = {placement.entry.id for placement in placements if placement.kept}
    return tuple(
        Placement(Offering(course=entry.course, units=entry.units), entry, halves_of(entry), kept=True)
        for entry in chosen
        if entry.id not in standing
    )


def _entries(offering: Offering, *, spans: Sequence[Span]) -> Iterator[Entry]:
    terms = offering.runs_in()
    grades = offering.course.grades
    springs = {span.half.school_year for span in spans if span.half.place == 1}
    takes_year = Term.YEAR in terms
    places = [term in terms for term in (Term.FALL, Term.SPRING, Term.SUMMER)]
    for span in spans:
        if grades and span.grade not in grades:
            continue
        if places[span.half.place]:
            yield _entry(offering, span=span, term=span.half.term)
        if takes_year and span.half.place == 0 and span.half.school_year in springs:
            yield _entry(offering, span=span, term=Term.YEAR)


def _entry(offering: Offering, *, span: Span, term: Term) -> Entry:
    way = "" if offering.modality is Modality.SCHOOL else f"-{offering.modality}"
    return Entry(
        id=f"{offering.course.code}{way}-{span.half.school_year}-{term}",
        course=offering.course,
        stage=Stage.PLANNED,
        units=offering.credited_units,
        grade_level=span.grade,
        school_year=span.half.school_year,
        term=term,
        method=METHODS[offering.modality],
        offering=offering.name,
    )


def _placed(offering: Offering, entry: Entry, planned: list[Entry]) -> Placement:
    """The placement; one that the plan has already keeps the id of its entry."""
    own = next((one for one in planned if _stands(one, entry)), None)
    if own is None:
        return Placement(offering, entry, halves_of(entry))
    planned.remove(own)
    return Placement(offering, own, halves_of(entry), kept=True)


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
