"""The grain of a situation: the most units of which everything that a rulebook asks and a record has are multiples.

A rulebook in whole credits and a record with halves have a grain of half a credit: nothing is gained by trying finer
shares, however small a unit is.
"""

from collections.abc import Iterable, Iterator

from waypost.engine.record import Record
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Requirement


def units_of_record(record: Record) -> Iterator[int]:
    """All units of a record that an audit divides or compares."""
    for entry in record.entries:
        yield from (entry.units, entry.attempted_units or 0, entry.course.units)
    for granted in record.exceptions:
        yield granted.units or 0


def units_of_rules(nodes: Iterable[Requirement]) -> Iterator[int]:
    """All units that leaves ask for and limits allow."""
    for node in nodes:
        match node:
            case Credits():
                yield node.units
            case AllOf() | ChooseOf():
                yield from (limit.units for limit in node.limits)
            case _:
                pass


def has_shares(nodes: Iterable[Requirement]) -> bool:
    """Whether two leaves within one share its units."""
    hosts = [node.within for node in nodes if isinstance(node, Credits) and node.within is not None]
    return len(set(hosts)) < len(hosts)


def has_limits(nodes: Iterable[Requirement]) -> bool:
    """Whether some courses count only up to a limit."""
    return any(isinstance(node, AllOf | ChooseOf) and node.limits for node in nodes)
