"""Keeping audit results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from waypost.web.schools.models import Student

from .adapters import to_stored
from .models import StoredAudit
from .queries import Audited


def store_audits(audited: Iterable[tuple[Student, Audited]], *, at: datetime) -> int:
    """Keep each result once per record and engine version, with the moment it last held; returns how many were given.

    The callers' own doors stand before it: results come from files that their actor may read.
    """
    return store_rows(rows_of(audited, at=at))


def rows_of(audited: Iterable[tuple[Student, Audited]], *, at: datetime) -> list[StoredAudit]:
    """The results as rows that are not saved yet; whoever has many makes them before a transaction begins."""
    return [
        to_stored(one.result, record=one.record, student=student, rulebook=one.adoption.rulebook, at=at)
        for student, one in audited
    ]


def store_rows(rows: Sequence[StoredAudit]) -> int:
    """Keep the rows as store_audits does."""
    StoredAudit.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["student", "rulebook", "record_digest", "engine_version"],
        update_fields=["at"],
        batch_size=500,
    )
    return len(rows)
