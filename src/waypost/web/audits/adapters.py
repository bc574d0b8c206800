"""Audit results -> stored rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from waypost.engine.digest import digest_record
from waypost.engine.record import Record
from waypost.engine.result import AuditResult, NodeResult
from waypost.web.catalog.models import Rulebook
from waypost.web.schools.models import Student

from .models import StoredAudit


def to_stored(
    result: AuditResult, *, record: Record, student: Student, rulebook: Rulebook, at: datetime
) -> StoredAudit:
    """The row of one result; not saved yet."""
    meter = result.meter
    return StoredAudit(
        student=student,
        rulebook=rulebook,
        at=at,
        engine_version=result.engine_version,
        record_digest=digest_record(record),
        rulebook_digest=result.rulebook_digest,
        status=result.status,
        awaits=list(result.root.awaits),
        done=meter.done,
        now=meter.now,
        planned=meter.planned,
        needed=meter.needed,
        result=to_outline(result.root),
    )


def to_outline(node: NodeResult) -> dict[str, Any]:
    """The tree as plain values: path, status, the four parts of the meter in units, and the parts inside."""
    meter = node.meter
    return {
        "path": node.path,
        "title": node.title,
        "status": str(node.status),
        "awaits": list(node.awaits),
        "meter": [meter.done, meter.now, meter.planned, meter.open],
        "claims": [[claim.entry_id, claim.units, str(claim.stage)] for claim in node.claims],
        "parts": [to_outline(part) for part in node.parts],
    }
