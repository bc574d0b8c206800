"""The units that each student has of each type, stage by stage, and which attempts at one course share a ceiling."""

from dataclasses import dataclass

import numpy as np

from waypost.engine.batch.columns import Block, Courses, Flags, Ints

#: Room for one count of each course of each student at a time.
MOST_CELLS = 2_000_000


@dataclass(slots=True)
class Repeats:
    """Attempts at one course that may be together more than the course is worth, those of equal number together.

    Each line of a matrix has the rows of one student's attempts in order of time.
    """

    attempts: list[Ints]

    @property
    def rows(self) -> Ints:
        """All rows that have to be settled."""
        return np.concatenate([np.zeros(0, np.int64), *(lines.reshape(-1) for lines in self.attempts)])


def repeats_in(block: Block, *, courses: Courses) -> Repeats:
    """Find where a course was taken for more units than its catalog says."""
    rows = _suspects(block, courses=courses)
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
    """The rows of a student and course whose units together are more than the course's, or who passed for none."""
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
        over[cells[block.counts[rows] & (block.units[rows] == 0)]] = True
        if over.any():
            found.append(np.flatnonzero(over.take(cells)) + rows.start)
    return np.concatenate(found)


def seats_with_results(block: Block, *, courses: Courses) -> Flags:
    """Who has a class in progress and a result in the same course and school year; the single audit takes them."""
    running, over = np.flatnonzero(block.stage == 1), np.flatnonzero(block.stage == 0)
    found: Flags = np.zeros(len(block), np.bool_)
    if not len(running) or not len(over):
        return found
    over = over[block.school_year[over] >= block.school_year[running].min()]
    one, other = _classes(block, running, courses=courses), _classes(block, over, courses=courses)
    found[block.student[running[np.isin(one, other)]]] = True
    return found


def planned_beside_others(block: Block, *, courses: Courses) -> Flags:
    """Who plans a course that excludes others; the single audit takes them."""
    found: Flags = np.zeros(len(block), np.bool_)
    if courses.excluding.any():
        found[block.student[(block.stage == 2) & courses.excluding.take(block.course)]] = True
    return found


def _classes(block: Block, rows: Ints, *, courses: Courses) -> Ints:
    """One number for each student, course and school year."""
    keys: Ints = courses.keys.take(block.course[rows]) * 4096 + block.school_year[rows] % 4096
    return block.student[rows] * (4096 * (len(courses.worth) + 1)) + keys


def supply_of(block: Block, *, types: Ints, count: int, weights: np.ndarray) -> np.ndarray:
    """The grains by stage, student and type, from those of the rows; each stage holds those before it."""
    students = len(block)
    cells = np.bincount(block.cells * count + types, weights=weights, minlength=3 * students * count)
    supply = cells.astype(np.float32).reshape(3, students, count)
    supply[1] += supply[0]
    supply[2] += supply[1]
    return supply


def rows_that_count(block: Block, *, repeats: Repeats, grain: int) -> np.ndarray:
    """The grains of every row as weights; those of attempts to be settled are added afterwards."""
    weights = block.units.astype(np.float64)
    weights /= grain
    weights[repeats.rows] = 0
    return weights
