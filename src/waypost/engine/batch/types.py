"""Entries with the same set of matching leaves are one type; a table finds the type of every row at once."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from waypost.engine.batch.columns import METHODS, STAGES, TERMS, Block, Courses, Ints
from waypost.engine.batch.reads import Reads, reads_of
from waypost.engine.marks import mark_reaches
from waypost.engine.plan import Plan, same_values

#: Grade levels that the table has room for; a row outside is never read here (`reading` holds it).
GRADES = 20


class Type(NamedTuple):
    """Slots and limits matched, tallies that count it, and by bit of each same-value slot matched its values."""

    mask: int
    counted: int
    values: tuple[tuple[int, tuple[str, ...]], ...]

    def values_for(self, bit: int) -> tuple[str, ...]:
        """What a same-value slot compares of it; nothing if it does not match the slot."""
        return next((values for slot, values in self.values if slot == bit), ())


#: The type of what counts nowhere.
NOWHERE = Type(0, 0, ())


@dataclass(slots=True)
class TypeTable:
    """The types met so far under one plan, and for each course (and what else the plan reads) which it is."""

    plan: Plan
    courses: Courses
    types: list[Type] = field(default_factory=lambda: [NOWHERE])
    _reads: Reads = field(init=False)
    _places: dict[Type, int] = field(init=False)
    _table: Ints = field(init=False)
    _classes: dict[tuple[bool | None, ...], int] = field(default_factory=dict, init=False)
    _class_of: dict[str | None, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._reads = reads_of(self.plan)
        self._places = {NOWHERE: 0}
        self._table = np.full(len(self.courses) * self._width(), -1, np.int64)

    def of_rows(self, block: Block) -> Ints:
        """The type of every row, as places in ``types``; new ones are added at the end."""
        keys = self._keys(block)
        found = self._table.take(keys)
        if found.size and found.min() < 0:
            self._learn(block, keys=keys, unknown=np.flatnonzero(found < 0))
            found = self._table.take(keys)
        return found

    def _width(self) -> int:
        """How many keys a course has."""
        reads = self._reads
        width: int = 3 ** len(reads.least_marks)
        for used, size in self._sizes(reads):
            width *= size if used else 1
        return width

    @staticmethod
    def _sizes(reads: Reads) -> tuple[tuple[bool, int], ...]:
        sizes = (GRADES, len(TERMS), len(STAGES), len(METHODS))
        return tuple(zip((reads.grade, reads.term, reads.stage, reads.method), sizes, strict=True))

    def _keys(self, block: Block) -> Ints:
        keys = block.course
        if self._reads.least_marks:
            classes = np.array([self._mark_class(mark) for mark in block.marks], np.int64)
            keys = keys * 3 ** len(self._reads.least_marks) + classes.take(block.mark)
        columns = (block.grade_level, block.term, block.stage, block.method)
        for (used, size), column in zip(self._sizes(self._reads), columns, strict=True):
            if used:
                keys = keys * size + column
        return keys

    def _mark_class(self, mark: str | None) -> int:
        """One number for all marks that reach the same of the least marks."""
        known = self._class_of.get(mark)
        if known is None:
            reached = tuple(None if mark is None else mark_reaches(mark, least) for least in self._reads.least_marks)
            known = self._class_of[mark] = self._classes.setdefault(reached, len(self._classes))
        return known

    def _learn(self, block: Block, *, keys: Ints, unknown: Ints) -> None:
        """Ask the plan about one row of each key that is new."""
        for key, at in zip(*np.unique(keys[unknown], return_index=True), strict=True):
            self._table[key] = self._place(block, row=int(unknown[at]))

    def _place(self, block: Block, *, row: int) -> int:
        entry = block.entry(row, courses=self.courses)
        matched = self.plan.mask_of(entry)
        values = tuple(
            (slot.bit, tuple(same_values(slot.same, entry.course)))
            for slot in self.plan.slots
            if slot.same and matched.mask >> slot.bit & 1
        )
        kind = Type(matched.mask, matched.counted, values)
        place = self._places.setdefault(kind, len(self.types))
        if place == len(self.types):
            self.types.append(kind)
        return place
