"""The units that each student has of each type, stage by stage, and which attempts at one course share a ceiling."""

from dataclasses import dataclass

import numpy as np

from waypost.engine.batch.columns import Block, Courses, Flags, Ints

#: Room for one count of each course of each student at a time.
MOST_CELLS = 2_000_000

#: More than any school year, and than the terms of one.
_YEARS, _PLACES = 100_000, 1_000


@dataclass(slots=True)
class Repeats:
    """Attempts at one course that may be together more than the course is worth, those of equal number together.

    Each line of a matrix has the rows of one student's attempts in order of time. ``looks`` are numbers for each of
    these lines: lines with the same numbers, whose attempts serve the same, come to the same. ``singly`` are students
    with attempts that the single audit has to weigh against each other under any rulebook.
    """

    attempts: list[Ints]
    looks: list[Ints]
    singly: Flags

    @property
    def rows(self) -> Ints:
        """All rows that have to be settled."""
        return np.concatenate([np.zeros(0, np.int64), *(lines.reshape(-1) for lines in self.attempts)])


def repeats_in(block: Block, *, courses: Courses) -> Repeats:
    """Find where a course was taken for more units than its catalog says."""
    again = _taken_again(block, courses=courses)
    singly = _seats_with_results(again, block, courses=courses) | _planned_beside_others(block, courses=courses)
    rows = _suspects(again, block, courses=courses)
    if not len(rows):
        return Repeats([], [], singly)
    if block.ids is not None:
        rows = rows[np.argsort(np.array([block.ids[row].as_py() for row in rows.tolist()]), kind="stable")]
    students, keys = block.student[rows], courses.keys.take(block.course[rows])
    order = np.lexsort((block.school_year[rows], keys, students))
    rows, students, keys = rows[order], students[order], keys[order]
    begins = np.flatnonzero(np.r_[True, (students[1:] != students[:-1]) | (keys[1:] != keys[:-1])])
    sizes = np.diff(np.append(begins, len(rows)))
    found = [size for size in np.unique(sizes).tolist() if size > 1]
    attempts = [rows[begins[sizes == size][:, None] + np.arange(size)] for size in found]
    return Repeats(attempts, [_looks(block, lines, courses=courses) for lines in attempts], singly)


def _looks(block: Block, lines: Ints, *, courses: Courses) -> Ints:
    """What of attempts tells how much they bring together and in which order, as numbers; shape (lines, numbers).

    (`families.worth_of` reads no more: what was attempted of a course that may be taken once, else what is credited.)
    """
    years = block.school_year[lines].astype(np.int64)
    moments = (block.stage[lines] * _YEARS + years) * _PLACES + courses.last_places.take(block.term[lines])
    repeatable = courses.repeatable.take(block.course[lines])
    looks = (
        (moments[:, :, None] > moments[:, None, :]).sum(axis=2),
        (years[:, :, None] == years[:, None, :]).argmax(axis=2),
        block.stage[lines],
        block.counts[lines],
        block.units[lines],
        np.maximum(np.where(repeatable, 0, block.attempted_units[lines]), block.stated_units[lines]),
        courses.sizes.take(block.course[lines]),
    )
    return np.concatenate(looks, axis=1, dtype=np.int32)


def _taken_again(block: Block, *, courses: Courses) -> Ints:
    """The rows of students who have more than one attempt at the course."""
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
        again = np.bincount(cells, minlength=(after - first) * size) > 1
        found.append(np.flatnonzero(again.take(cells)) + rows.start)
    return np.concatenate(found)


def _suspects(rows: Ints, block: Block, *, courses: Courses) -> Ints:
    """Of repeated rows those whose units together are more than the course's, or who passed for none."""
    keys = courses.keys.take(block.course[rows])
    _, firsts, numbers = np.unique(
        block.student[rows] * len(courses.worth) + keys, return_index=True, return_inverse=True
    )
    over = np.bincount(numbers, weights=block.units[rows], minlength=len(firsts)) > courses.worth.take(keys[firsts])
    over[numbers[block.counts[rows] & (block.units[rows] == 0)]] = True
    suspects: Ints = rows[over[numbers]]
    return suspects


def _seats_with_results(rows: Ints, block: Block, *, courses: Courses) -> Flags:
    """Who has, among repeated rows, a class in progress and a result in the same course and school year."""
    keys = courses.keys.take(block.course[rows]) * 4096 + block.school_year[rows] % 4096
    classes = block.student[rows] * (4096 * (len(courses.worth) + 1)) + keys
    stage = block.stage[rows]
    running = stage == 1
    found: Flags = np.zeros(len(block), np.bool_)
    found[block.student[rows[running][np.isin(classes[running], classes[stage == 0])]]] = True
    return found


def _planned_beside_others(block: Block, *, courses: Courses) -> Flags:
    """Who plans a course that excludes others."""
    found: Flags = np.zeros(len(block), np.bool_)
    if courses.excluding.any():
        found[block.student[(block.stage == 2) & courses.excluding.take(block.course)]] = True
    return found


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
