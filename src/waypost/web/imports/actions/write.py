"""Writing a change set: new rows in bulk, changed rows by the columns that they share, all of it kept for undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import models

from waypost.web.imports.adapters.change_set import ChangedRow, ChangeSet, NewRow, TableChanges
from waypost.web.imports.adapters.tables import Table
from waypost.web.imports.models import RowBatch, Run
from waypost.web.schools.actions import raise_record_versions

BATCH: Final = 500
Row = TypeVar("Row")


class Ids:
    """Row ids by the natural columns that point at them, fetched once for each; made after the rows exist."""

    def __init__(self, district_id: int) -> None:
        self.district_id = district_id
        self._known: dict[tuple[type[models.Model], str], dict[Any, int]] = {}

    def column(self, table: Table, name: str, value: Any) -> tuple[str, Any]:
        """The database column and value for a column of the table: ("school__source_id", "5") -> ("school_id", 17)."""
        own, _, by = name.partition("__")
        if not by:
            return name, value
        target = table.model._meta.get_field(own).related_model
        assert isinstance(target, type)  # noqa: S101  foreign keys of our own models are never lazy here
        return f"{own}_id", None if value is None else self._of(target, by)[value]

    def forget(self, model: type[models.Model]) -> None:
        """Look again for this model's rows: some were written."""
        self._known = {key: ids for key, ids in self._known.items() if key[0] is not model}

    def _of(self, model: type[models.Model], by: str) -> dict[Any, int]:
        known = self._known.get((model, by))
        if known is None:
            rows = model._default_manager.filter(district_id=self.district_id)
            known = self._known[(model, by)] = dict(rows.values_list(by, "pk"))
        return known


def write_changes(run: Run, changes: ChangeSet, *, with_gone: bool) -> None:
    """Write everything, with or without turning rows off, and keep what was written as the run's batches."""
    ids, read_anew = Ids(run.district_id), set[int]()
    for one in changes.tables:
        changed = (*one.changed, *(one.gone if with_gone else ()))
        read_anew |= _add(run, one, ids)
        _change(run, one.table, changed, ids)
        read_anew |= students_of(one.table, (row.row_id for row in changed))
        if one.new or one.changed:
            ids.forget(one.table.model)
    raise_record_versions(read_anew)


def students_of(table: Table, row_ids: Iterable[int]) -> set[int]:
    """The students whose audits read these rows; none where no audit reads the table."""
    if not table.student:
        return set()
    some = (table.model._default_manager.filter(pk__in=ids) for ids in chunks(row_ids, BATCH))
    return {student for rows in some for student in rows.values_list(table.student, flat=True)}


def _add(run: Run, changes: TableChanges, ids: Ids) -> set[int]:
    """Write the new rows; the students whose audits read them."""
    table, students = changes.table, set[int]()
    for rows in chunks(changes.new, BATCH):
        made = table.model._default_manager.bulk_create(_instances(run, table, rows, ids))
        _keep(run, table, [[one.pk, None, row.after] for one, row in zip(made, rows, strict=True)])
        students |= {getattr(one, table.student) for one in made} if table.student else set()
    return students


def _instances(run: Run, table: Table, rows: Iterable[NewRow], ids: Ids) -> list[models.Model]:
    district = {"district_id": run.district_id} if table.district == "district_id" else {}
    instances = []
    for row in rows:
        named = {**dict(zip(table.key, row.key, strict=True)), **row.after}
        columns = dict(ids.column(table, name, value) for name, value in named.items())
        instances.append(table.model(**district, **columns))
    return instances


def _change(run: Run, table: Table, rows: Sequence[ChangedRow], ids: Ids) -> None:
    set_columns(table, [(row.row_id, row.after) for row in rows], ids)
    for some in chunks(rows, BATCH):
        _keep(run, table, [[row.row_id, row.before, row.after] for row in some])


def set_columns(table: Table, rows: Iterable[tuple[int, Mapping[str, Any]]], ids: Ids) -> None:
    """Set the named columns of rows, those with the same columns together."""
    alike: dict[tuple[str, ...], list[models.Model]] = {}
    for row_id, after in rows:
        columns = dict(ids.column(table, name, value) for name, value in after.items())
        alike.setdefault(tuple(columns), []).append(table.model(pk=row_id, **columns))
    for names, instances in alike.items():
        fields = [table.model._meta.get_field(name).name for name in names]
        table.model._default_manager.bulk_update(instances, fields, batch_size=BATCH)


def _keep(run: Run, table: Table, rows: list[list[Any]]) -> None:
    RowBatch.objects.create(run=run, table=table.name, rows=rows)


def chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of at most that size."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
