"""Entries with the same set of matching leaves are one type; a table finds the type of every row at once."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from waypost.engine.batch.columns import METHODS, STAGES, Block, Courses, Flags, Ints
from waypost.engine.batch.reads import Reads, reads_of
from waypost.engine.marks import mark_reaches
from waypost.engine.matching import accepts
from waypost.engine.plan import Plan, same_values

#: Grade levels that the table has room for; a row outside is never read here (`reading` holds it).
GRADES = 20


class Type(NamedTuple):
    """Slots and limits matched, tallies that count it, and by bit of each same-value slot matched its values.

    ``is_unjudged``: a slot asks for a mark that nobody can compare with its own.
    """

    mask: int
    counted: int
    values: tuple[tuple[int, tuple[str, ...]], ...]
    is_unjudged: bool = False

    def values_for(self, bit: int) -> tuple[str, ...]:
        """What a same-value slot compares of it; nothing if it does not match the slot."""
        return next((values for slot, values in self.values if slot == bit), ())


#: In a table: not asked yet.
_UNKNOWN = -1

#: The type of what counts nowhere.
NOWHERE = Type(0, 0, ())


@dataclass(slots=True)
class TypeTable:
    """The types met so far under one plan, and for each course and class of attempts which it is."""

    plan: Plan
    courses: Courses
    types: list[Type] = field(default_factory=lambda: [NOWHERE])
    _attempts: "_AttemptClasses" = field(init=False)
    _places: dict[Type, int] = field(init=False)
    _table: Ints = field(init=False)

    def __post_init__(self) -> None:
        self._attempts = _AttemptClasses(reads_of(self.plan), self.courses)
        self._places = {NOWHERE: 0}
        self._table = np.full(len(self.courses), _UNKNOWN, np.int64)

    def of_rows(self, block: Block) -> Ints:
        """The type of every row, as places in ``types``; new ones are added at the end."""
        keys = self._attempts.of_rows(block) * len(self.courses) + block.course
        missing = self._attempts.count * len(self.courses) - len(self._table)
        if missing > 0:
            self._table = np.concatenate([self._table, np.full(missing, _UNKNOWN, np.int64)])
        found = self._table.take(keys)
        if found.size and found.min() < 0:
            for key, row in _first_rows(keys, where=found < 0):
                self._table[key] = self._place(block, row=row)
            found = self._table.take(keys)
        return found

    def _place(self, block: Block, *, row: int) -> int:
        entry = block.entry(row, courses=self.courses)
        matched = self.plan.mask_of(entry)
        values = tuple(
            (slot.bit, tuple(same_values(slot.same, entry.course)))
            for slot in self.plan.slots
            if slot.same and matched.mask >> slot.bit & 1
        )
        kind = Type(matched.mask, matched.counted, values, bool(matched.held))
        place = self._places.setdefault(kind, len(self.types))
        if place == len(self.types):
            self.types.append(kind)
        return place


@dataclass(slots=True)
class _AttemptClasses:
    """Attempts are in one class if every question about marks, grades and the like has the same answer."""

    reads: Reads
    courses: Courses
    _marks: dict[str | None, int] = field(default_factory=dict, init=False)
    _mark_classes: dict[tuple[bool | None, ...], int] = field(default_factory=dict, init=False)
    _classes: dict[tuple[bool, ...], int] = field(default_factory=dict, init=False)
    _table: Ints = field(init=False)

    def __post_init__(self) -> None:
        size = 3 ** len(self.reads.least_marks)
        for used, width in self._widths():
            size *= width if used else 1
        self._table = np.full(size if self.reads.asked else 0, _UNKNOWN, np.int64)

    @property
    def count(self) -> int:
        """How many classes there are so far."""
        return max(1, len(self._classes))

    def of_rows(self, block: Block) -> Ints | int:
        """The class of every row; 0 for all where only courses matter."""
        if not self.reads.asked:
            return 0
        keys = self._keys(block)
        found = self._table.take(keys)
        if found.size and found.min() < 0:
            for key, row in _first_rows(keys, where=found < 0):
                self._table[key] = self._class(block, row=row)
            found = self._table.take(keys)
        return found

    def _widths(self) -> tuple[tuple[bool, int], ...]:
        reads = self.reads
        widths = (GRADES, len(self.courses.terms), len(STAGES), len(METHODS))
        return tuple(zip((reads.grade, reads.term, reads.stage, reads.method), widths, strict=True))

    def _keys(self, block: Block) -> Ints:
        keys: Ints = np.zeros(len(block.course), np.int64)
        if self.reads.least_marks:
            keys = np.array([self._mark_class(mark) for mark in block.marks], np.int64).take(block.mark)
        columns = (block.grade_level, block.term, block.stage, block.method)
        for (used, width), column in zip(self._widths(), columns, strict=True):
            if used:
                keys = keys * width + column
        return keys

    def _mark_class(self, mark: str | None) -> int:
        """One number for all marks that reach the same of the least marks."""
        known = self._marks.get(mark)
        if known is None:
            reached = tuple(None if mark is None else mark_reaches(mark, least) for least in self.reads.least_marks)
            known = self._marks[mark] = self._mark_classes.setdefault(reached, len(self._mark_classes))
        return known

    def _class(self, block: Block, *, row: int) -> int:
        entry = block.entry(row, courses=self.courses)
        answers = tuple(accepts(one, entry, unknown=unknown) for one in self.reads.asked for unknown in (False, True))
        return self._classes.setdefault(answers, len(self._classes))


def _first_rows(keys: Ints, *, where: Flags) -> list[tuple[int, int]]:
    """One row of each different key among the rows where something holds."""
    rows = np.flatnonzero(where)
    different, firsts = np.unique(keys[rows], return_index=True)
    return list(zip(different.tolist(), rows[firsts].tolist(), strict=True))
