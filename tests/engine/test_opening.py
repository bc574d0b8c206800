"""The text of a file, in every door: a byte-order mark, halves of characters, keys that are given twice."""

import json
from collections.abc import Callable

import pytest

from tests.engine.cases import HEADER
from waypost.engine.calendar.ready import READY
from waypost.engine.calendar_reading import read_calendar
from waypost.engine.record import Record
from waypost.engine.rulebook import Problem, ProblemKind, load_gpa_policy, load_rulebook, load_standing_policy
from waypost.engine.search.wish_reading import read_wishes
from waypost.engine.transcript import read_record

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
HALF = "\ud800"

RECORD = {
    "grade_level": 10,
    "cohort": {"class_of": 2029},
    "school": "S",
    "courses": [{"code": "A1", "title": "A", "subject": "EN", "units": 4, "tags": ["x", "y"], "equivalents": ["B"]}],
    "entries": [{"id": "1", "course": "A1", "stage": "done", "mark": "B", "grade_level": 9, "school_year": 2025}],
    "facts": [{"key": "seal", "value": "gold"}],
    "pins": [{"entry_id": "1", "rulebook_id": "r", "path": "p"}],
    "exceptions": [{"rulebook_id": "r", "path": "p", "kind": "waive", "authority": "a", "reason": "b"}],
}
WISHES = {
    "calendar": {"school_year": 2026, "grade_level": 11},
    "courses": RECORD["courses"],
    "offerings": [{"course": "A1", "modality": "virtual", "provider": "P", "approval": "Ms. W"}],
    "wishes": {"likes": [{"courses": ["A1"], "tags": ["x"]}], "pinned": [{"course": "A1", "school_year": 2026}]},
}
POLICY = 'id = "p"\ntitle = "P"\npoints = { A = 4 }\n'
STANDING = 'id = "p"\ntitle = "P"\n[[step]]\ngrade = 10\ncredits = 5\n'
RULES = HEADER + '[[part]]\nslug = "en"\ntitle = "English"\ncredits = 1\nfrom = { subject = "EN" }\n'


def problems_of_wishes(text: str | bytes) -> tuple[Problem, ...]:
    return read_wishes(text, record=Record()).problems


DOORS: list[tuple[Callable[[str], tuple[Problem, ...]], str]] = [
    (lambda text: read_record(text).problems, json.dumps(RECORD)),
    (problems_of_wishes, json.dumps(WISHES)),
    (lambda text: load_rulebook(text).problems, RULES),
    (lambda text: read_calendar(text).problems, READY["quarters"]),
    (lambda text: load_gpa_policy(text).problems, POLICY),
    (lambda text: load_standing_policy(text).problems, STANDING),
]
JSON_DOORS = DOORS[:2]


@pytest.mark.parametrize(("read", "text"), DOORS)
def test_a_byte_order_mark_is_as_if_it_were_not_there(read: Callable[[str], tuple[Problem, ...]], text: str) -> None:
    assert read(text) == read(MARK + text) == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_bytes_of_a_record_may_begin_with_a_byte_order_mark(encoding: str) -> None:
    assert read_record(json.dumps(RECORD, ensure_ascii=False).encode(encoding)).problems == ()
    assert problems_of_wishes(json.dumps(WISHES).encode(encoding)) == ()


@pytest.mark.parametrize("text", [MARK, MARK + "{", "{" + MARK + "}", "", " "])
def test_nothing_behind_a_byte_order_mark_is_no_json(text: str) -> None:
    assert [problem.kind for problem in read_record(text).problems] == [ProblemKind.SYNTAX]


def texts_in(value: object, place: str = "") -> list[str]:
    """The places of all texts, as problems write them."""
    if isinstance(value, str):
        return [place]
    if isinstance(value, dict):
        return [at for key, inner in value.items() for at in texts_in(inner, f"{place}.{key}" if place else key)]
    if isinstance(value, list):
        return [at for number, inner in enumerate(value, start=1) for at in texts_in(inner, f"{place}[{number}]")]
    return []


def with_half(value: object, wanted: str, place: str = "") -> object:
    """The same with half of a character at the end of the text at a place."""
    if isinstance(value, dict):
        return {key: with_half(inner, wanted, f"{place}.{key}" if place else key) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_half(inner, wanted, f"{place}[{number}]") for number, inner in enumerate(value, start=1)]
    return f"{value}{HALF}" if place == wanted else value


@pytest.mark.parametrize("place", texts_in(RECORD))
def test_half_of_a_character_in_any_text_of_a_record_is_a_problem_with_its_place(place: str) -> None:
    text = json.dumps(with_half(RECORD, place))
    assert "\\ud800" in text
    assert [problem.place for problem in read_record(text).problems] == [place]
    assert read_record(text.encode()).problems == read_record(text).problems


@pytest.mark.parametrize("place", texts_in(WISHES))
def test_half_of_a_character_in_any_text_of_a_wishes_file_is_a_problem_with_its_place(place: str) -> None:
    assert [problem.place for problem in problems_of_wishes(json.dumps(with_half(WISHES, place)))] == [place]


@pytest.mark.parametrize("half", ["\\ud800", "\\uDFFF", "\\udc00\\ud800", HALF, "\\u0000", "a\\u0000b"])
def test_a_problem_can_always_be_written_to_a_file(half: str) -> None:
    for text in (f'{{"{half}": 1}}', f'{{"school": "{half}"}}', f'{{"facts": [{{"key": "{half}", "value": 1}}]}}'):
        problems = read_record(text).problems
        assert len(problems) == 1
        assert str(problems[0]).encode()
        assert "\0" not in str(problems[0])


def test_a_key_and_its_value_are_one_problem() -> None:
    assert [problem.place for problem in read_record('{"\\ud800": "\\ud800"}').problems] == ["\\ud800"]


def test_a_whole_character_in_two_halves_is_read() -> None:
    loaded = read_record('{"school": "\\ud83c\\udf93"}')
    assert loaded.record is not None
    assert loaded.record.school == "\N{GRADUATION CAP}"


@pytest.mark.parametrize(("read", "text"), DOORS[2:])
def test_half_of_a_character_in_a_toml_text_is_a_problem(read: Callable[[str], tuple[Problem, ...]], text: str) -> None:
    for half in (HALF, "\\ud800", "\\u0000"):
        problems = read(text.replace('title = "', f'title = "{half}', 1))
        assert [problem.line is not None for problem in problems] == [True]
        assert str(problems[0]).encode()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"entries": [1], "entries": []}', ["entries"]),
        ('{"grade_level": 9, "grade_level": 9}', ["grade_level"]),
        ('{"school": null, "school": "a", "school": "b"}', ["school"]),
        ('{"cohort": {"class_of": 2029, "class_of": 2030}}', ["cohort.class_of"]),
        ('{"facts": [{"key": "a", "value": 1}, {"key": "b", "key": "c", "value": 1}]}', ["facts[2].key"]),
        ('{"pins": [], "facts": [], "pins": [], "facts": []}', ["facts", "pins"]),
        ('{"calendar": {"starts": "08-01", "starts": "09-01"}}', ["calendar.starts"]),
        ('{"who": 1, "who": 2}', ["who"]),
    ],
)
def test_a_key_that_is_given_twice_is_a_problem_with_its_place(text: str, places: list[str]) -> None:
    problems = read_record(text).problems
    assert [(problem.kind, problem.place) for problem in problems] == [(ProblemKind.DUPLICATE, at) for at in places]


@pytest.mark.parametrize(("read", "text"), JSON_DOORS)
def test_any_key_that_is_given_twice_at_the_top_is_a_problem(
    read: Callable[[str], tuple[Problem, ...]], text: str
) -> None:
    for key in json.loads(text):
        assert [problem.place for problem in read(f'{text[:-1]}, "{key}": null}}')] == [key]


@pytest.mark.parametrize(("read", "text"), DOORS[2:])
def test_a_key_that_is_given_twice_in_toml_is_a_problem_with_its_line(
    read: Callable[[str], tuple[Problem, ...]], text: str
) -> None:
    problems = read(f'{text}title = "Again"\ntitle = "And again"\n')
    assert [(problem.kind, problem.line is not None) for problem in problems] == [(ProblemKind.SYNTAX, True)]
