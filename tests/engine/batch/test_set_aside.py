"""Values of a batch's files that nobody knows: set aside and counted, or refused with their place, never guessed."""

from collections import Counter
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import course, entry, record, rulebook
from waypost.engine.batch import BatchRefused, RecordSource, SetAside, audit_records
from waypost.engine.batch.cells import check_order
from waypost.engine.batch.columns import Block
from waypost.engine.batch.course_rows import courses_from
from waypost.engine.batch.reading import BlockReader
from waypost.engine.record import ExceptionKind, GrantedException, Record

COURSES = {"code": ["A1"], "subject": ["EN"], "units": [4]}
ROW = {"student": 1, "course": "A1", "stage": "done", "mark": "B", "grade_level": 9, "school_year": 2025}
TYPES = {
    "student": pa.int64(),
    "grade_level": pa.int8(),
    "school_year": pa.int16(),
    "units": pa.int32(),
    "attempted_units": pa.int32(),
}
ENGLISH = rulebook("""
[[part]]
slug = "part"
title = "Part"
credits = 2
from = { subject = "EN" }
""")


def read(*rows: dict[str, object]) -> tuple[Block, Counter[SetAside]]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    entries = pa.table(
        {name: pa.array([row.get(name) for row in rows], TYPES.get(name, pa.string())) for name in names}
    )
    courses, keys = courses_from(pa.table(COURSES))
    return BlockReader(courses=courses, keys=keys).block(entries, None)


def row(**fields: object) -> dict[str, object]:
    return {**ROW, **fields}


@pytest.mark.parametrize("name", ["course", "stage", "grade_level", "school_year"])
def test_an_empty_cell_where_a_value_must_be_is_set_aside_and_counted(name: str) -> None:
    block, aside = read(row(), row(**{name: None}), row(**{name: None}))
    assert aside == {SetAside(name, ""): 2}
    assert block.units.tolist() == [120]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("grade_level", grade) for grade in (-1, 19, 99)),
        *(("school_year", year) for year in (-5, 0, 20, 1899, 2200)),
        *(("units", units) for units in (-1, -4)),
        *(("attempted_units", units) for units in (-1, -120)),
        *(("stage", word) for word in ("", " ", "finished")),
    ],
)
def test_a_value_that_cannot_be_is_set_aside_and_told_as_it_stands(name: str, value: object) -> None:
    block, aside = read(row(), row(**{name: value}))
    assert aside == {SetAside(name, str(value)): 1}
    assert len(block.units) == 1


@pytest.mark.parametrize("name", ["units", "attempted_units", "term", "repeat", "method", "result", "entry"])
def test_an_empty_cell_that_may_be_empty_says_nothing(name: str) -> None:
    block, aside = read(row(entry="1"), row(**{name: None}))
    assert not aside
    assert block.units.tolist() == [120, 120]


def test_a_file_without_school_years_is_read_and_one_without_grades_is_refused() -> None:
    del (without := row())["school_year"]
    assert not read(without)[1]
    del (without := row())["grade_level"]
    with pytest.raises(BatchRefused, match="column grade_level is missing"):
        read(without)


def test_entries_without_an_id_have_their_place_in_the_table() -> None:
    block, _ = read(row(entry="x"), row(entry=None), row(entry=None))
    courses, _ = courses_from(pa.table(COURSES))
    assert [one.id for one in block.record(0, courses=courses).entries] == ["x", "000000001", "000000002"]


@pytest.mark.parametrize("blank", [None, "", " ", "\t", "\N{ZERO WIDTH SPACE}", "*"])
def test_a_blank_mark_is_no_mark(blank: str | None) -> None:
    block, aside = read(row(mark=blank, units=4), row(units=4), row(mark=blank))
    assert not aside
    assert block.units.tolist() == [0, 120, 0]
    courses, _ = courses_from(pa.table(COURSES))
    assert [one.mark for one in block.record(0, courses=courses).entries] == [None, "B", None]


@pytest.mark.parametrize("kind", [pa.int16(), pa.float64()])
def test_percents_may_be_numbers(kind: pa.DataType) -> None:
    columns = {name: [value] * 3 for name, value in ROW.items()}
    marks = pa.array([91, None, 40 if pa.types.is_integer(kind) else float("nan")], kind)
    entries = pa.table({**columns, "mark": marks, "entry": pa.array([7, 8, None], pa.int64())})
    courses, keys = courses_from(pa.table(COURSES))
    block, aside = BlockReader(courses=courses, keys=keys).block(entries, None)
    assert not aside
    assert block.units.tolist() == [120, 0, 0]
    told = block.record(0, courses=courses).entries
    assert [one.id for one in told] == ["7", "8", "000000002"]
    assert [one.mark for one in told][:2] == ["91", None]


@pytest.mark.parametrize("blank", ["", " ", "\N{NO-BREAK SPACE}"])
def test_batch_and_single_audit_agree_on_blank_marks(blank: str) -> None:
    one, two = course("A1"), course("B1")
    assert_batch_agrees([record(entry(one, blank), entry(two, "C")), record(entry(one, "A"))], ENGLISH)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("code", None, "code is missing"),
        ("code", " ", "code is missing"),
        ("subject", None, "subject is missing"),
        ("units", None, "units is missing"),
        ("units", -1, "units must not be negative"),
        ("level", "hard", "the level hard is none of: regular"),
    ],
)
def test_a_course_without_what_must_be_there_is_refused_with_its_row(name: str, value: Any, told: str) -> None:
    rows = [
        {"code": "A1", "subject": "EN", "units": 4, "level": None},
        {"code": "B1", "subject": "EN", "units": 4, "level": "ap"},
    ]
    rows[1][name] = value
    with pytest.raises(BatchRefused, match=f"courses: row 2: {told}"):
        courses_from(pa.Table.from_pylist(rows))


@pytest.mark.parametrize("ids", [[None], [1, None], [None, 1], [1, None, 2]])
def test_a_row_without_a_student_is_refused(ids: list[int | None]) -> None:
    with pytest.raises(BatchRefused, match="students: a row names no student"):
        check_order(pa.array(ids, pa.int64()), table="students")


def granted(**fields: Any) -> GrantedException:
    own = {"rulebook_id": ENGLISH.id, "path": "part", "kind": ExceptionKind.WAIVE, "authority": "a", "reason": "b"}
    return GrantedException(**{**own, **fields})


@pytest.mark.parametrize(
    "exception",
    [
        granted(kind=ExceptionKind.REDUCE),
        granted(kind=ExceptionKind.REDUCE, units=0),
        granted(kind=ExceptionKind.ADMIT),
        granted(kind=ExceptionKind.ADMIT, course_code=" "),
        granted(granted_on=date(2026, 9, 2), expires_on=date(2026, 9, 1)),
    ],
)
@pytest.mark.parametrize("on", [None, date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)])
def test_an_exception_that_can_do_nothing_stops_no_batch(exception: GrantedException, on: date | None) -> None:
    records = [Record(exceptions=(exception,)), record(entry(course("A1"), "B"), exceptions=(exception,))]
    assert_batch_agrees(records, ENGLISH, on=on)
    assert audit_records(RecordSource(list(enumerate(records))), [ENGLISH], on=on)
