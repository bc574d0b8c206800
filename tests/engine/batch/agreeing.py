"""The batch held against the single audit, student by student."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from waypost.engine.audit import audit, compile_rulebook
from waypost.engine.batch.by_rulebook import RulebookAudit
from waypost.engine.batch.course_rows import courses_from
from waypost.engine.batch.reading import BlockReader
from waypost.engine.batch.singly import note
from waypost.engine.batch.standings import empty_standings
from waypost.engine.batch.supply import repeats_in
from waypost.engine.batch.tables import tables_of
from waypost.engine.record import Record
from waypost.engine.requirement import Rulebook


def assert_batch_agrees(records: Sequence[Record], rulebook: Rulebook, *, on: date | None = None) -> float:
    """Status and units of the whole and of every leaf are those of the single audit; the share audited singly."""
    compiled = compile_rulebook(rulebook)
    tables = tables_of(enumerate(records))
    courses, keys = courses_from(tables.courses)
    block, aside = BlockReader(courses=courses, keys=keys).block(tables.entries, tables.students)
    assert not aside
    block = block.ahead(on=on, courses=courses)
    batch = RulebookAudit(rulebook=compiled, courses=courses, on=on)
    found = batch.audit(block, repeats=repeats_in(block, courses=courses))
    expected = empty_standings(batch.paths, students=len(records))
    applies = batch.applies(block)
    for at, record in enumerate(records):
        result = audit(record, compiled, as_of=on)
        note(result, standings=expected, at=at)
        assert bool(applies[at]) == result.applies
    differs = (found.leaves != expected.leaves).any(axis=(0, 1)) | (found.whole != expected.whole).any(axis=0)
    differs |= (found.status != expected.status) | (found.awaits != expected.awaits)
    for at in np.flatnonzero(differs).tolist():
        told = [(batch.paths, found.leaves[:, :, at].tolist(), expected.leaves[:, :, at].tolist())]
        raise AssertionError((at, records[at], found.status[at], expected.status[at], told))
    return float(found.left.mean()) if records else 0.0
