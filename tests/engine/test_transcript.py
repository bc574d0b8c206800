"""Records and results as JSON: what is written reads back, and every fault of a file is told."""

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.credit import credits
from tests.engine.cases import Shape, course, entry, record, records, rulebooks
from waypost.engine.audit import audit
from waypost.engine.digest import digest_record, digest_rulebook
from waypost.engine.prerequisite import parse_prerequisite
from waypost.engine.record import Cohort, ExceptionKind, Fact, GrantedException, Pin, Record
from waypost.engine.requirement import Rulebook
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
