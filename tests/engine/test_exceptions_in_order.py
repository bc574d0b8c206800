"""Exceptions that meet each other, a waiver limit, other leaves, and rules that are gone."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from tests.credit import QUARTER
from tests.engine.cases import course, entry, node, record, rulebook
from tests.engine.test_exceptions_and_pins import exception
from waypost.engine.audit import AuditResult, audit
from waypost.engine.record import ExceptionKind, GrantedException, Stage
from waypost.engine.requirement import Rulebook
from waypost.engine.result import RefusedBecause, Status
from waypost.engine.transcript import read_record, write_record

REDUCE, WAIVE, ADMIT = ExceptionKind.REDUCE, ExceptionKind.WAIVE, ExceptionKind.ADMIT


def parts(*leaves: str, head: str = "") -> Rulebook:
    return rulebook(head + "".join(f"[[part]]\n{leaf}\n" for leaf in leaves))


def leaf(slug: str, credits: float, *, more: str = "waivable = true\nfrom = { any_course = true }") -> str:
    return f'slug = "{slug}"\ntitle = "{slug}"\ncredits = {credits}\n{more}'


def refused(result: AuditResult) -> list[tuple[str, RefusedBecause, int | None]]:
    return [(one.exception.path, one.because, one.units) for one in result.refused]


def granted(path: str, kind: ExceptionKind, day: int | None = None, **more: object) -> GrantedException:
    return exception(path, kind, granted_on=day and date(2026, 3, day), **more)


def test_two_reductions_of_one_part_both_work() -> None:
    both = (exception("a", REDUCE, units=2 * QUARTER), exception("a", REDUCE, units=3 * QUARTER))
    result = audit(record(exceptions=both), parts(leaf("a", 2)))
    assert node(result.root, "a").meter.needed == 3 * QUARTER
    assert not result.refused


def test_reductions_stop_at_nothing_and_the_rest_is_listed() -> None:
    both = (granted("a", REDUCE, 1, units=6 * QUARTER), granted("a", REDUCE, 2, units=5 * QUARTER))
    result = audit(record(exceptions=both), parts(leaf("a", 2)))
    assert node(result.root, "a").status is Status.MET
    assert refused(result) == [("a", RefusedBecause.NOTHING_LEFT, 3 * QUARTER)]


LIMIT = "waiver_limit = 2\n"


def test_the_waiver_limit_is_spent_in_the_order_of_the_grants_and_the_rest_is_listed() -> None:
    rules = parts(leaf("a", 3), leaf("b", 3), head=LIMIT)
    own = (granted("a", REDUCE, 9, units=6 * QUARTER), granted("b", REDUCE, 2, units=5 * QUARTER))
    for order in permutations(own):
        result = audit(record(exceptions=order), rules)
        assert node(result.root, "b").meter.needed == 7 * QUARTER
        assert node(result.root, "a").meter.needed == 9 * QUARTER
        assert refused(result) == [("a", RefusedBecause.OVER_WAIVER_LIMIT, 3 * QUARTER)]


def test_grants_of_one_day_go_by_their_paths_and_those_without_a_day_are_the_oldest() -> None:
    rules = parts(leaf("a", 3), leaf("b", 3), head=LIMIT)
    same_day = (granted("b", REDUCE, 2, units=8 * QUARTER), granted("a", REDUCE, 2, units=8 * QUARTER))
    assert refused(audit(record(exceptions=same_day), rules)) == [("b", RefusedBecause.OVER_WAIVER_LIMIT, 8 * QUARTER)]
    undated = (granted("b", REDUCE, units=8 * QUARTER), granted("a", REDUCE, 2, units=8 * QUARTER))
    assert refused(audit(record(exceptions=undated), rules)) == [("a", RefusedBecause.OVER_WAIVER_LIMIT, 8 * QUARTER)]


def test_only_what_a_reduction_drops_counts_toward_the_limit() -> None:
    rules = parts(leaf("a", 1), leaf("b", 3), head=LIMIT)
    own = (granted("a", REDUCE, 1, units=12 * QUARTER), granted("b", REDUCE, 2, units=4 * QUARTER))
    result = audit(record(exceptions=own), rules)
    assert node(result.root, "b").meter.needed == 8 * QUARTER
    assert refused(result) == [("a", RefusedBecause.NOTHING_LEFT, 8 * QUARTER)]


def test_a_waived_leaf_goes_as_far_as_the_limit_and_a_group_wholly_or_not_at_all() -> None:
    group = 'slug = "g"\ntitle = "G"\nwaivable = true\n' + "".join(
        "[[part.part]]\n" + leaf(slug, 2, more="from = { any_course = true }") + "\n" for slug in ("c", "d")
    )
    rules = parts(leaf("a", 3), group, head=LIMIT)
    result = audit(record(exceptions=(granted("a", WAIVE, 1),)), rules)
    assert node(result.root, "a").meter.needed == 4 * QUARTER
    assert refused(result) == [("a", RefusedBecause.OVER_WAIVER_LIMIT, 4 * QUARTER)]
    result = audit(record(exceptions=(granted("g", WAIVE, 1),)), rules)
    assert node(result.root, "g").meter.needed == 16 * QUARTER
    assert refused(result) == [("g", RefusedBecause.OVER_WAIVER_LIMIT, None)]


def test_what_is_dropped_already_counts_once_and_a_later_exception_below_is_listed() -> None:
    rules = parts(leaf("a", 2), head=LIMIT)
    own = (
        granted("a", REDUCE, 1, units=4 * QUARTER),
        granted("a", WAIVE, 2),
        granted("a", REDUCE, 3, units=1 * QUARTER),
    )
    result = audit(record(exceptions=own), rules)
    assert node(result.root, "a").status is Status.MET
    assert refused(result) == [("a", RefusedBecause.NOTHING_LEFT, None)]


LANGUAGE = leaf("language", 2, more='same = "language:"\nfrom = { subject = "WL" }')
SPANISH = entry(course("SPA1", subject="WL", tags="language:es"))


@pytest.mark.parametrize("tags", ["", "language:fr"])
def test_a_course_admitted_into_a_leaf_of_one_language_carries_the_one_that_is_chosen(tags: str) -> None:
    german = entry(course("GER1", subject="WL", tags="language:de"), stage=Stage.PLANNED, units=2 * QUARTER)
    signing = entry(course("SIGN", subject="EL", tags=tags))
    admitted = exception("language", ADMIT, course_code="SIGN")
    result = audit(record(SPANISH, german, signing, exceptions=(admitted,)), parts(LANGUAGE))
    assert node(result.root, "language").meter.done == 8 * QUARTER
    assert not result.refused
    assert audit(record(SPANISH, german, signing), parts(LANGUAGE)).meter.done == 4 * QUARTER


def test_two_admitted_courses_fill_a_leaf_of_one_language_by_themselves() -> None:
    codes = ("SIGN", "CODE")
    own = tuple(exception("language", ADMIT, course_code=code) for code in codes)
    taken = [entry(course(code)) for code in codes]
    assert audit(record(*taken, exceptions=own), parts(LANGUAGE)).status is Status.MET


HOST = (
    leaf("science", 3, more='from = { subject = "SC" }'),
    leaf("lab", 2, more='within = "science"\nfrom = { tag = "lab" }'),
)


@pytest.mark.parametrize("units", [2, 4, 7, 12])
def test_a_reduced_leaf_lowers_those_within_it(units: int) -> None:
    reduced = exception("science", REDUCE, units=units * QUARTER)
    root = audit(record(exceptions=(reduced,)), parts(*HOST)).root
    assert node(root, "science").meter.needed == (12 - units) * QUARTER
    assert node(root, "lab").meter.needed == min(8, 12 - units) * QUARTER


def test_a_leaf_within_another_drops_no_credit_when_it_is_waived() -> None:
    rules = parts(HOST[0], HOST[1] + "\nwaivable = true", head="waiver_limit = 1\n")
    result = audit(record(exceptions=(granted("lab", WAIVE, 1),)), rules)
    assert node(result.root, "lab").status is Status.MET
    assert not result.refused


def test_every_exception_without_effect_is_listed_with_the_reason() -> None:
    rules = parts(
        leaf("a", 1),
        leaf("math", 1, more='from = { subject = "MA" }'),
        'slug = "w"\ntitle = "W"\nwhen = { fact = "here" }\n[part.then]\ntitle = "T"\ncredits = 1\nfrom = { any_course = true }',
    )
    own = (
        exception("gone/in/this/revision", WAIVE),
        exception("math", ADMIT, course_code="NEVER"),
        exception("math", ADMIT, course_code="MATH"),
        exception("w/then", REDUCE, units=2 * QUARTER),
        exception("a", WAIVE),
        exception("a", ExceptionKind.OVERRIDE),
    )
    taken = record(entry(course("MATH", subject="MA")), exceptions=own)
    expected = {
        ("gone/in/this/revision", RefusedBecause.UNKNOWN_PATH, None),
        ("math", RefusedBecause.NOT_TAKEN, None),
        ("math", RefusedBecause.NOT_NEEDED, None),
        ("w/then", RefusedBecause.NOT_ASKED, None),
        ("a", RefusedBecause.NOTHING_LEFT, None),
    }
    for order in (own, own[::-1]):
        found = refused(audit(replace(taken, exceptions=order), rules))
        assert set(found) == expected
        assert len(found) == len(expected)


def test_the_day_of_a_grant_is_written_and_read() -> None:
    taken = record(exceptions=(granted("a", WAIVE, 5), granted("b", WAIVE)))
    read = read_record(write_record(taken)).record
    assert read is not None
    assert set(read.exceptions) == set(taken.exceptions)


@pytest.mark.parametrize("mark", ["F", "W", None])
def test_admitting_a_course_that_was_not_passed_is_refused_as_not_taken(mark: str | None) -> None:
    rules = parts(leaf("math", 1, more='from = { subject = "MA" }'))
    taken = record(
        entry(course("MATH", subject="MA"), mark), exceptions=(exception("math", ADMIT, course_code="MATH"),)
    )
    assert refused(audit(taken, rules)) == [("math", RefusedBecause.NOT_TAKEN, None)]


@pytest.mark.parametrize(("subject", "because"), [("MA", [RefusedBecause.NOT_NEEDED]), ("AR", [])])
def test_a_course_may_be_admitted_by_an_old_number(subject: str, because: list[RefusedBecause]) -> None:
    rules = parts(leaf("math", 1, more='from = { subject = "MA" }'))
    own = replace(course("MATH", subject=subject), equivalents=frozenset({"OLD"}))
    result = audit(record(entry(own), exceptions=(exception("math", ADMIT, course_code="OLD"),)), rules)
    assert [one.because for one in result.refused] == because
    assert result.status is Status.MET
