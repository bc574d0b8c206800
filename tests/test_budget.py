"""The budget of the tests: read, compared by folder, scaled to the machine; and child processes are counted."""

from __future__ import annotations

import subprocess
import sys

from tests.budget import BUDGET, START, compare, folder_of, read_budget, seconds_of_all

SMALL = """
# a comment
pace           0.02
start          10    5
tests/engine   40    0   # laws
tests/web/plans  20  10
"""


def test_the_whole_suite_may_cost_a_thousand_seconds() -> None:
    budget = read_budget(BUDGET.read_text())
    assert sum(budget["sqlite"].values()) + sum(budget["postgresql"].values()) <= 1000
    assert budget["sqlite"].keys() == budget["postgresql"].keys() >= {START, "tests/engine", "tests/journeys"}


def test_pages_are_counted_by_app_and_the_rest_by_folder() -> None:
    assert folder_of("tests/web/plans/deep/test_one.py") == "tests/web/plans"
    assert folder_of("tests/web/test_served_writes.py") == "tests/web"
    assert folder_of("tests/engine/search/test_laws.py") == "tests/engine"
    assert folder_of(START) == START


def test_each_database_has_its_seconds() -> None:
    budget = read_budget(SMALL)
    assert budget["sqlite"] == {"start": 10, "tests/engine": 40, "tests/web/plans": 20}
    assert budget["postgresql"]["tests/web/plans"] == 10
    assert budget["pace"]["pace"] == 0.02


def test_a_folder_well_over_its_budget_is_named() -> None:
    used = {"tests/engine/test_a.py": 70.0, "tests/engine/test_b.py": 30.0, "tests/web/plans/test_c.py": 44.0}
    lines, over = compare(used, read_budget(SMALL)["sqlite"], slower=1)
    assert over == ["tests/engine costs 100 seconds; tests/BUDGET allows it 40. See docs/testing.md."]
    assert any(line.split() == ["44", "of", "20", "tests/web/plans"] for line in lines)


def test_a_slow_machine_is_no_fault() -> None:
    _, over = compare({"tests/engine/test_a.py": 100.0}, read_budget(SMALL)["sqlite"], slower=2)
    assert over == []


def test_a_new_folder_needs_a_line_as_soon_as_it_costs_something() -> None:
    _, over = compare({"tests/web/new/test_a.py": 16.0}, read_budget(SMALL)["sqlite"], slower=1)
    assert over == ["tests/web/new costs 16 seconds; tests/BUDGET allows it 0. See docs/testing.md."]


def test_the_work_of_a_child_is_counted() -> None:
    before = seconds_of_all()
    subprocess.run([sys.executable, "-c", "sum(number for number in range(6_000_000))"], check=True)
    assert seconds_of_all() - before > 0.05
