"""The entries of many students as columns of whole numbers, one row an entry, each student's rows together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waypost.engine.batch.fact_column import FactColumn
from waypost.engine.catalog import Course, Term
from waypost.engine.past import first_open_year, last_begun_year
from waypost.engine.record import (
    AttemptResult,
    Cohort,
    CreditRule,
    Entry,
    Fact,
    GrantedException,
    MethodCode,
    Pin,
    Record,
    RepeatCode,
    Stage,
)
from waypost.engine.sameness import course_key, most_in_all
from waypost.engine.units import grain_of

Ints: TypeAlias = npt.NDArray[np.integer]
Flags: TypeAlias = npt.NDArray[np.bool_]

STAGES = tuple(Stage)
METHODS = tuple(MethodCode)
REPEATS = (None, *RepeatCode)
RESULTS = (None, *AttemptResult)

#: More grains than this, of a student or asked by a plan, do not fit the small numbers of the batch; the single audit
#: takes them.
MOST_GRAINS = 8_000

#: Up to here units are counted one by one to find what they have in common, which is fastest.
_COMMON_UNITS = 100_000


@dataclass(slots=True)
class Courses:
    """The catalogue in a fixed order; rows name a course by its place.

    ``keys`` number the courses that count as one (`course_key`); ``worth`` is the least that any of them is worth:
    attempts that bring no more share no ceiling. ``sizes`` are equal for courses that are worth the same, however
    often they are taken. ``terms`` are those that rows name, by their words, ``last_places`` where each ends.
    ``unit`` is what one unit of the entries' file is.
    """

    courses: tuple[Course, ...]
    terms: Mapping[str, Term] = field(default_factory=lambda: {str(term): term for term in Term.usual})
    unit: int = 1
    term_list: tuple[Term, ...] = field(init=False)
    keys: Ints = field(init=False)
    worth: Ints = field(init=False)
    sizes: Ints = field(init=False)
    last_places: Ints = field(init=False)
    subjects: Ints = field(init=False)
    units: Ints = field(init=False)
    repeatable: Flags = field(init=False)
    excluding: Flags = field(init=False)

    def __post_init__(self) -> None:
        """Number what rows are counted by."""
        self.term_list = tuple(self.terms.values())
        numbers: dict[str, int] = {}
        self.keys = np.array(
            [numbers.setdefault(course_key(course), len(numbers)) for course in self.courses], np.int64
        )
        self.worth = np.full(len(numbers), np.iinfo(np.int32).max, np.int64)
        for key, course in zip(self.keys, self.courses, strict=True):
            most = most_in_all(course) if course.repeatable else course.units
            if most is not None:
                self.worth[key] = min(self.worth[key], most)
        sizes: dict[tuple[int, bool, int | None], int] = {}
        own_sizes = [(course.units, course.repeatable, most_in_all(course)) for course in self.courses]
        self.sizes = np.array([sizes.setdefault(size, len(sizes)) for size in own_sizes], np.int64)
        self.last_places = np.array([max(part.place for part in term.parts) for term in self.term_list], np.int64)
        self.units = np.array([course.units for course in self.courses], np.int64)
        self.repeatable = np.array([course.repeatable for course in self.courses], np.bool_)
        self.excluding = np.array([bool(course.excludes) for course in self.courses], np.bool_)
        subjects: dict[str, int] = {}
        self.subjects = np.array([subjects.setdefault(one.subject, len(subjects)) for one in self.courses], np.int64)

    def __len__(self) -> int:
        return len(self.courses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided for one student; whoever has any is audited singly."""

    pins: tuple[Pin, ...] = ()
    exceptions: tuple[GrantedException, ...] = ()
    facts: tuple[Fact, ...] = ()
    repeats: CreditRule = CreditRule.BEST

    def concern(self, rulebook_id: str) -> bool:
        """Whether they change anything under this rulebook."""
        named = {one.rulebook_id for one in self.pins} | {one.rulebook_id for one in self.exceptions}
        return bool(self.facts) or self.repeats is not CreditRule.BEST or rulebook_id in named


@dataclass(slots=True, kw_only=True)
class Block:
    """Students in order, and their entries; ``starts[i]`` to ``starts[i + 1]`` are the rows of student i.

    ``course``, ``stage``, ``mark``, ``term``, ``method`` are places in the lists of `Words` and above;
    ``units`` are what an attempt brings (`attempts`), ``stated_units`` those of the entry; ``counts`` says whether
    it counts as a course.
    """

    students: pa.Array
    starts: Ints
    course: Ints
    stage: Ints
    units: Ints
    stated_units: Ints
    counts: Flags
    attempted_units: Ints
    mark: Ints
    grade_level: Ints
    school_year: Ints
    term: Ints
    method: Ints
    repeat: Ints
    result: Ints
    ids: pa.ChunkedArray | None
    facts: dict[str, FactColumn]
    class_of: Ints
    entered_ninth_in: Ints
    decisions: dict[int, Decisions]
    marks: tuple[str | None, ...]
    student: Ints = field(init=False)
    cells: Ints = field(init=False)
    _grain: int | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Number the student of each row, and each stage and student together."""
        self.student = np.repeat(np.arange(len(self.students)), np.diff(self.starts))
        self.cells = self.stage * len(self.students) + self.student

    def __len__(self) -> int:
        return len(self.students)

    def grain(self) -> int:
        """The most units that all entries' units are multiples of."""
        if self._grain is None:
            self._grain = _grain_of(self.units)
        return self._grain

    def part(self, first: int, after: int) -> "Block":
        """The students from one place to before another."""
        rows = slice(int(self.starts[first]), int(self.starts[after]))
        own = {name: getattr(self, name)[rows] for name in _ROWS}
        return Block(
            **own,
            students=self.students.slice(first, after - first),
            starts=self.starts[first : after + 1] - self.starts[first],
            ids=None if self.ids is None else self.ids.slice(rows.start, rows.stop - rows.start),
            facts={key: column.at(slice(first, after)) for key, column in self.facts.items()},
            class_of=self.class_of[first:after],
            entered_ninth_in=self.entered_ninth_in[first:after],
            decisions={at - first: one for at, one in self.decisions.items() if first <= at < after},
            marks=self.marks,
        )

    def only(self, wanted: Flags) -> "Block":
        """The students that are wanted, in the same order."""
        rows = wanted[self.student]
        places = np.flatnonzero(wanted)
        counts = np.diff(self.starts)[places]
        own = {name: getattr(self, name)[rows] for name in _ROWS}
        numbers = {int(at): number for number, at in enumerate(places)}
        return Block(
            **own,
            students=self.students.filter(pa.array(wanted)),
            starts=np.concatenate([[0], np.cumsum(counts)]),
            ids=None if self.ids is None else self.ids.filter(pa.array(rows)),
            facts={key: column.at(places) for key, column in self.facts.items()},
            class_of=self.class_of[places],
            entered_ninth_in=self.entered_ninth_in[places],
            decisions={numbers[at]: one for at, one in self.decisions.items() if at in numbers},
            marks=self.marks,
        )

    def ahead(self, *, on: date | None, courses: Courses) -> "Block":
        """The same students on a day: classes whose term is over bring nothing without a mark (`attempts`).

        What was planned for such a term is left out (`past.without_past`), and so is what is told of years and days
        that have not come (`past.without_future`).
        """
        return self if on is None else self._begun(on, courses=courses)._not_over(on, courses=courses)

    def _begun(self, on: date, *, courses: Courses) -> "Block":
        """The same students without facts after the day and attempts in school years that have not begun."""
        facts = {key: column.until(on) for key, column in self.facts.items()}
        begun_years = np.array([last_begun_year(term, on=on) for term in courses.term_list], np.int64)
        future = (self.stage != STAGES.index(Stage.PLANNED)) & (self.school_year > begun_years.take(self.term))
        block = replace(self, facts=facts)
        return block._rows_where(~future) if future.any() else block

    def _not_over(self, on: date, *, courses: Courses) -> "Block":
        """The same students with what a term that is over leaves of its classes."""
        open_years = np.array([first_open_year(term, on=on) for term in courses.term_list], np.int64)
        late = (self.stage > 0) & (self.school_year < open_years.take(self.term))
        if not late.any():
            return self
        over = replace(self, units=np.where(late, 0, self.units), counts=self.counts & ~late)
        return over._rows_where(~late | (self.stage == STAGES.index(Stage.NOW)))

    def _rows_where(self, kept: Flags) -> "Block":
        """The same students with some of their rows."""
        own = {name: getattr(self, name)[kept] for name in _ROWS}
        sizes = np.bincount(self.student[kept], minlength=len(self.students))
        ids = None if self.ids is None else self.ids.filter(pa.array(kept))
        return replace(self, **own, starts=np.concatenate([[0], np.cumsum(sizes)]), ids=ids)

    def record(self, at: int, *, courses: Courses) -> Record:
        """The record of one student, as the single audit reads it."""
        rows = range(int(self.starts[at]), int(self.starts[at + 1]))
        decided = self.decisions.get(at, Decisions())
        return Record(
            entries=tuple(self.entry(row, courses=courses) for row in rows),
            facts=(*self.facts_of(at), *decided.facts),
            cohort=cohort_of(int(self.class_of[at]), int(self.entered_ninth_in[at])),
            pins=decided.pins,
            exceptions=decided.exceptions,
            repeats=decided.repeats,
        )

    def entry(self, row: int, *, courses: Courses) -> Entry:
        """The entry of one row; without ids the place in the table stands for one."""
        attempted = int(self.attempted_units[row])
        return Entry(
            id=f"{row:09}" if self.ids is None else self.ids[row].as_py(),
            course=courses.courses[self.course[row]],
            stage=STAGES[self.stage[row]],
            units=int(self.stated_units[row]),
            attempted_units=None if attempted < 0 else attempted,
            mark=self.marks[self.mark[row]],
            result=RESULTS[self.result[row]],
            grade_level=int(self.grade_level[row]),
            school_year=int(self.school_year[row]),
            term=courses.term_list[self.term[row]],
            repeat=REPEATS[self.repeat[row]],
            method=METHODS[self.method[row]],
        )

    def facts_of(self, at: int) -> tuple[Fact, ...]:
        """The facts of one student."""
        found = ((key, column.values[column.codes[at]], column.day(at)) for key, column in self.facts.items())
        return tuple(Fact(key=key, value=value, on=on) for key, value, on in found if value is not None)


_ROWS = (
    "course",
    "stage",
    "units",
    "stated_units",
    "counts",
    "attempted_units",
    "mark",
    "grade_level",
    "school_year",
    "term",
    "method",
    "repeat",
    "result",
)


def _grain_of(units: Ints) -> int:
    if not units.size or units.max() > _COMMON_UNITS:
        return int(np.gcd.reduce(units)) if units.size else 0
    return grain_of(np.flatnonzero(np.bincount(units)).tolist())


def cohort_of(class_of: int, entered_ninth_in: int) -> Cohort:
    """The cohort of two years; a negative one is unknown."""
    return Cohort(
        class_of=None if class_of < 0 else class_of,
        entered_ninth_in=None if entered_ninth_in < 0 else entered_ninth_in,
    )
