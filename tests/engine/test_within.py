"""Leaves that take their credits out of another leaf's: several of them, and one language among them."""

from itertools import product

import pytest

from tests.engine.batch.agreeing import assert_batch_agrees
from tests.engine.cases import HEADER, course, entry, record, rulebook
from waypost.engine.audit import audit
from waypost.engine.rulebook import load_rulebook
from waypost.engine.rulebook.problem import ProblemKind
from waypost.engine.within import count_ways, ways_within


def leaf(slug: str, credits: float, from_: str, more: str = "") -> str:
    return f'[[part]]\nslug = "{slug}"\ntitle = "{slug}"\ncredits = {credits}\nfrom = {from_}\n{more}\n'


WITHIN = 'within = "host"'
HOST = leaf("host", 3, "{ any_course = true }")


@pytest.mark.parametrize("inner", [[2], [1, 2], [2, 2], [1, 1, 1], [2, 1, 2]])
def test_every_way_asks_each_leaf_for_what_it_needs(inner: list[int]) -> None:
    ways = list(ways_within(4, inner, step=1))
    for shares in ways:
        assert sum(shares.values()) == 4
        for place, units in enumerate(inner):
            assert sum(own for mask, own in shares.items() if mask >> place & 1) == units
    different = {tuple(sorted(shares.items())) for shares in ways}
    assert len(different) == len(ways) == _counted(4, inner)


def _counted(host: int, inner: list[int]) -> int:
    """The same by trying every number for every set."""
    sets = range(1, 1 << len(inner))
    found = 0
    for units in product(range(host + 1), repeat=len(sets)):
        served = [sum(own for mask, own in zip(sets, units, strict=True) if mask >> at & 1) for at in range(len(inner))]
        found += served == inner and sum(units) <= host
    return found


def test_counting_stops_where_it_is_too_much() -> None:
    assert count_ways(100, [50] * 4, step=1, most=20) == 21


def test_a_course_that_serves_all_three_frees_the_others() -> None:
    rules = rulebook(HOST + "".join(leaf(tag, 1, f'{{ tag = "{tag}" }}', WITHIN) for tag in ("a", "b", "c")))
    taken = [entry(course("ALL", tags="a b c")), entry(course("ONE")), entry(course("TWO"))]
    assert audit(record(*taken), rules).status == "met"
    apart = [entry(course(code, tags=tags)) for code, tags in (("AB", "a b"), ("BC", "b c"), ("X", ""))]
    assert audit(record(*apart), rules).status == "met"
    lacking = [entry(course(code, tags="a b")) for code in ("AB1", "AB2", "AB3")]
    assert [part.status for part in audit(record(*lacking), rules).root.parts] == ["open", "met", "met", "open"]


def test_the_outer_leaf_and_those_within_are_one_language() -> None:
    host = leaf("host", 2, '{ subject = "WL" }', 'same = "language:"')
    rules = rulebook(host + leaf("second", 1, '{ tag = "level-2" }', WITHIN))

    def language(code: str, own: str) -> object:
        return entry(course(code, subject="WL", tags=f"language:{own} {'level-2' if code.endswith('2') else ''}"))

    spanish, french = language("ES1", "es"), language("FR2", "fr")
    assert audit(record(spanish, french), rules).status == "open"
    assert audit(record(spanish, language("ES2", "es"), french), rules).status == "met"


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        (
            leaf("host", 2, '{ subject = "WL" }', 'same = "language:"')
            + leaf("in", 1, '{ tag = "a" }', f'{WITHIN}\nsame = "subject"'),
            ProblemKind.WRONG_VALUE,
            20,
        ),
        (
            HOST + "".join(leaf(f"in{at}", 0.5, '{ tag = "a" }', WITHIN) for at in range(5)),
            ProblemKind.TOO_MANY_OPTIONS,
            43,
        ),
        (HOST + leaf("in", 4, '{ tag = "a" }', WITHIN), ProblemKind.SUM, 19),
        (
            leaf("host", 20, "{ any_course = true }")
            + "".join(leaf(f"in{at}", 9, '{ tag = "a" }', WITHIN) for at in range(4)),
            ProblemKind.TOO_MANY_OPTIONS,
            None,
        ),
    ],
)
def test_a_family_that_cannot_be_is_refused(text: str, kind: ProblemKind, line: int | None) -> None:
    loaded = load_rulebook(HEADER + text)
    assert loaded.rulebook is None
    assert [(problem.kind, problem.line) for problem in loaded.problems] == [(kind, line)]


def test_the_batch_hands_over_what_carries_one_value_together() -> None:
    host = leaf("host", 2, '{ subject = "WL" }', 'same = "language:"')
    students = [record(entry(course("ES1", subject="WL", tags="language:es"))), record()]
    assert assert_batch_agrees(students, rulebook(host + leaf("in", 1, '{ tag = "level-2" }', WITHIN))) == 1.0
    assert assert_batch_agrees(students, rulebook(HOST + leaf("in", 1, '{ tag = "a" }', WITHIN))) == 0.0
