"""How full each of the shortest terms of a school year is."""

from typing import NamedTuple

from waypost.engine.catalog import Term
from waypost.engine.record import Entry, Record, Stage


class Half(NamedTuple):
    """One of the shortest terms of a school year's calendar, in the order of time; by default halves and a summer."""

    school_year: int
    place: int
    term: Term


def halves_of(entry: Entry) -> tuple[Half, ...]:
    """The shortest terms in which an entry meets, in the order of time."""
    year = entry.school_year
    return tuple([Half(year, part.place, part) for part in entry.term.parts])


def loads_of(record: Record) -> dict[Half, int]:
    """The periods that are taken in each of the shortest terms with something in progress or planned."""
    loads: dict[Half, int] = {}
    for entry in record.entries:
        if entry.stage is not Stage.DONE:
            for half in halves_of(entry):
                loads[half] = loads.get(half, 0) + entry.course.periods
    return loads
