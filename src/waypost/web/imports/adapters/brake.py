"""The brake: when so much would vanish that the file is more likely wrong than right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .change_set import ChangeSet, TableChanges
from .tables import COURSES, GUARDIANS, GUARDIANSHIPS, OFFERINGS, POSTS, SCHOOLS, SEATS, STAFF, STUDENTS

SHARE = 10  # in 100
AT_LEAST = 20
WATCHED = (STUDENTS, GUARDIANS, STAFF, GUARDIANSHIPS, POSTS, COURSES, OFFERINGS, SEATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why the brake is on: so many of so many rows of a table would go, or a school is missing."""

    table: str
    gone: int
    on: int
    school_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brake:
    """What was stopped; with any stop, no row at all is turned off unless a person confirms."""

    stops: tuple[Stop, ...] = ()
    is_rekeyed: bool = False  # most students gone and as many new: the source changed its ids

    @property
    def is_on(self) -> bool:
        """Whether something was stopped."""
        return bool(self.stops)


def pull_brake(changes: ChangeSet, *, school_of: dict[str, str]) -> Brake:
    """The brake for a change set; `school_of` has the school's source id of each student in the database."""
    stops = (*_table_stops(changes), *_school_stops(changes, school_of))
    return Brake(stops=tuple(stops), is_rekeyed=bool(stops) and _is_rekeyed(changes.of(STUDENTS)))


def _table_stops(changes: ChangeSet) -> Iterator[Stop]:
    for table in WATCHED:
        one = changes.of(table)
        if too_many(len(one.gone), one.on):
            yield Stop(table=table.name, gone=len(one.gone), on=one.on)


def too_many(gone: int, on: int) -> bool:
    """More than 10 in 100 and at least 20; or more than half, however few there are."""
    return gone * 100 > on * SHARE and (gone >= AT_LEAST or gone * 2 > on)


def _school_stops(changes: ChangeSet, school_of: dict[str, str]) -> Iterator[Stop]:
    """Schools that the file no longer has, and schools all of whose students would go."""
    missing = {row.key[0] for row in changes.of(SCHOOLS).gone} | _emptied(changes.of(STUDENTS), school_of)
    if missing:
        gone = [row for row in changes.of(STUDENTS).gone if school_of.get(row.key[0]) in missing]
        yield Stop(table=SCHOOLS.name, gone=len(gone), on=len(missing), school_ids=tuple(sorted(missing)))


def _emptied(students: TableChanges, school_of: dict[str, str]) -> set[str]:
    gone = {row.key[0] for row in students.gone}
    moved = {row.key[0]: row.after["school__source_id"] for row in students.changed if "school__source_id" in row.after}
    staying = {moved.get(key, school) for key, school in school_of.items() if key not in gone}
    staying |= {row.after["school__source_id"] for row in students.new}
    return {school_of[key] for key in gone if key in school_of} - staying


def _is_rekeyed(students: TableChanges) -> bool:
    return len(students.gone) * 2 > students.on and len(students.new) * 2 > students.on
