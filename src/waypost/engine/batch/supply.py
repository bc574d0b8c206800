"""The units that each student has of each type, stage by stage, with repeats settled."""

from dataclasses import dataclass, field

import numpy as np

from waypost.engine.batch.columns import Block, Courses, Ints
from waypost.engine.supply import Source, Units, settled

#: Room for one count of each course of each student at a time.
MOST_CELLS = 2_000_000


@dataclass(slots=True)
class Attempts:
    """The attempts at one course that are together worth more than the course; ``rows`` in order of time."""

    student: int
    rows: tuple[int, ...]


@dataclass(slots=True)
class Repeats:
    """All attempts of a block that have to be settled, and which rows they are."""

    attempts: list[Attempts]
    rows: Ints


def repeats_in(block: Block, *, courses: Courses) -> Repeats:
    """Find where a course was taken for more units than it is worth; two halves of a year are no repeat."""
    rows = _suspects(block, courses=courses)
    groups: dict[tuple[int, int], list[int]] = {}
    for row in rows.tolist():
        course = courses.courses[block.course[row]]
        if block.units[row] and not course.repeatable:
            groups.setdefault((int(block.student[row]), int(courses.keys[block.course[row]])), []).append(row)
    found = [
        Attempts(student, tuple(sorted(own, key=lambda row: _in_time(block, row))))
        for (student, _), own in groups.items()
        if len(own) > 1
    ]
    return Repeats(found, np.array(sorted(row for one in found for row in one.rows), np.int64))


def _suspects(block: Block, *, courses: Courses) -> Ints:
    """The rows of a student and course (or its equivalents) whose units together are more than the course's."""
    size = len(courses.worth)
    found = [np.zeros(0, np.int64)]
    if not len(block.course):
        return found[0]
    step = max(1, MOST_CELLS // size)
    keys = courses.keys.take(block.course)
    for first in range(0, len(block), step):
        after = min(first + step, len(block))
        rows = slice(int(block.starts[first]), int(block.starts[after]))
        cells = (block.student[rows] - first) * size + keys[rows]
        totals = np.bincount(cells, weights=block.units[rows], minlength=(after - first) * size)
        over = (totals.reshape(-1, size) > courses.worth).reshape(-1)
        if over.any():
            found.append(np.flatnonzero(over.take(cells)) + rows.start)
    return np.concatenate(found)


def _in_time(block: Block, row: int) -> tuple[int, str]:
    return int(block.school_year[row]), "" if block.ids is None else block.ids[row].as_py()


@dataclass(slots=True)
class Settling:
    """Settles attempts under one plan, and remembers what came out for attempts that are alike."""

    courses: Courses
    _known: dict[object, list[Units]] = field(default_factory=dict)

    def units_of(self, attempts: Attempts, *, block: Block, types: Ints, masks: list[int]) -> list[Units]:
        """What each row brings at the stages done, with now, with planned."""
        key = tuple(
            (
                int(types[row]),
                self.courses.courses[block.course[row]].units,
                int(block.stage[row]),
                int(block.mark[row]),
                int(block.units[row]),
            )
            for row in attempts.rows
        )
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._settle(attempts, block=block, types=types, masks=masks)
        return known

    def _settle(self, attempts: Attempts, *, block: Block, types: Ints, masks: list[int]) -> list[Units]:
        sources = [_source(block, row=row, mask=masks[int(types[row])], courses=self.courses) for row in attempts.rows]
        settled(sources)
        return [source.units for source in sources]


def _source(block: Block, *, row: int, mask: int, courses: Courses) -> Source:
    units, stage = int(block.units[row]), int(block.stage[row])
    done, now, planned = (units if stage <= at else 0 for at in range(3))
    return Source(block.entry(row, courses=courses), stage, mask, 0, 0, (done, now, planned))


def supply_of(block: Block, *, types: Ints, count: int, weights: np.ndarray) -> np.ndarray:
    """The units by stage, student and type, from those of the rows; each stage holds those before it."""
    students = len(block)
    cells = np.bincount(block.cells * count + types, weights=weights, minlength=3 * students * count)
    supply = cells.astype(np.float32).reshape(3, students, count)
    supply[1] += supply[0]
    supply[2] += supply[1]
    return supply


def rows_that_count(block: Block, *, repeats: Repeats) -> np.ndarray:
    """The units of every row as weights; those of attempts to be settled are added afterwards."""
    weights = block.units.astype(np.float64)
    weights[repeats.rows] = 0
    return weights
