"""A newer catalog makes a new edition of what it changes; within its own school year it corrects the one in force.

Example: Health gives 1 credit in the catalog of 2025, and half a credit in that of 2026. The course then has an edition
from year 0 with 1 credit, and is itself the edition from 2026. A second file of 2026 corrects it and adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from waypost.interchange.problems import Location, Problem
from waypost.web.catalog.adapters import EDITION_COLUMNS, EDITION_SCHEMA
from waypost.web.schools.models import District

from .change_set import ChangedRow, Key, NewRow, TableChanges
from .compare import Stored, Wanted, compare, stored_rows
from .tables import EDITIONS

Years = Mapping[Key, int]

#: An edition stands in no file.
NOWHERE: Final = Location("")


def in_editions(changes: TableChanges, *, stored: Mapping[Key, Stored], years: Years) -> TableChanges:
    """The changes of the courses, each with the school year from which what it says holds."""
    return replace(
        changes,
        new=tuple(NewRow(row.key, {**row.after, "edition_year": years[row.key]}) for row in changes.new),
        changed=tuple(
            _with_year(row, stored[row.key].values["edition_year"], years[row.key]) for row in changes.changed
        ),
    )


def edition_changes(
    changes: TableChanges, *, stored: Mapping[Key, Stored], district: District, problems: list[Problem]
) -> TableChanges:
    """What the courses were until now, where a newer edition takes its place; `stored` are the courses before."""
    ended = [row for row in changes.changed if row.before.get("edition_year") is not None]
    known = stored_rows(EDITIONS, district_id=district.pk) if ended else {}
    begun = {key[0] for key in known}
    wanted = {}
    for row in ended:
        from_year = row.before["edition_year"] if row.key[0] in begun else 0
        before = stored[row.key].values
        values = {"schema": EDITION_SCHEMA, **{name: before[name] for name in EDITION_COLUMNS}}
        wanted[row.key[0], from_year] = Wanted({"values": values}, NOWHERE)
    return compare(EDITIONS, wanted=wanted, stored=known, problems=problems)


def _with_year(row: ChangedRow, known: int | None, year: int) -> ChangedRow:
    """The row with its year: a first catalog begins it, a later one ends an edition if it changes what that keeps."""
    if known is not None and (year <= known or not set(row.after) & set(EDITION_COLUMNS)):
        return row
    return ChangedRow(row.key, row.row_id, {**row.before, "edition_year": known}, {**row.after, "edition_year": year})
