"""The units that each student has of each type, stage by stage, with attempts at one course under their ceiling."""

from dataclasses import dataclass, field

import numpy as np

from waypost.engine.batch.columns import Block, Courses, Flags, Ints
from waypost.engine.families import Family, Source, in_order_of_time
from waypost.engine.supply import sources_from

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


@dataclass(slots=True)
class Settled:
    """Rows of repeats with their units at done, now, planned, and whether they count among the terms of a course.

    ``mixed`` are students whose attempts are not alike: which of them counts for what the single audit finds.
    """

    rows: Ints
    units: Ints
    in_time: Flags
    mixed: Flags


#: What came out for attempts that are alike: units and terms by row and stage; None where they are not alike.
Outcome = tuple[list[tuple[int, ...]], list[tuple[bool, ...]]] | None


@dataclass(slots=True)
class Settling:
    """Settles attempts under one plan, and remembers what came out for attempts that look the same."""

    courses: Courses
    _known: dict[bytes, Outcome] = field(default_factory=dict)

    def settle(self, repeats: Repeats, *, block: Block, types: Ints) -> Settled:
        """What each row of the repeats brings."""
        units, in_time = [np.zeros((0, 3), np.int64)], [np.zeros((0, 3), np.bool_)]
        mixed: Flags = np.zeros(len(block), np.bool_)
        for lines in repeats.attempts:
            looks = np.ascontiguousarray(np.stack(self._looks(block, lines, types=types), axis=2), np.int32)
            looks = looks.reshape(len(lines), -1)
            kinds, firsts, numbers = np.unique(
                looks.view(f"V{looks.shape[1] * 4}").reshape(-1), return_index=True, return_inverse=True
            )
            own = [
                self._outcome(kind.tobytes(), block=block, line=lines[first], types=types)
                for kind, first in zip(kinds, firsts.tolist(), strict=True)
            ]
            numbers = numbers.reshape(-1)
            is_mixed = np.array([one is None for one in own], np.bool_)[numbers]
            mixed[block.student[lines[is_mixed, 0]]] = True
            nothing = ([(0, 0, 0)] * lines.shape[1], [(False, False, False)] * lines.shape[1])
            units.append(np.array([(one or nothing)[0] for one in own], np.int64)[numbers].reshape(-1, 3))
            in_time.append(np.array([(one or nothing)[1] for one in own], np.bool_)[numbers].reshape(-1, 3))
        return Settled(repeats.rows, np.concatenate(units), np.concatenate(in_time), mixed)

    def _looks(self, block: Block, lines: Ints, *, types: Ints) -> list[Ints]:
        years = block.school_year[lines]
        own = (block.stage, block.mark, block.units, block.stated_units, block.attempted_units, block.term)
        return [types[lines], block.course[lines], years - years[:, :1], *(column[lines] for column in own)]

    def _outcome(self, look: bytes, *, block: Block, line: Ints, types: Ints) -> Outcome:
        if look not in self._known:
            rows = line.tolist()
            entries = [block.entry(row, courses=self.courses) for row in rows]
            sources = sources_from(entries, units=[int(block.units[row]) for row in rows])
            self._known[look] = _settled(sources, types=types[line].tolist())
        return self._known[look]


def _settled(sources: list[Source], *, types: list[int]) -> Outcome:
    """What attempts bring where all that bring something are of one type."""
    family = Family(sources)
    if family.binds and len({kind for kind, own in zip(types, sources, strict=True) if own.units[2]}) > 1:
        return None
    for source in sources:
        source.kin = family
    kept = [{id(source): units for source, units in family.kept(stage)} for stage in range(3)]
    counting = [[one for one in sources if one.counts and one.stage <= stage] for stage in range(3)]
    timed = [{id(one) for one in in_order_of_time(own, stage=at)} for at, own in enumerate(counting)]
    units = [tuple(by_id[id(source)] for by_id in kept) for source in sources]
    return units, [tuple(id(source) in own for own in timed) for source in sources]


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
