"""How the entries of a record name its courses: by key, by code, by an old number."""

import json
from itertools import permutations

import pytest

from waypost.engine.batch.course_rows import courses_from
from waypost.engine.batch.tables import tables_of
from waypost.engine.record import Record
from waypost.engine.search.wish_reading import read_wishes
from waypost.engine.transcript import LoadedRecord, read_record
from waypost.engine.units import UNITS_PER_CREDIT


def course(code: str, **fields: object) -> dict[str, object]:
    return {"code": code, "title": code, "subject": "SC", "units": 4, **fields}


def reading(*courses: dict[str, object], entry: str) -> LoadedRecord:
    own = {"id": "1", "course": entry, "stage": "now", "grade_level": 9, "school_year": 2025}
    return read_record(json.dumps({"courses": courses, "entries": [own]}))


def _code(loaded: LoadedRecord) -> str:
    assert loaded.record is not None
    return loaded.record.entries[0].course.code


@pytest.mark.parametrize(
    ("courses", "place"),
    [
        ((course("SC1"), course("SC1", units=2)), "courses[2].code"),
        ((course("SC1"), course("SC1")), "courses[2].code"),
        ((course("SC1", key="k"), course("SC2", key="k"), course("SC1")), "courses[2].key"),
        ((course("SC2", key="SC1"), course("SC1")), "courses[2].code"),
    ],
)
def test_two_courses_of_one_key_are_refused_with_their_place(courses, place) -> None:  # type: ignore[no-untyped-def]
    loaded = reading(*courses, entry="SC1")
    assert [problem.place for problem in loaded.problems if "second" in problem.detail] == [place]
    assert "tells editions of one code apart" in loaded.problems[0].detail


def test_editions_of_one_code_are_told_apart_by_their_key() -> None:
    loaded = reading(course("SC1"), course("SC1", key="SC1~2", units=2), entry="SC1~2")
    assert loaded.record is not None
    assert loaded.record.entries[0].course.units == 2 * UNITS_PER_CREDIT // 4


@pytest.mark.parametrize(
    "courses",
    [
        [course("SC2", equivalents=["OLD2"])],
        [course("SC2", equivalents=["MID"]), course("SC3", equivalents=["x"])],
    ],
)
def test_an_entry_may_name_an_old_number(courses: list[dict[str, object]]) -> None:
    old = "OLD2" if "OLD2" in str(courses) else "MID"
    for order in permutations(courses):
        assert _code(reading(*order, entry=old)) == "SC2"


def test_a_courses_own_code_goes_before_the_old_number_of_another() -> None:
    for order in permutations([course("A"), course("B", equivalents=["A"])]):
        assert _code(reading(*order, entry="A")) == "A"


@pytest.mark.parametrize(
    "courses",
    [
        [course("A", equivalents=["OLD"]), course("B", equivalents=["OLD"])],
        [course("A", equivalents=["B"]), course("B", equivalents=["OLD"])],
        [course("OLD", key="OLD-2019"), course("OLD", key="OLD-2024")],
    ],
)
def test_a_number_of_several_courses_is_a_problem(courses: list[dict[str, object]]) -> None:
    for order in permutations(courses):
        loaded = reading(*order, entry="OLD")
        assert [problem.place for problem in loaded.problems] == ["entries[1].course"]
        assert "may be any of" in loaded.problems[0].detail


def test_an_offering_may_name_an_old_number() -> None:
    text = {
        "calendar": {"school_year": 2026, "grade_level": 11},
        "courses": [course("SC2", equivalents=["OLD2"])],
        "offerings": [{"course": "OLD2", "modality": "virtual"}],
    }
    asked = read_wishes(json.dumps(text), record=Record())
    assert {one.course.code for one in asked.offerings} == {"SC2"}


def test_a_batch_takes_entries_under_an_old_number_too() -> None:
    loaded = reading(course("SC2", equivalents=["OLD2"]), entry="OLD2")
    assert loaded.record is not None
    courses, keys = courses_from(tables_of([(1, loaded.record)]).courses)
    assert courses.courses[keys["OLD2"]].code == "SC2"


@pytest.mark.parametrize(("own", "units"), [({}, 120), ({"units_per_credit": 4}, 3600)])
def test_wishes_without_a_scale_have_that_of_the_record(own: dict[str, int], units: int) -> None:
    text = {**own, "calendar": {"school_year": 2026, "grade_level": 11}, "courses": [course("SC2", units=120)]}
    asked = read_wishes(json.dumps(text), record=Record(), units_per_credit=120)
    assert [one.course.units for one in asked.offerings] == [units]
