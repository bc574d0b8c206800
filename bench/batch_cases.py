"""An invented state for the batch bench: students as Parquet, and three rulebooks of 10 to 14 leaves."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from bench.audit_cases import CATALOG, DIPLOMA, HEAD

from waypost.engine.batch.tables import COURSES, ENTRIES, STUDENTS, courses_table
from waypost.engine.units import UNITS_PER_CREDIT

ENTRIES_EACH = 32
STUDENTS_PER_GROUP = 12_500

UNIVERSITY = """
total = 16
min_mark = "C"
[[part]]
slug = "history"
title = "History"
credits = 2
from = { tag = "uc:a" }
[[part]]
slug = "english"
title = "English"
credits = 4
from = { tag = "uc:b" }
[[part]]
slug = "algebra"
title = "Algebra 1"
credits = 1
from = { tag = "algebra-1" }
[[part]]
slug = "geometry"
title = "Geometry"
credits = 1
from = { tag = "geometry" }
[[part]]
slug = "math"
title = "More math"
credits = 1
from = { tag = "uc:c" }
[[part]]
slug = "lab"
title = "Lab science"
credits = 1
from = { tag = "lab" }
[[part]]
slug = "science"
title = "More science"
credits = 1
from = [{ tag = "uc:d" }, { tag = "computer-science" }]
[[part]]
slug = "language"
title = "One language"
credits = 2
same = "language:"
from = { tag = "uc:e" }
[[part]]
slug = "arts"
title = "Arts"
credits = 1
from = { tag = "uc:f" }
[[part]]
slug = "elective"
title = "Elective"
credits = 2
from = { tag = ["uc:a", "uc:b", "uc:c", "uc:d", "uc:e", "uc:f", "uc:g"] }
[[part]]
slug = "eleven"
title = "Eleven before the last year"
shared = true
credits = 11
by_grade = 11
from = { tag = ["uc:a", "uc:b", "uc:c", "uc:d", "uc:e", "uc:f", "uc:g"] }
"""

HONORS = """
total = 20
[[part]]
slug = "english"
title = "English"
credits = 4
from = { subject = "EN" }
[[part]]
slug = "algebra"
title = "Algebra 1"
credits = 1
from = { tag = "algebra-1" }
[[part]]
slug = "quantitative"
title = "Quantitative course"
credits = 1
from = [{ tag = "quantitative" }, { tag = "computer-science" }]
[[part]]
slug = "math"
title = "More math"
credits = 2
from = { subject = "MA" }
[[part]]
slug = "lab"
title = "Lab science"
credits = 2
from = { tag = "lab" }
[[part]]
slug = "science"
title = "More science"
credits = 1
from = [{ subject = "SC" }, { tag = "computer-science" }]
[[part]]
slug = "social"
title = "Social studies"
credits = 3
from = { subject = "SS" }
[[part]]
slug = "language"
title = "Language"
credits = 1
from = { subject = "WL" }
[[part]]
slug = "arts"
title = "Arts"
credits = 1
from = { subject = "AR" }
[[part]]
slug = "career"
title = "Career courses"
credits = 2
from = [{ subject = "CT" }, { tag = "computer-science" }]
[[part]]
slug = "honors"
title = "Honors courses"
credits = 1
from = { level = "honors" }
[[part]]
slug = "electives"
title = "Electives"
credits = 1
from = { any_course = true }
"""

TEXTS = (
    HEAD.format(id="diploma", kind="graduation") + DIPLOMA,
    HEAD.format(id="university", kind="university") + UNIVERSITY,
    HEAD.format(id="honors", kind="graduation") + HONORS,
)

#: Courses that a student takes of each subject; the rest are from anywhere.
_OF_EACH = {"EN": 5, "MA": 4, "SC": 4, "SS": 4, "WL": 2, "AR": 2, "CT": 3, "PE": 2}
_SIZES = (UNITS_PER_CREDIT // 2, UNITS_PER_CREDIT, UNITS_PER_CREDIT)
_LETTERS = np.array(["A", "B", "C", "D", "F"])


def write_state(folder: Path, *, students: int, seed: int = 1) -> None:
    """Write the three files for so many students of 32 entries; one in twenty takes a course again."""
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(courses_table({course.code: course for course in CATALOG}), folder / COURSES)
    chance = np.random.default_rng(seed)
    entries = others = None
    for first in range(0, students, STUDENTS_PER_GROUP):
        count = min(STUDENTS_PER_GROUP, students - first)
        ids = np.array([f"S{number:08}" for number in range(first, first + count)])
        table, about = _entries(ids, chance), _students(ids, chance)
        entries = entries or pq.ParquetWriter(folder / ENTRIES, table.schema)
        others = others or pq.ParquetWriter(folder / STUDENTS, about.schema)
        entries.write_table(table, row_group_size=len(table))
        others.write_table(about, row_group_size=len(about))
    for writer in (entries, others):
        if writer is not None:
            writer.close()


def _entries(ids: np.ndarray, chance: np.random.Generator) -> pa.Table:
    courses = _courses_taken(len(ids), chance)
    rows = courses.size
    grade = np.tile(np.arange(ENTRIES_EACH) // 8 + 9, len(ids))
    now = np.repeat(chance.integers(9, 13, len(ids)), ENTRIES_EACH)
    stage = np.where(grade < now, 0, np.where(grade == now, 1, 2))
    letter = chance.choice(5, rows, p=(0.3, 0.35, 0.22, 0.09, 0.04))
    units = np.where(
        (stage == 0) & (letter == 4),
        0,
        chance.choice(_SIZES, rows),
    )
    letters = pa.DictionaryArray.from_arrays(pa.array(letter.astype(np.int32), mask=stage > 0), _LETTERS)
    return pa.table(
        {
            "student": pa.DictionaryArray.from_arrays(np.repeat(np.arange(len(ids), dtype=np.int32), 32), ids),
            "course": _words(courses.reshape(-1), [course.code for course in CATALOG]),
            "stage": _words(stage, ["done", "now", "planned"]),
            "units": pa.array(units.astype(np.int32)),
            "mark": letters,
            "grade_level": pa.array(grade.astype(np.int8)),
            "school_year": pa.array((2026 - now + grade).astype(np.int16)),
            "term": _words(chance.integers(0, 3, rows), ["fall", "spring", "year"]),
        }
    )


def _courses_taken(count: int, chance: np.random.Generator) -> np.ndarray:
    """The places of 32 courses for each student, in an order of their own."""
    draw = chance.random((count, len(CATALOG)), dtype=np.float32)
    spanish, french = (_carrying(f"language:{language}") for language in ("spanish", "french"))
    takes_french = chance.random(count) < 0.3
    draw[np.ix_(~takes_french, french)] += 0.8
    draw[np.ix_(takes_french, spanish)] += 0.8
    for subject, wanted in _OF_EACH.items():
        own = np.array([at for at, course in enumerate(CATALOG) if course.subject == subject])
        first = np.argpartition(draw[:, own], wanted, axis=1)[:, :wanted]
        np.put_along_axis(draw, own[first], -1, axis=1)
    courses = np.argpartition(draw, ENTRIES_EACH, axis=1)[:, :ENTRIES_EACH]
    courses = chance.permuted(courses, axis=1)
    again = chance.random(count) < 0.05
    courses[again, -1] = courses[again, 0]
    return courses


def _carrying(tag: str) -> np.ndarray:
    return np.array([at for at, course in enumerate(CATALOG) if tag in course.tags])


def _words(places: np.ndarray, words: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(places.astype(np.int32), words)


def _students(ids: np.ndarray, chance: np.random.Generator) -> pa.Table:
    hours = chance.integers(0, 120, len(ids))
    return pa.table(
        {
            "student": pa.array(ids.tolist()),
            "class_of": pa.array(chance.integers(2027, 2031, len(ids)).astype(np.int16)),
            "fact:service_hours": pa.array(hours.astype(np.int16), mask=hours < 10),
        }
    )
