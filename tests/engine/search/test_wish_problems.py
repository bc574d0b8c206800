"""A wishes file tells what is missing or cannot be, once and with its place."""

import copy
import json
from typing import Any

import pytest

from waypost.engine.record import Record
from waypost.engine.search.wish_reading import read_wishes

WISHES: dict[str, Any] = {
    "calendar": {"school_year": 2026, "grade_level": 11, "first": "fall"},
    "courses": [{"code": "A1", "title": "A", "subject": "EN", "units": 4, "terms": ["fall"]}],
    "offerings": [{"course": "A1", "modality": "virtual", "terms": ["spring"], "units": 2, "periods": 0}],
    "wishes": {
        "likes": [{"courses": ["A1"], "weight": 2}],
        "pinned": [{"course": "A1", "school_year": 2027, "term": "fall"}],
        "lighter": [{"grade_level": 12, "term": "fall", "fewer": 1}],
        "finish_early": {"grade_level": 12, "term": "spring"},
    },
}


def places(content: dict[str, Any]) -> list[str]:
    return [problem.place for problem in read_wishes(json.dumps(content), record=Record()).problems]


def objects(content: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every key."""
    if isinstance(content, list):
        return [way for number, inner in enumerate(content) for way in objects(inner, (*at, number))]
    if not isinstance(content, dict):
        return []
    return [way for key, inner in content.items() for way in ((*at, key), *objects(inner, (*at, key)))]


def changed(way: tuple[Any, ...], value: object) -> dict[str, Any]:
    content = copy.deepcopy(WISHES)
    inside: Any = content
    for step in way[:-1]:
        inside = inside[step]
    if value is ...:
        del inside[way[-1]]
    else:
        inside[way[-1]] = value
    return content


@pytest.mark.parametrize("way", objects(WISHES))
def test_a_null_says_what_a_missing_key_says(way: tuple[Any, ...]) -> None:
    null, missing = changed(way, None), changed(way, ...)
    assert read_wishes(json.dumps(null), record=Record()) == read_wishes(json.dumps(missing), record=Record())


@pytest.mark.parametrize(
    ("way", "value", "place"),
    [
        (("calendar", "school_year"), None, "calendar.school_year"),
        (("calendar", "periods"), -1, "calendar.periods"),
        (("calendar", "most_load"), -1, "calendar.most_load"),
        (("courses", 0, "periods"), 0, "courses[1].periods"),
        (("courses", 0, "code"), None, "courses[1].code"),
        (("offerings", 0, "course"), " ", "offerings[1].course"),
        (("offerings", 0, "periods"), -1, "offerings[1].periods"),
        (("offerings", 0, "units"), -1, "offerings[1].units"),
        (("offerings", 0, "cost_cents"), -1, "offerings[1].cost_cents"),
        (("wishes", "likes", 0, "courses"), None, "wishes.likes[1].courses"),
        (("wishes", "likes", 0, "courses"), [" "], "wishes.likes[1].courses"),
        (("wishes", "pinned", 0, "course"), None, "wishes.pinned[1].course"),
        (("wishes", "pinned", 0, "school_year"), "2027", "wishes.pinned[1].school_year"),
        (("wishes", "lighter", 0, "grade_level"), None, "wishes.lighter[1].grade_level"),
        (("wishes", "finish_early", "grade_level"), "12", "wishes.finish_early.grade_level"),
        (("wishes", "work_hours"), -1, "wishes.work_hours"),
    ],
)
def test_what_cannot_be_is_one_problem_with_its_place(way: tuple[Any, ...], value: object, place: str) -> None:
    assert places(changed(way, value)) == [place]


@pytest.mark.parametrize("terms", ["quatrers", 3, {"starts": "08-01"}])
def test_a_calendar_with_a_problem_is_the_only_problem(terms: object) -> None:
    content = json.loads(json.dumps(WISHES).replace("fall", "Q1").replace("spring", "Q4"))
    content["calendar"]["terms"] = terms
    (place,) = places(content)
    assert place.startswith("calendar.terms")
