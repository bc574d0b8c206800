"""The units that each student has of each type, stage by stage, with repeats settled."""

from dataclasses import dataclass, field

import numpy as np

from waypost.engine.batch.columns import Block, Courses, Ints
from waypost.engine.supply import Source, Units, settled

#: Room for one count of each course of each student at a time.
MOST_CELLS = 2_000_000


@dataclass(slots=True)
class Repeats:
    """Attempts at one course that are together worth more than the course, those of equal number together.

    Each line of a matrix has the rows of one student's attempts in order of time.
    """

    attempts: list[Ints]

    @property
    def rows(self) -> Ints:
        """All rows that have to be settled."""
        return np.concatenate([np.zeros(0, np.int64), *(lines.reshape(-1) for lines in self.attempts)])


def repeats_in(block: Block, *, courses: Courses) -> Repeats:
    """Find where a course was taken for more units than it is worth; two halves of a year are no repeat."""
    rows = _suspects(block, courses=courses)
    own = block.course[rows]
    rows = rows[(block.units[rows] > 0) & ~courses.repeatable.take(own)]
    if not len(rows):
        return Repeats([])
    if block.ids is not None:
        rows = rows[np.argsort(np.array([block.ids[row].as_py() for row in rows.tolist()]), kind="stable")]
    students, keys = block.student[rows], courses.keys.take(block.course[rows])
    order = np.lexsort((block.school_year[rows], keys, students))
    rows, students, keys = rows[order], students[order], keys[order]
    begins = np.flatnonzero(np.r_[True, (students[1:] != students[:-1]) | (keys[1:] != keys[:-1])])
    sizes = np.diff(np.append(begins, len(rows)))
    found = [size for size in np.unique(sizes).tolist() if size > 1]
    return Repeats([rows[begins[sizes == size][:, None] + np.arange(size)] for size in found])


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


@dataclass(slots=True)
class Settled:
    """Rows whose attempts were settled, and their units at the stages done, with now, with planned."""

    rows: Ints
    units: Ints


@dataclass(slots=True)
class Settling:
    """Settles attempts under one plan, and remembers what came out for attempts that are alike."""

    courses: Courses
    _known: dict[bytes, list[Units]] = field(default_factory=dict)

    def settle(self, repeats: Repeats, *, block: Block, types: Ints, masks: list[int]) -> Settled:
        """What each row of the repeats brings; alike are attempts of the same types, marks, stages and units."""
        brought = [np.zeros((0, 3), np.int64)]
        for lines in repeats.attempts:
            looks = np.stack([types[lines], *self._looks(block, lines)], axis=2).reshape(len(lines), -1)
            looks = np.ascontiguousarray(looks, np.int32)
            kinds, firsts, numbers = np.unique(
                looks.view(f"V{looks.shape[1] * 4}").reshape(-1), return_index=True, return_inverse=True
            )
            own = [
                self._units(kind.tobytes(), block=block, line=lines[first], types=types, masks=masks)
                for kind, first in zip(kinds, firsts.tolist(), strict=True)
            ]
            brought.append(np.array(own, np.int64)[numbers].reshape(-1, 3))
        return Settled(repeats.rows, np.concatenate(brought))

    def _looks(self, block: Block, lines: Ints) -> list[Ints]:
        worth = self.courses.units.take(block.course[lines])
        return [worth, block.stage[lines], block.mark[lines], block.units[lines]]

    def _units(self, look: bytes, *, block: Block, line: Ints, types: Ints, masks: list[int]) -> list[Units]:
        known = self._known.get(look)
        if known is None:
            rows = line.tolist()
            sources = [_source(block, row=row, mask=masks[int(types[row])], courses=self.courses) for row in rows]
            settled(sources)
            known = self._known[look] = [source.units for source in sources]
        return known


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
