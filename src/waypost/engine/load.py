"""How full each half of a school year is."""

from typing import NamedTuple

from waypost.engine.catalog import Term
from waypost.engine.record import Entry, Record, Stage


class Half(NamedTuple):
    """A half of a school year, or its summer, in the order of time."""

    school_year: int
    place: int

    @property
    def term(self) -> Term:
        """The term that it is."""
        return (Term.FALL, Term.SPRING, Term.SUMMER)[self.place]


def halves_of(entry: Entry) -> tuple[Half, ...]:
    """The halves in which an entry meets; a summer follows the spring of its school year."""
    year = entry.school_year
    match entry.term:
        case Term.FALL:
            return (Half(year, 0),)
        case Term.SPRING:
            return (Half(year, 1),)
        case Term.SUMMER:
            return (Half(year, 2),)
        case Term.YEAR:
            return (Half(year, 0), Half(year, 1))


def loads_of(record: Record) -> dict[Half, int]:
    """The periods that are taken in each half with something in progress or planned."""
    loads: dict[Half, int] = {}
    for entry in record.entries:
        if entry.stage is not Stage.DONE:
            for half in halves_of(entry):
                loads[half] = loads.get(half, 0) + entry.course.periods
    return loads
