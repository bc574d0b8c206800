"""A blank mark is no mark, in every door."""

import json
from dataclasses import replace

import pytest

from tests.engine.cases import course, entry, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.prerequisite import parse_prerequisite
from waypost.engine.readiness import check_placement
from waypost.engine.record import AttemptResult, Fact, Record, Stage
from waypost.engine.result import HeldBecause
from waypost.engine.transcript import read_record, write_record

ENGLISH = course("EN9", subject="EN")
RULES = """
[[part]]
slug = "part"
title = "Part"
credits = 1
from = { subject = "EN" }
"""
BLANKS = ["", " ", "   ", "\t", "\n", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "*", " # "]


@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_mark_is_no_mark(blank: str) -> None:
    own = entry(ENGLISH, blank)
    assert own == entry(ENGLISH, None)
    assert replace(entry(ENGLISH, "A"), mark=blank).mark is None
    result = audit(record(own), rulebook(RULES))
    assert result.meter.done == 0
    assert [one.because for one in result.held] == [HeldBecause.NO_MARK]


@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_mark_in_a_record_is_no_mark(blank: str) -> None:
    content = json.loads(write_record(record(entry(ENGLISH, "A"))))
    content["entries"][0]["mark"] = blank
    loaded = read_record(json.dumps(content))
    assert loaded.record == record(entry(ENGLISH, None))


@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_mark_reaches_no_least_mark_and_opens_no_class(blank: str) -> None:
    asked = rulebook(RULES.replace("}", ', min_mark = "D" }'))
    passed = replace(entry(ENGLISH, blank), result=AttemptResult.PASSED)
    assert audit(record(passed), asked) == audit(record(replace(passed, mark=None)), asked)
    later = replace(course("EN10", subject="EN"), prerequisite=parse_prerequisite("EN9:D"))
    planned = entry(later, None, stage=Stage.PLANNED, grade=10)
    told = [check_placement(planned, record=record(entry(ENGLISH, mark), planned)) for mark in (blank, None, "B")]
    assert told[0] == told[1] != told[2]


@pytest.mark.parametrize("mark", ["A", "-", "F*", "P", "0", "\N{CHECK MARK}"])
def test_a_mark_that_can_be_seen_stays(mark: str) -> None:
    assert entry(ENGLISH, mark).mark == mark


@pytest.mark.parametrize("value", ["", " ", "\N{ZERO WIDTH SPACE}"])
def test_a_blank_text_is_no_fact(value: str) -> None:
    signed = rulebook('[[part]]\nslug = "plan"\ntitle = "Plan"\nfact = "plan"\n')
    told = [audit(Record(facts=(Fact(key="plan", value=one),)), signed).status for one in (value, False, "signed")]
    assert told[0] == told[1] != told[2]
