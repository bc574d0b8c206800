"""What a file would change in the database, as values: compared, counted, not yet written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from django.core.serializers.json import DjangoJSONEncoder

from waypost.interchange.problems import Problem

from .tables import Table

Key: TypeAlias = tuple[Any, ...]


class NewRow(NamedTuple):
    """A row to add: only the columns that the file sets."""

    key: Key
    after: dict[str, Any]


class ChangedRow(NamedTuple):
    """A row to change: only the columns that differ."""

    key: Key
    row_id: int
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChanges:
    """The changes in one table; `gone` are rows that the file no longer names, `on` counts those in force before."""

    table: Table
    new: tuple[NewRow, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    gone: tuple[ChangedRow, ...] = ()
    same: int = 0
    on: int = 0

    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, gone and the same."""
        return {"new": len(self.new), "changed": len(self.changed), "gone": len(self.gone), "same": self.same}

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSummary:
    """What became of one file, for the page: its rows, how many of them wait, and whether it was read."""

    name: str
    rows: int = 0
    held: int = 0
    is_read: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """Everything that one upload would change, in the order in which the tables are written."""

    tables: tuple[TableChanges, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[FileSummary, ...] = ()
    version: str = ""
    refused: bool = False

    def of(self, table: Table) -> TableChanges:
        """The changes in one table; none where the upload does not touch it."""
        return next((one for one in self.tables if one.table is table), TableChanges(table=table))

    @property
    def is_empty(self) -> bool:
        """Whether applying would write nothing."""
        return all(one.is_empty for one in self.tables)

    def counts(self) -> dict[str, dict[str, int]]:
        """Numbers by table, for the run."""
        return {one.table.name: one.counts() for one in self.tables}

    def fingerprint(self) -> str:
        """The same text for the same changes: a preview and what is applied can be told to be one."""
        whole = hashlib.sha256()
        for one in self.tables:
            for kind, rows in (("new", one.new), ("changed", one.changed), ("gone", _without_after(one.gone))):
                whole.update(f"{one.table.name} {kind}\n".encode())
                whole.update(json.dumps(sorted(rows, key=repr), cls=DjangoJSONEncoder, sort_keys=True).encode())
        return whole.hexdigest()


def _without_after(rows: Iterable[ChangedRow]) -> tuple[tuple[Key, int], ...]:
    """What a row that goes becomes holds the day; the same row gone tomorrow is the same change."""
    return tuple((row.key, row.row_id) for row in rows)
