"""Shares of a credit are whole units, and how small a unit is changes no answer."""

import json
from dataclasses import replace
from decimal import Decimal
from math import gcd

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.credit import credits
from tests.engine.cases import HEADER, Shape, course, entry, record, records, rulebook, rulebooks
from waypost.engine.audit import audit
from waypost.engine.grain import units_of_record
from waypost.engine.record import Record
from waypost.engine.requirement import AllOf, ChooseOf, Credits, Requirement, Rulebook
from waypost.engine.result import NodeResult
from waypost.engine.rulebook import load_rulebook
from waypost.engine.transcript import read_record, write_result
from waypost.engine.units import UNITS_PER_CREDIT, credits_text, units_of_credits
from waypost.engine.within import MOST_FINER_WAYS, count_ways, step_for
from waypost.interchange import credits as interchange
from waypost.web.base.presenters import UNITS_IN_A_CREDIT

WRITTEN = {
    "1/3": ("0.33", "0.34", "0.333", "0.3333", "0.334"),
    "2/3": ("0.66", "0.67", "0.667"),
    "1/6": ("0.16", "0.17", "0.1667"),
    "5/6": ("0.83", "0.84", "0.8333"),
    "4/3": ("1.33", "1.34"),
    "3/10": ("0.3", "0.30"),
    "1/8": ("0.125",),
    "1/5": ("0.2",),
    "7/20": ("0.35",),
}


def test_all_packages_count_the_same_units() -> None:
    assert UNITS_PER_CREDIT == interchange.UNITS_PER_CREDIT == UNITS_IN_A_CREDIT


@pytest.mark.parametrize(("share", "written"), [(share, one) for share, all_ in WRITTEN.items() for one in all_])
def test_a_written_share_is_whole(share: str, written: str) -> None:
    assert units_of_credits(Decimal(written)) == credits(share)
    assert interchange.units_from_credits(written) == credits(share)


@pytest.mark.parametrize("written", ["0.31", "0.07", "0.3334444", "0.32", "0.01"])
def test_what_is_no_share_is_not_guessed(written: str) -> None:
    assert units_of_credits(Decimal(written)) is None


@given(
    units=st.sampled_from(
        [
            whole * UNITS_PER_CREDIT + UNITS_PER_CREDIT * top // bottom
            for whole in (0, 1, 22)
            for bottom in (1, 2, 3, 4, 5, 6, 8, 10)
            for top in range(bottom)
        ]
    ),
    scale=st.sampled_from([1, 5, 10]),
)
def test_what_is_written_reads_as_itself(units: int, scale: int) -> None:
    text = credits_text(units, scale=scale)
    assert text == interchange.credits_from_units(units, scale=scale)
    assert units_of_credits(Decimal(text), scale=scale) == units


def test_a_rulebook_asks_for_thirds_and_for_single_californian_credits() -> None:
    third = rulebook('[[part]]\nslug = "a"\ntitle = "A"\ncredits = 0.33\nfrom = { any_course = true }\n')
    one = course("A", units=credits("1/3"))
    assert audit(record(entry(one)), third).status.value == "met"
    local = 'credit_scale = 10\n[[part]]\nslug = "a"\ntitle = "A"\ncredits = 23\nfrom = { any_course = true }\n'
    singles = [entry(course(f"A{at}", units=credits("1/10"))) for at in range(23)]
    assert audit(record(*singles), rulebook(local)).status.value == "met"
    assert audit(record(*singles[1:]), rulebook(local)).meter.open == credits("1/10")


def test_a_wrong_share_says_what_is_possible() -> None:
    loaded = load_rulebook(HEADER + '[[part]]\nslug = "a"\ntitle = "A"\ncredits = 0.31\nfrom = { any_course = true }\n')
    (problem,) = loaded.problems
    assert problem.place == "part[1].credits"
    assert "thirds" in problem.detail


OLD = {
    "courses": [{"code": "HE10", "title": "Health", "subject": "PE", "units": 2}],
    "entries": [
        {"id": "1", "course": "HE10", "stage": "done", "grade_level": 9, "school_year": 2023, "mark": "B", "units": 2}
    ],
}


def test_a_record_that_names_no_units_is_in_quarters_and_answered_in_them() -> None:
    loaded = read_record(json.dumps(OLD))
    assert loaded.record is not None
    assert (loaded.units_per_credit, loaded.record.entries[0].units) == (4, credits(0.5))
    half = rulebook('[[part]]\nslug = "a"\ntitle = "A"\ncredits = 1\nfrom = { any_course = true }\n')
    told = json.loads(write_result(audit(loaded.record, half), units_per_credit=loaded.units_per_credit))
    assert (told["units_per_credit"], told["meter"]) == (4, {"done": 2, "now": 0, "planned": 0, "open": 2})
    thirds = rulebook('[[part]]\nslug = "a"\ntitle = "A"\ncredits = 0.67\nfrom = { any_course = true }\n')
    told = json.loads(write_result(audit(loaded.record, thirds), units_per_credit=loaded.units_per_credit))
    assert (told["units_per_credit"], told["meter"]["open"]) == (120, credits("1/6"))


@pytest.mark.parametrize("wrong", [0, 7, -4, 240])
def test_units_must_divide_a_credit(wrong: int) -> None:
    loaded = read_record(json.dumps({"units_per_credit": wrong, **OLD}))
    assert [problem.place for problem in loaded.problems] == ["units_per_credit"]


@given(records(most=6), rulebooks(Shape(options=True, pools=True, same=True)), st.sampled_from([2, 3, 5, 6, 10, 15]))
def test_a_finer_grain_changes_no_answer(own: Record, rules: Rulebook, finer: int) -> None:
    """The same in quarters of a credit, and with every number of units divided."""
    small = replace(own, entries=tuple(_divided(one, finer) for one in own.entries))
    before, after = audit(own, rules), audit(small, replace(rules, root=_divided_node(rules.root, finer)))
    assert _told(before.root, 1) == _told(after.root, finer)


def test_the_grain_of_a_record_is_what_all_its_units_share() -> None:
    own = record(entry(course("A", units=credits(0.5))), entry(course("B", units=credits("1/3"))))
    assert gcd(*units_of_record(own)) == credits("1/6")


def test_finer_shares_never_make_too_many_ways() -> None:
    host, inner = credits(4), [credits(2), credits(2), credits(1)]
    assert step_for(host, inner, grain=credits(1)) == credits(1)
    step = step_for(host, inner, grain=1)
    assert step == credits(0.25)
    assert count_ways(host, inner[:2], step=step_for(host, inner[:2], grain=4), most=10_000) <= MOST_FINER_WAYS


def _divided(one, finer):  # type: ignore[no-untyped-def]
    return replace(one, units=one.units // finer, course=replace(one.course, units=one.course.units // finer))


def _divided_node(node: Requirement, finer: int) -> Requirement:
    match node:
        case Credits():
            return replace(node, units=node.units // finer)
        case AllOf() | ChooseOf():
            return replace(node, parts=tuple(_divided_node(part, finer) for part in node.parts))
        case _:
            return node


def _told(node: NodeResult, times: int) -> object:
    claims = [(claim.entry_id, claim.units * times) for claim in node.claims]
    return (
        node.path,
        node.status,
        [part * times for part in node.meter],
        claims,
        [_told(part, times) for part in node.parts],
    )
