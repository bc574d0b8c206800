"""The tests for the second database: few, cheap, and together they send all that was sent."""

from __future__ import annotations

from tests.statements import TIMES, Notes, pick


def test_one_test_is_enough_for_a_statement() -> None:
    notes: Notes = {"a": (10, ["one", "two"]), "b": (10, ["one"]), "c": (10, ["two"]), "d": (10, ["three"])}
    assert pick(notes) == ["a", "d"]


def test_the_cheaper_of_two_equal_tests_is_taken() -> None:
    assert pick({"dear": (500, ["one"]), "cheap": (5, ["one"])}) == ["cheap"]


def test_a_delicate_statement_is_tried_several_times() -> None:
    notes: Notes = {f"test {number}": (10, ["one*"]) for number in range(TIMES + 2)}
    assert len(pick(notes)) == TIMES


def test_a_statement_that_few_tests_send_is_tried_by_all_of_them() -> None:
    notes: Notes = {"a": (10, ["one*"]), "b": (10, [])}
    assert pick(notes) == ["a"]


def test_every_statement_is_sent_by_the_tests_that_are_picked() -> None:
    notes: Notes = {
        f"test {number}": (number, [f"statement {number * step % 17}" for step in range(4)]) for number in range(60)
    }
    sent = {key for name in pick(notes) for key in notes[name][1]}
    assert sent == {key for _, keys in notes.values() for key in keys}
