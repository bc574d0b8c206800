"""Wishes as short words, and the changes between two plans."""

from __future__ import annotations

import pytest

from waypost.engine.catalog import Term
from waypost.engine.search import LighterTerm
from waypost.web.finder.adapters.wishes import read_wish, read_wishes, to_wishes
from waypost.web.plans.adapters import Add, Move, Remove, Swap
from waypost.web.plans.adapters.between import changes_between

A, B = ("A", 11, "year", ""), ("B", 11, "year", "")


@pytest.mark.parametrize(
    "text",
    ["must:STAT", "never:A-1", "lighter:11", "free:12-fall", "early:12-fall", "half:12", "work:12-10", "reach:x"],
)
def test_a_wish_reads_back_as_it_was_said(text: str) -> None:
    assert str(read_wish(text)) == text


@pytest.mark.parametrize("text", ["", "must", "must:", "free:5", "free:12-year", "early:12", "work:12", "work:12-21"])
def test_what_is_no_wish_is_none(text: str) -> None:
    assert read_wish(text) is None


def test_the_engine_gets_every_kind() -> None:
    texts = ["must:A", "like:B", "rather_not:C", "never:D", "lighter:11", "free:12-fall", "early:12-fall", "work:12-10"]
    wishes = to_wishes(read_wishes(texts))
    named = [wishes.must_have, wishes.likes, wishes.rather_not, wishes.never]
    assert [set(one.courses) for (one,) in named] == [{"A"}, {"B"}, {"C"}, {"D"}]
    assert wishes.lighter == (LighterTerm(grade_level=11),)
    assert wishes.free_period == (LighterTerm(grade_level=12, term=Term.FALL),)
    assert (wishes.finish_early, wishes.work_hours, wishes.work_grades) == ((12, Term.FALL), 10, (12,))


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([A], [A], ()),
        ([], [A], (Add(code="A", grade_level=11, term="year"),)),
        ([A], [], (Remove(code="A", grade_level=11, term="year"),)),
        ([A], [B], (Swap(code="A", grade_level=11, term="year", to_code="B"),)),
        (
            [A],
            [("A", 12, "fall", "")],
            (Move(code="A", grade_level=11, term="year", to_grade_level=12, to_term="fall"),),
        ),
    ],
)
def test_a_difference_is_told_in_the_fewest_changes(before: object, after: object, changes: object) -> None:
    assert changes_between(before, after) == changes  # type: ignore[arg-type]
