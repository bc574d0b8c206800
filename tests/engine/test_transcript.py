"""Records and results as JSON: what is written reads back, and every fault of a file is told."""

import copy
import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.credit import credits
from tests.engine.cases import Shape, course, entry, record, records, rulebooks
from waypost.engine.audit import audit
from waypost.engine.digest import digest_record, digest_rulebook
from waypost.engine.prerequisite import parse_prerequisite
from waypost.engine.record import Cohort, ExceptionKind, Fact, GrantedException, Pin, Record
from waypost.engine.requirement import Rulebook
from waypost.engine.rulebook import ProblemKind
from waypost.engine.transcript import read_record, write_record, write_result
from waypost.engine.transcript.prerequisite_text import written_prerequisite

DOCS = Path(__file__).parents[2] / "docs" / "formats" / "record.md"

FULL = record(
    entry(course("MA1", subject="MA", tags="a b"), id="1"),
    entry(course("SC1", subject="SC", equivalents="SC2"), "88.5", id="2", units=0, attempted=credits(1)),
    facts=(Fact(key="cpr", value=True), Fact(key="hours", value=Fraction(5, 2), on=date(2026, 1, 2))),
    cohort=Cohort(class_of=2029),
    grade_level=10,
    pins=(Pin(entry_id="1", rulebook_id="r", path="p"),),
    exceptions=(
        GrantedException(
            rulebook_id="r",
            path="p",
            kind=ExceptionKind.REDUCE,
            authority="A",
            reason="B",
            units=credits(0.5),
            expires_on=date(2027, 6, 30),
        ),
    ),
)


def test_the_documented_record_reads_without_problems() -> None:
    block = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)[0]
    loaded = read_record(block)
    assert loaded.problems == ()
    assert loaded.record is not None
    assert len(loaded.record.entries) == 2


def test_a_record_reads_back_as_it_was_written() -> None:
    loaded = read_record(write_record(FULL))
    assert loaded.problems == ()
    assert loaded.record == FULL


@settings(max_examples=60, deadline=None)
@given(own=records())
def test_any_record_reads_back(own: Record) -> None:
    loaded = read_record(write_record(own))
    assert loaded.record is not None
    assert digest_record(loaded.record) == digest_record(own)


@pytest.mark.parametrize("text", ["A1", "A1:C and B1*", "A1 or (B1 and C1:B)", "(A1 or B1) and C1", "audition"])
def test_a_prerequisite_reads_back(text: str) -> None:
    tree = parse_prerequisite(text)
    assert parse_prerequisite(written_prerequisite(tree)) == tree


def entries(**fields: object) -> str:
    own = {"id": "1", "course": "A1", "stage": "done", "grade_level": 9, "school_year": 2025, **fields}
    courses = [{"code": "A1", "title": "A", "subject": "EN", "units": 4}]
    return json.dumps({"courses": courses, "entries": [own]})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", ""),
        ("[]", ""),
        ('{"entries": NaN}', ""),
        ('{"entrys": []}', "entrys"),
        ('{"entries": 3}', "entries"),
        ('{"entries": [3]}', "entries[1]"),
        (entries(course="B1"), "entries[1].course"),
        (entries(stage="finished"), "entries[1].stage"),
        (entries(units=-1), "entries[1].units"),
        (entries(units=1.5), "entries[1].units"),
        (entries(grade_level="9"), "entries[1].grade_level"),
        (entries(grade_level=-2), "entries[1].grade_level"),
        (entries(grade_level=99), "entries[1].grade_level"),
        (entries(school_year=-5), "entries[1].school_year"),
        (entries(school_year=20255), "entries[1].school_year"),
        ('{"grade_level": 19}', "grade_level"),
        ('{"facts": [{"key": "x", "value": 1, "grade_level": -1}]}', "facts[1].grade_level"),
        (entries(mark=True), "entries[1].mark"),
        (entries(term="winter"), "entries[1].term"),
        (entries(repeat="Again"), "entries[1].repeat"),
        (entries(colour="red"), "entries[1].colour"),
        ('{"facts": [{"key": "x"}]}', "facts[1].value"),
        ('{"exceptions": [{"rulebook_id": "r", "path": "p", "authority": "a", "reason": "b"}]}', "exceptions[1].kind"),
    ],
)
def test_a_faulty_record_is_refused_with_its_place(text: str, place: str) -> None:
    loaded = read_record(text)
    assert loaded.record is None
    assert [problem.place for problem in loaded.problems] == [place]


@pytest.mark.parametrize(
    ("text", "possible"), [(entries(grade_level=19), "from 0 to 18"), (entries(school_year=20), "from 1900 to 2199")]
)
def test_a_grade_or_a_year_that_cannot_be_is_told_what_can(text: str, possible: str) -> None:
    assert [possible in problem.detail for problem in read_record(text).problems] == [True]


@pytest.mark.parametrize("grade", [0, 13, 18])
def test_a_grade_from_kindergarten_to_a_tenth_year_of_high_school_is_read(grade: int) -> None:
    assert read_record(entries(grade_level=grade)).record is not None


WHOLE: dict[str, Any] = {
    "grade_level": 10,
    "cohort": {"class_of": 2029, "entered_ninth_in": 2025},
    "courses": [{"code": "A1", "title": "A", "subject": "EN", "units": 4, "tags": ["x"], "periods": 1}],
    "entries": [
        {"id": "1", "course": "A1", "stage": "done", "units": 4, "attempted_units": 4, "mark": "B", "term": "fall"}
        | {"result": "Pass", "grade_level": 9, "school_year": 2025, "repeat": "Repeat Counted", "offering": "x/y"}
    ],
    "facts": [{"key": "hours", "value": 4, "on": "2026-01-01", "grade_level": 9}],
    "pins": [{"entry_id": "1", "rulebook_id": "r", "path": "p"}],
    "exceptions": [
        {"rulebook_id": "r", "path": "p", "kind": "reduce", "authority": "a", "reason": "b", "units": 2}
        | {"granted_on": "2026-01-01", "expires_on": "2027-01-01"},
        {"rulebook_id": "r", "path": "p", "kind": "admit", "authority": "a", "reason": "b", "course_code": "A1"},
    ],
    "calendar": "quarters",
    "repeats": "best",
}
PLACES = [
    (name, at, key)
    for name, listed in WHOLE.items()
    if isinstance(listed, list)
    for at, own in enumerate(listed)
    for key in own
]


def test_the_whole_record_has_no_problem() -> None:
    assert read_record(json.dumps(WHOLE)).problems == ()


@pytest.mark.parametrize(("name", "at", "key"), PLACES)
def test_a_null_says_what_a_missing_key_says(name: str, at: int, key: str) -> None:
    null, missing = copy.deepcopy(WHOLE), copy.deepcopy(WHOLE)
    null[name][at][key] = None
    del missing[name][at][key]
    assert read_record(json.dumps(null)) == read_record(json.dumps(missing))


@pytest.mark.parametrize("key", WHOLE)
def test_a_null_at_the_top_says_what_a_missing_key_says(key: str) -> None:
    missing = {name: value for name, value in WHOLE.items() if name != key}
    assert read_record(json.dumps({**WHOLE, key: None})) == read_record(json.dumps(missing))


def changed(name: str, at: int, **fields: object) -> str:
    whole = copy.deepcopy(WHOLE)
    whole[name][at].update(fields)
    return json.dumps(whole)


@pytest.mark.parametrize("nothing", [None, "", "  "])
@pytest.mark.parametrize(
    ("name", "at", "key"),
    [("entries", 0, key) for key in ("id", "course")]
    + [("courses", 0, "title"), ("facts", 0, "key"), ("exceptions", 1, "course_code")]
    + [("pins", 0, key) for key in ("entry_id", "rulebook_id", "path")]
    + [("exceptions", 0, key) for key in ("rulebook_id", "path", "authority", "reason")],
)
def test_a_text_that_must_be_there_may_not_be_blank(name: str, at: int, key: str, nothing: str | None) -> None:
    (problem,) = read_record(changed(name, at, **{key: nothing})).problems
    assert (problem.kind, problem.place) == (ProblemKind.MISSING, f"{name}[{at + 1}].{key}")


@pytest.mark.parametrize(
    ("name", "at", "key"),
    [("entries", 0, key) for key in ("stage", "grade_level", "school_year")]
    + [("courses", 0, "subject"), ("courses", 0, "units"), ("facts", 0, "value")]
    + [("exceptions", 0, "kind"), ("exceptions", 0, "units")],
)
def test_a_null_where_a_value_must_be_is_a_problem_with_its_place(name: str, at: int, key: str) -> None:
    (problem,) = read_record(changed(name, at, **{key: None})).problems
    assert (problem.kind, problem.place) == (ProblemKind.MISSING, f"{name}[{at + 1}].{key}")


def test_units_that_are_null_are_those_of_a_course_only_where_it_was_passed() -> None:
    failed = read_record(changed("entries", 0, units=None, result="Fail")).record
    assert failed is not None
    assert failed.entries[0].units == 0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (changed("courses", 0, periods=0), "courses[1].periods"),
        (changed("courses", 0, periods=-3), "courses[1].periods"),
        (changed("exceptions", 0, granted_on="2027-01-02"), "exceptions[1].expires_on"),
        (changed("exceptions", 0, units=0), "exceptions[1].units"),
        (changed("exceptions", 0, units=-1), "exceptions[1].units"),
        (changed("exceptions", 0, units="2"), "exceptions[1].units"),
        (changed("exceptions", 0, kind="admit"), "exceptions[1].course_code"),
        (changed("exceptions", 1, kind="reduce"), "exceptions[2].units"),
    ],
)
def test_what_cannot_be_of_a_course_or_an_exception_is_a_problem_with_its_place(text: str, place: str) -> None:
    assert [problem.place for problem in read_record(text).problems] == [place]


@pytest.mark.parametrize("course", [{"code": None}, {"code": " "}, {"code": 3}])
def test_a_course_without_a_code_is_the_only_problem(course: dict[str, object]) -> None:
    assert [problem.place for problem in read_record(changed("courses", 0, **course)).problems] == ["courses[1].code"]
    broken = read_record(json.dumps({**WHOLE, "courses": [None]}))
    assert [problem.place for problem in broken.problems] == ["courses[1]"]


@pytest.mark.parametrize("year", [-3, 0, 29, 99999])
@pytest.mark.parametrize("key", ["class_of", "entered_ninth_in"])
def test_a_year_of_a_cohort_that_cannot_be_is_told(key: str, year: int) -> None:
    problems = read_record(json.dumps({"cohort": {key: year}})).problems
    assert [problem.place for problem in problems] == [f"cohort.{key}"]


def test_an_exception_of_one_day_is_read() -> None:
    assert read_record(changed("exceptions", 0, granted_on="2027-01-01")).problems == ()


@pytest.mark.parametrize(
    "calendar",
    [
        "quatrers",
        {"starts": "08-01", "term": []},
        {"starts": "08-01"},
        3,
        {"starts": "08-01", "term": [{"code": "Q1", "title": "Q", "begins": "08-35", "ends": "10-01"}]},
    ],
)
def test_a_calendar_with_a_problem_is_the_only_problem(calendar: object) -> None:
    whole = {**copy.deepcopy(WHOLE), "calendar": calendar}
    whole["entries"][0]["term"] = "Q1"
    whole["courses"][0]["terms"] = ["Q1", "Q2"]
    (problem,) = read_record(json.dumps(whole)).problems
    assert problem.place.startswith("calendar")


def test_two_entries_of_one_id_are_refused() -> None:
    twice = json.loads(entries())
    twice["entries"] *= 2
    assert [problem.place for problem in read_record(json.dumps(twice)).problems] == ["entries[2].id"]


@settings(max_examples=40, deadline=None)
@given(own=records(), rules=rulebooks(Shape(options=True, same=True)))
def test_a_result_is_plain_json(own: Record, rules: Rulebook) -> None:
    written = json.loads(write_result(audit(own, rules)))
    assert written["meter"] == written["root"]["meter"]
    assert written["rulebook_digest"] == digest_rulebook(rules)


def test_a_digest_tells_contents_apart_and_not_their_order() -> None:
    one, two = entry(course("A1"), id="1"), entry(course("B1"), id="2")
    assert digest_record(record(one, two)) == digest_record(record(two, one))
    assert digest_record(record(one, two)) != digest_record(record(one))
