"""Taking an applied run back: every row as it was before, except those that somebody changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from waypost.web.access.actor import Actor
from waypost.web.access.permissions import Permission
from waypost.web.access.scope import require_role
from waypost.web.audits.models import StoredAudit
from waypost.web.base.concurrency import claim
from waypost.web.base.moves import IllegalMove
from waypost.web.history.actions import record
from waypost.web.imports.adapters.tables import TABLES, Table
from waypost.web.imports.models import RowBatch, Run, RunState
from waypost.web.schools.actions import raise_record_versions
from waypost.web.standings.actions.auditing import refresh_standings

from .apply import take_turn
from .write import Ids, chunks, set_columns, students_of

ID_CHUNK = 500


@transaction.atomic
def undo_run(actor: Actor, *, run: Run, seen: int, at: datetime) -> Run:
    """The run, undone; rows that changed since are left and listed on it.

    Raises PermissionDenied, StaleWrite, Busy, and IllegalMove after seven days or in any other state.
    """
    require_role(actor, Permission.IMPORT_RUN)
    claim(run, seen=seen)
    if not run.can_undo(at=at):
        raise IllegalMove(run.state, RunState.UNDONE)
    take_turn(run.district_id)
    ids = Ids(run.district_id)
    run.kept = [kept for batch in run.batches.order_by("-pk") for kept in _take_back(batch, ids)]
    run.move_to(RunState.UNDONE)
    run.undone_at = at
    run.save()
    record(actor, verb="import_undone", at=at, about=run, kept=len(run.kept))
    refresh_standings(actor, at=at, anew=True)
    return run


def _take_back(batch: RowBatch, ids: Ids) -> list[dict[str, Any]]:
    """Put a batch's rows back; what could not be put back."""
    table, rows = TABLES[batch.table], batch.written
    now = _rows_now(table, rows)
    untouched = {row_id for row_id, _, after in rows if _same(now.get(row_id), after)}
    new = [row_id for row_id, before, _ in rows if before is None]
    used = _used(table.model, [row_id for row_id in new if row_id in untouched])
    raise_record_versions(students_of(table, untouched - used))
    table.model._default_manager.filter(pk__in=[one for one in new if one in untouched - used]).delete()
    changed = [(row_id, before) for row_id, before, _ in rows if before is not None and row_id in untouched]
    set_columns(table, [(row_id, _typed(table, before)) for row_id, before in changed], ids)
    left = [row_id for row_id, _, _ in rows if row_id in now and (row_id not in untouched or row_id in used)]
    return [{"table": table.name, "id": row_id, "why": "used" if row_id in used else "changed"} for row_id in left]


def _rows_now(table: Table, rows: list[list[Any]]) -> dict[int, dict[str, Any]]:
    """The columns of the rows that still exist."""
    names = table.columns
    found: dict[int, dict[str, Any]] = {}
    for some in chunks((row[0] for row in rows), ID_CHUNK):
        for row_id, *values in table.model._default_manager.filter(pk__in=some).values_list("pk", *names):
            found[row_id] = dict(zip(names, values, strict=True))
    return found


def _same(now: dict[str, Any] | None, after: dict[str, Any]) -> bool:
    """Whether a row still holds what the run wrote, both as stored text."""
    if now is None:
        return False
    held = {name: now[name] for name in after if name in now}
    return bool(json.loads(json.dumps(held, cls=DjangoJSONEncoder)) == {name: after[name] for name in held})


def _typed(table: Table, before: dict[str, Any]) -> dict[str, Any]:
    """Stored text back to what the columns hold: days are days again."""
    plain = {column.name: column for column in table.model._meta.fields}
    return {name: plain[name].to_python(value) if name in plain else value for name, value in before.items()}


def _used(model: type[models.Model], row_ids: Iterable[int]) -> set[int]:
    """Which of these new rows something else in the database points at by now; stored audits go with their student."""
    used: set[int] = set()
    relations = [one for one in model._meta.related_objects if one.related_model is not StoredAudit]
    for some in chunks(row_ids, ID_CHUNK):
        for relation in relations:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": some})
            used.update(rows.values_list(f"{relation.field.name}_id", flat=True))
    return used
