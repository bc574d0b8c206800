"""Digests of records and rulebooks: equal content gives equal digests, in any order of entries."""

from dataclasses import fields
from functools import lru_cache
from hashlib import sha256

from waypost.engine.calendar import DEFAULT_CALENDAR
from waypost.engine.catalog import Course
from waypost.engine.plain import canonical_text, plain
from waypost.engine.record import Entry, Record
from waypost.engine.requirement import Rulebook

#: A district's courses are in many records: the text of each is made once.
MOST_COURSES = 50_000

_OF_ENTRY = tuple(item.name for item in fields(Entry) if item.name not in {"course", "offering", "graded_as"})


def digest_record(record: Record) -> str:
    """The SHA-256 of everything an audit can read of a record."""
    others = (record.facts, record.pins, record.exceptions)
    listed = [sorted(canonical_text(plain(item, tagged=True)) for item in items) for items in others]
    entries = sorted(map(_entry_text, record.entries))
    terms = [] if record.calendar == DEFAULT_CALENDAR else [plain(record.calendar.dates), record.calendar.semester_end]
    return _sha([entries, *listed, plain(record.cohort), record.grade_level, *terms])


def digest_rulebook(rulebook: Rulebook) -> str:
    """The SHA-256 of a rulebook's content."""
    return _sha(plain(rulebook, tagged=True))


def _entry_text(entry: Entry) -> str:
    return canonical_text([_course_text(entry.course), *(plain(getattr(entry, name)) for name in _OF_ENTRY)])


@lru_cache(maxsize=MOST_COURSES)
def _course_text(course: Course) -> str:
    return canonical_text(plain(course, tagged=True))


def _sha(content: object) -> str:
    return sha256(canonical_text(content).encode()).hexdigest()
