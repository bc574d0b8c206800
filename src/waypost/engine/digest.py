"""Digests of records and rulebooks: equal content gives equal digests, in any order of entries."""

from hashlib import sha256

from waypost.engine.plain import canonical_text, plain
from waypost.engine.record import Record
from waypost.engine.requirement import Rulebook


def digest_record(record: Record) -> str:
    """The SHA-256 of everything an audit can read of a record."""
    unordered = (record.entries, record.facts, record.pins, record.exceptions)
    listed = [sorted((plain(item, tagged=True) for item in items), key=canonical_text) for items in unordered]
    return _sha([*listed, plain(record.cohort), record.grade_level])


def digest_rulebook(rulebook: Rulebook) -> str:
    """The SHA-256 of a rulebook's content."""
    return _sha(plain(rulebook, tagged=True))


def _sha(content: object) -> str:
    return sha256(canonical_text(content).encode()).hexdigest()
