"""The tests for the second database: few, cheap, and together they send all that was sent."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.statements import TIMES, Notes, pick

ROOT: Final = Path(__file__).parents[1]

#: Product code that does otherwise on another database, with the tests of it: its other half runs nowhere on SQLite.
BY_DATABASE: Final = {
    "base/statistics.py": "tests/journeys/test_import.py",
    "demo/actions.py": "tests/web/demo/test_reset.py",
    "demo/management/commands/demo_load.py": "tests/web/demo/test_real_districts_are_safe.py",
    "demo/management/commands/demo_prepare.py": "tests/web/demo/test_real_districts_are_safe.py",
    "imports/actions/apply.py": "tests/web/imports/test_one_at_a_time.py",
}


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


def test_what_goes_by_the_database_is_tried_on_both() -> None:
    web = ROOT / "src" / "waypost" / "web"
    asking = {
        str(file.relative_to(web))
        for file in web.rglob("*.py")
        if any(words in file.read_text() for words in ("connection.vendor", "connection.features"))
    }
    assert asking == BY_DATABASE.keys()
    for module in set(BY_DATABASE.values()):
        text = (ROOT / module).read_text()
        assert "mark.both" in text or "transaction=True" in text, module
