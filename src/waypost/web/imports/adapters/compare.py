"""Rows of a file against rows of the database, by their source's own ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from waypost.interchange.codes import Code
from waypost.interchange.problems import Location, Problem, Severity
from waypost.web.schools.models import Origin

from .change_set import ChangedRow, Key, NewRow, TableChanges
from .tables import NAMES, Table

NAME_COLUMNS: Final = frozenset(NAMES)


class Wanted(NamedTuple):
    """A row as the file has it: only the columns that the file speaks of, and where it stands."""

    values: dict[str, Any]
    location: Location


class Stored(NamedTuple):
    """A row as the database has it."""

    row_id: int
    values: dict[str, Any]
    locked: frozenset[str] = frozenset()


def stored_rows(table: Table, *, district_id: int, by: tuple[str, ...] = ()) -> dict[Key, Stored]:
    """The district's rows of a table by their key, or by other columns that tell them apart, in one query."""
    key = by or table.key
    names = (*key, *table.columns)
    size = len(key)
    extra = ("locked",) if table.is_lockable else ()
    rows = table.model._default_manager.filter(**{table.district: district_id})
    found: dict[Key, Stored] = {}
    for row_id, *values in rows.order_by("pk").values_list("pk", *names, *extra):
        locked = locked_columns(values.pop()) if extra else frozenset()
        found[tuple(values[:size])] = Stored(row_id, dict(zip(table.columns, values[size:], strict=True)), locked)
    return found


def locked_columns(names: list[str]) -> frozenset[str]:
    """The columns that an import leaves alone; a locked name locks the form that the search reads."""
    locked = frozenset(names)
    return locked | {"search_name"} if locked & NAME_COLUMNS else locked


def compare(
    table: Table,
    *,
    wanted: Mapping[Key, Wanted],
    stored: Mapping[Key, Stored],
    problems: list[Problem],
    is_gone: Callable[[Key], bool] = lambda _key: False,
    off: Mapping[str, Any] | None = None,
) -> TableChanges:
    """What changes; `is_gone` says of a row that the file does not want whether the file may turn it off.

    `off` adds to what turning a row off sets: the day.
    """
    new: list[NewRow] = []
    changed: list[ChangedRow] = []
    same = 0
    for key, want in fitting(table, wanted, problems).items():
        have = stored.get(key)
        if have is None:
            new.append(NewRow(key, want.values))
        elif after := _difference(table, have, want.values):
            changed.append(_changed(key, have, after))
        else:
            same += 1
    turned_off = {**table.off, **(off or {})}
    leaving = (key for key, row in stored.items() if key not in wanted and _is_on(table, row) and is_gone(key))
    return TableChanges(
        table=table,
        new=tuple(new),
        changed=tuple(changed),
        gone=tuple(_changed(key, stored[key], turned_off) for key in leaving),
        same=same,
        on=sum(_is_on(table, row) for row in stored.values()),
    )


def _changed(key: Key, have: Stored, after: dict[str, Any]) -> ChangedRow:
    return ChangedRow(key, have.row_id, {name: have.values[name] for name in after}, after)


def _difference(table: Table, have: Stored, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to set: none of a tie that a person made, or that is still in force."""
    if not _may_change(table, have):
        return {}
    stored = have.values
    return {name: value for name, value in values.items() if stored[name] != value and name not in have.locked}


def _may_change(table: Table, have: Stored) -> bool:
    if table.on is None or table.on[0] != "origin":
        return True
    origin = have.values["origin"]
    return origin == Origin.LEFT or (origin == Origin.ROSTER and "ends_on" not in have.values)


def _is_on(table: Table, row: Stored) -> bool:
    return table.on is not None and row.values[table.on[0]] == table.on[1]


def fitting(table: Table, wanted: Mapping[Key, Wanted], problems: list[Problem]) -> Mapping[Key, Wanted]:
    """The wanted rows, without texts that are longer than their column: such a row is told and waits."""
    limits = table.max_lengths()
    names = [(name, limit) for name, limit in limits.items() if name not in table.key]
    parts = [(at, limits[name]) for at, name in enumerate(table.key) if name in limits]
    held: set[Key] = set()
    for key, want in wanted.items():
        too_long = [name for name, limit in names if len(want.values.get(name) or "") > limit]
        if too_long or any(len(key[at]) > limit for at, limit in parts):
            held.add(key)
            place = Location(want.location.file, want.location.line, (*too_long, table.key[0])[0])
            problems.append(Problem(Code.TOO_LONG, Severity.HELD, place, str(key[0])))
    return {key: want for key, want in wanted.items() if key not in held} if held else wanted
