"""The work of a chunk of an audit run: take it, audit it, keep the results; harmless when run twice."""

from __future__ import annotations

import structlog

from waypost.web.base import clock
from waypost.web.jobs.kinds import JobKind, register
from waypost.web.standings.actions.audit_chunks import audit_chunk, fail_run, give_back, take_chunk
from waypost.web.standings.models import AuditRun

log = structlog.get_logger()


def run_chunk(*, only: AuditRun | None = None) -> bool:
    """Whether there were students of a run, or of `only` this one, to audit."""
    now = clock.now()
    run = take_chunk(at=now, only=only)
    if run is None:
        return False
    try:
        audit_chunk(run=run, at=now)
    except PermissionError:
        fail_run(run=run, at=now)
    except Exception:
        log.exception("audit_chunk_failed", run=run.pk)
        give_back(run=run, at=now)
    return True


register(JobKind(name="audit_chunk", priority=3, run=run_chunk))
